"""One piece of work: what was done, how it went, the figures that show it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from wagtail.blocks import CharBlock, StructValue
from wagtail.blocks.struct_block import BlockGroup

from .content_notice import ContentNoticeStructBlock, content_notice_group
from .picture import PictureBlock
from .rich_text import SafeRichTextBlock
from .stat_group import StatsBlock
from .text_section import FEATURES, LinksBlock, display_html
from .video import VideoBlock

if TYPE_CHECKING:
    from .resolving import Resolver

HASHTAG = RegexValidator(r"^#\w+$", _("Write one word that begins with #."), code="hashtag_invalid")


class CampaignBlock(ContentNoticeStructBlock):
    """A piece of work, with text and, where there are some, picture, film, figures and links."""

    heading = CharBlock(label=_("Heading"), max_length=160)
    hashtag = CharBlock(
        label=_("Hashtag"),
        required=False,
        max_length=60,
        default="",
        validators=[HASHTAG],
        help_text=_("With the number sign, the same in every language: #stoppanäthandeln."),
    )
    text = SafeRichTextBlock(label=_("Text"), features=FEATURES)
    image = PictureBlock(required=False)
    video = VideoBlock(required=False)
    stats = StatsBlock(required=False)
    links = LinksBlock(required=False)

    def get_display(self, value: StructValue, resolver: Resolver) -> dict[str, Any]:
        """`text`: the text as HTML with its links resolved."""
        return {"text": display_html(value, "text", resolver)}

    class Meta:
        form_layout = BlockGroup(
            children=["heading", "hashtag", "text", "stats", "links"],
            settings=["image", "video", content_notice_group()],
        )
        template = "results/blocks/campaign.html"
        icon = "results-campaign"
        label = _("Piece of work")
        label_format = "{heading}"
        description = _("What was done and how it went, with picture, figures and links.")
        prose = ("heading", "text", "care_text")
        preview_value = {
            "heading": "Reports to the hotline",
            "text": "<p>Anyone can report suspected exploitation. Every report is reviewed.</p>",
        }
