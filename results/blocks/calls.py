"""Calls to a reader: where to turn for help, and to share the page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import quote

from django import forms
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from wagtail.blocks import CharBlock, StructValue, TextBlock

from ..issues import Issue, incomplete
from .base import ResultsStructBlock, SeveralBlock
from .displays import HelplineDisplay, ShareDisplay, ShareLink
from .leaves import PublicURLBlock, TelephoneBlock
from .links import telephone_href
from .media import site_name

if TYPE_CHECKING:
    from .resolving import Resolver


class HelplineBlock(ResultsStructBlock):
    """A helpline; telephone number and web address can be other ones in each language."""

    name = CharBlock(label=_("Name"), max_length=120)
    hours = CharBlock(label=_("Opening hours"), required=False, max_length=160, default="")
    telephone = TelephoneBlock(label=_("Telephone number"), required=False, default="")
    url = PublicURLBlock(label=_("Web address"), required=False, default="")
    note = TextBlock(label=_("Note"), required=False, max_length=400, rows=2, default="")

    def find_issues(self, value: StructValue) -> Iterator[Issue]:
        """Yield a helpline that cannot be reached."""
        if not value.get("telephone") and not value.get("url"):
            yield incomplete(
                _("Give a telephone number or a web address."),
                "helpline_unreachable",
                ("telephone",),
            )

    def get_display(self, value: StructValue, resolver: Resolver) -> HelplineDisplay:
        """`telephone_url` ("tel:116111" or "") and `site` (host name of the web address or "")."""
        telephone = value.get("telephone")
        return HelplineDisplay(
            telephone_url=telephone_href(telephone) if telephone else "",
            site=site_name(value.get("url") or ""),
        )

    class Meta:
        template = "results/blocks/helpline.html"
        icon = "results-helpline"
        label = _("Helpline")
        label_format = "{name}"
        description = _("Where to turn for help: name, hours, telephone, web address.")
        heading_child = "name"
        prose = ("name", "hours", "note")
        replaceable = ("telephone", "url")
        preview_value = {"name": "A helpline", "hours": "All day", "telephone": "116 111"}


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
        """`address` of the page, and `links` to share it; both empty without an address."""
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
