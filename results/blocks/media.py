"""Pictures and films."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import parse_qs, urlsplit

from django.utils.translation import gettext_lazy as _

from wagtail.blocks import BooleanBlock, CharBlock, StructValue, TextBlock
from wagtail.blocks.struct_block import BlockGroup

from ..issues import Issue, incomplete, warning
from .base import ContentNoticeStructBlock, content_notice_group
from .displays import PictureDisplay, VideoDisplay
from .leaves import ImageChooser, PublicURLBlock
from .links import host_of

if TYPE_CHECKING:
    from .resolving import Resolver


class PictureBlock(ContentNoticeStructBlock):
    """An optional picture: the part that other blocks embed."""

    image = ImageChooser(label=_("Image"), required=False)
    alt_text = CharBlock(
        label=_("Alternative text"),
        required=False,
        max_length=250,
        default="",
        help_text=_("What the picture shows, for those who cannot see it."),
    )
    decorative = BooleanBlock(
        label=_("Decorative"),
        required=False,
        default=False,
        help_text=_("The picture says nothing that the text does not; it needs no description."),
    )
    caption = CharBlock(label=_("Caption"), required=False, max_length=250, default="")
    credit = CharBlock(label=_("Credit"), required=False, max_length=120, default="")

    def find_issues(self, value: StructValue) -> Iterator[Issue]:
        """Yield an issue for a picture that is neither described nor marked as decorative."""
        if value.get("image") and not value.get("alt_text") and not value.get("decorative"):
            yield incomplete(
                _("Describe the picture, or mark it as decorative."),
                "alt_text_missing",
                ("alt_text",),
            )

    def get_display(self, value: StructValue, resolver: Resolver) -> PictureDisplay:
        """`url`, `width`, `height` (pixels), `sources` (for `srcset`) and `alt`; empty without."""
        image = value.get("image")
        picture = resolver.picture(image.pk) if image else None
        if picture is None:
            return PictureDisplay(url="", width=None, height=None, sources=[], alt="")
        alt = "" if value.get("decorative") else value.get("alt_text") or ""
        return cast("PictureDisplay", {**picture, "alt": alt})

    class Meta:
        form_layout = BlockGroup(
            children=["image", "alt_text", "decorative"],
            settings=["caption", "credit", content_notice_group()],
        )
        template = "results/blocks/image.html"
        icon = "image"
        label = _("Image")
        label_format = "{alt_text}"
        prose = ("alt_text", "caption", "credit", "care_text")
        replaceable = ("image",)


class ImageBlock(PictureBlock):
    """A picture that stands by itself in the page."""

    def find_issues(self, value: StructValue) -> Iterator[Issue]:
        """Yield a missing picture, besides what holds for every picture."""
        if not value.get("image"):
            yield incomplete(
                _("Choose a picture: it is missing or no longer exists."),
                "image_missing",
                ("image",),
            )
        yield from super().find_issues(value)

    class Meta:
        description = _("A picture with alternative text, caption and credit.")
        # A preview has no picture of the site's to show.
        preview_template = "results/blocks/image_preview.html"
        preview_value = {"alt_text": "", "caption": "A picture stands here with its caption."}


SITES = {
    "youtube.com": "YouTube",
    "youtu.be": "YouTube",
    "youtube-nocookie.com": "YouTube",
    "vimeo.com": "Vimeo",
    "player.vimeo.com": "Vimeo",
}


class VideoBlock(ContentNoticeStructBlock):
    """A film; nothing is shown of one without an address."""

    title = CharBlock(label=_("Title"), required=False, max_length=160, default="")
    url = PublicURLBlock(
        label=_("Address of the film"),
        required=False,
        default="",
        help_text=_("The film is shown once it has one."),
    )
    description = TextBlock(
        label=_("What the film shows"),
        required=False,
        max_length=600,
        rows=2,
        default="",
        help_text=_("For those who cannot or do not want to see it."),
    )
    poster = ImageChooser(label=_("Still image"), required=False)

    def find_issues(self, value: StructValue) -> Iterator[Issue]:
        """Yield a film without a title, whose link would say nothing, and one that is not shown."""
        if not value.get("url") and any(
            value.get(name) for name in ("title", "description", "poster")
        ):
            yield warning(
                _("The film has no address, so it is not shown."), "film_without_address", ("url",)
            )
        if value.get("url") and not value.get("title"):
            yield incomplete(
                _("Give the film a title; the link to it needs one."), "title_missing", ("title",)
            )

    def render(self, value: StructValue, context: dict[str, Any] | None = None) -> Any:
        """Return the film as HTML; nothing of one without an address."""
        return super().render(value, context=context) if value.get("url") else ""

    def get_display(self, value: StructValue, resolver: Resolver) -> VideoDisplay:
        """Where the film is, its still image as a picture, and the address of its player."""
        url, poster = value.get("url") or "", value.get("poster")
        return VideoDisplay(
            site=site_name(url),
            poster=resolver.poster(poster.pk) if poster else None,
            player=player_url(url),
        )

    class Meta:
        form_layout = BlockGroup(
            children=["title", "url", "description", "poster"], settings=[content_notice_group()]
        )
        template = "results/blocks/video.html"
        icon = "media"
        label = _("Film")
        label_format = "{title}"
        description = _("A film on another site, as a link; nothing loads before the click.")
        prose = ("title", "description", "care_text")
        replaceable = ("url", "poster")
        preview_value = {
            "title": "The campaign film",
            "url": "https://www.youtube.com/",
            "description": "A film about the trade in children online.",
        }


def site_name(url: str) -> str:
    """The name of the site that a film's address leads to."""
    host = host_of(url).removeprefix("www.").removeprefix("m.")
    return SITES.get(host, host)


def player_url(url: str) -> str:
    """The address of the site's player without cookies for this film; "" for other sites."""
    site = site_name(url)
    if site == "YouTube":
        parts = urlsplit(url)
        found = parse_qs(parts.query).get("v") or [parts.path.rstrip("/").rpartition("/")[2]]
        if re.fullmatch(r"[\w-]{11}", found[0], re.ASCII):
            return f"https://www.youtube-nocookie.com/embed/{found[0]}?autoplay=1"
    elif site == "Vimeo" and (film := re.search(r"/(\d{1,12})(?:/|$)", urlsplit(url).path)):
        return f"https://player.vimeo.com/video/{film[1]}?autoplay=1&dnt=1"
    return ""
