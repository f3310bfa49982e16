"""A call to share the page, by plain links that tell nobody anything before the click."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import quote

from django import forms
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from wagtail.blocks import CharBlock, StructValue, TextBlock

from .base import ResultsStructBlock, SeveralBlock
from .displays import ShareDisplay, ShareLink

if TYPE_CHECKING:
    from .resolving import Resolver

# {url} is the address of the page, {text} the text to share; both percent-encoded.
CHANNELS = {
    "facebook": ("Facebook", "https://www.facebook.com/sharer/sharer.php?u={url}"),
    "linkedin": ("LinkedIn", "https://www.linkedin.com/sharing/share-offsite/?url={url}"),
    "bluesky": ("Bluesky", "https://bsky.app/intent/compose?text={text}%20{url}"),
    "whatsapp": ("WhatsApp", "https://api.whatsapp.com/send?text={text}%20{url}"),
    "email": (_("e-mail"), "mailto:?subject={text}&body={url}"),
}


class ShareBlock(ResultsStructBlock):
    """A call to share, with a link for each channel."""

    heading = CharBlock(label=_("Heading"), max_length=160)
    text = TextBlock(label=_("Text"), required=False, max_length=600, rows=3, default="")
    channels = SeveralBlock(
        label=_("Channels"),
        choices=[(name, label) for name, (label, _address) in CHANNELS.items()],
        default=["facebook", "linkedin", "email"],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Plain links: nothing is sent to a channel before the visitor follows one."),
    )

    def get_display(self, value: StructValue, resolver: Resolver) -> ShareDisplay:
        """`address` of the page, and `links`: one {`channel`, `label`, `url`} for each channel.

        Both are empty for a page without an address.
        """
        return ShareDisplay(
            address=resolver.address, links=list(_links(value.get("channels") or [], resolver))
        )

    class Meta:
        template = "results/blocks/share.html"
        icon = "results-share"
        label = _("Call to share")
        label_format = "{heading}"
        description = _("Asks readers to share the page; plain links, no third-party script.")
        prose = ("heading", "text")
        preview_value = {
            "heading": "Spread the knowledge",
            "text": "Share this page, so that more people know.",
            "channels": ["facebook", "email"],
        }


def _links(channels: list[str], resolver: Resolver) -> Iterator[ShareLink]:
    if not resolver.address:
        return
    for name in channels:
        if name in CHANNELS:
            label, address = CHANNELS[name]
            with translation.override(resolver.language):
                shown = str(label)
            yield ShareLink(
                channel=name,
                label=shown,
                url=address.format(
                    url=quote(resolver.address, safe=""), text=quote(resolver.share_text, safe="")
                ),
            )
