"""A picture with what it shows in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from wagtail.blocks import BooleanBlock, CharBlock, StructValue
from wagtail.blocks.struct_block import BlockGroup

from ..faults import Fault, Stage
from .choosers import ImageChooser
from .content_notice import ContentNoticeStructBlock, content_notice_group
from .displays import PictureDisplay

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

    def find_faults(self, value: StructValue) -> Iterator[Fault]:
        """Yield a picture that nobody described and nobody called decorative."""
        if value.get("image") and not value.get("alt_text") and not value.get("decorative"):
            yield Fault(
                _("Describe the picture, or mark it as decorative."),
                "alt_text_missing",
                ("alt_text",),
                stage=Stage.PUBLISHING,
            )

    def get_display(self, value: StructValue, resolver: Resolver) -> PictureDisplay:
        """`url`, `width`, `height` (pixels), `sources` (for `srcset`) and `alt`; empty without."""
        image = value.get("image")
        picture = resolver.picture(image.pk) if image else None
        if picture is None:
            return PictureDisplay(url="", width=None, height=None, sources=[], alt="")
        return PictureDisplay(
            url=picture.url,
            width=picture.width,
            height=picture.height,
            sources=list(picture.sources),
            alt="" if value.get("decorative") else value.get("alt_text") or "",
        )

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

    def find_faults(self, value: StructValue) -> Iterator[Fault]:
        """Yield a missing picture, besides what holds for every picture."""
        if not value.get("image"):
            yield Fault(
                _("Choose a picture: it is missing or no longer exists."),
                "image_missing",
                ("image",),
                stage=Stage.PUBLISHING,
            )
        yield from super().find_faults(value)

    class Meta:
        description = _("A picture with alternative text, caption and credit.")
        # A preview has no picture of the site's to show.
        preview_template = "results/blocks/image_preview.html"
        preview_value = {"alt_text": "", "caption": "A picture stands here with its caption."}
