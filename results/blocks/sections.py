"""Parts of a page in words: text sections, quotations, campaigns."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from wagtail.blocks import BooleanBlock, CharBlock, StructValue, TextBlock
from wagtail.blocks.struct_block import BlockGroup
from wagtail.rich_text import get_text_for_indexing

from .base import (
    ContentNoticeStructBlock,
    ContentNoticeValue,
    StrictStreamBlock,
    content_notice_group,
)
from .displays import CampaignDisplay, TextDisplay
from .leaves import Refining
from .media import PictureBlock, VideoBlock
from .read_more_link import ReadMoreLink
from .rich_text import SafeRichTextBlock
from .stat import StatsBlock

if TYPE_CHECKING:
    from .resolving import Resolver

# No h2: the heading above the text is one. No sub- and superscript: a translator would get the
# sentence in three pieces; "CO₂" and "m²" have characters of their own.
FEATURES = ["h3", "bold", "italic", "link", "document-link", "ol", "ul"]


class LinksBlock(StrictStreamBlock):
    """A list of links; a stream, so that each link keeps its identity when it is moved."""

    link = ReadMoreLink()

    class Meta:
        label = _("Links")
        icon = "link"
        required = False
        max_num = 12


class TextSectionBlock(ContentNoticeStructBlock):
    """A part of the page that is text only."""

    heading = CharBlock(label=_("Heading"), required=False, max_length=160, default="")
    text = SafeRichTextBlock(label=_("Text"), features=FEATURES)
    links = LinksBlock(required=False)

    def get_display(self, value: StructValue, resolver: Resolver) -> TextDisplay:
        """`text`: the text as HTML with its links resolved."""
        return TextDisplay(text=display_html(value, "text", resolver))

    class Meta:
        form_layout = BlockGroup(
            children=["heading", "text", "links"], settings=[content_notice_group()]
        )
        template = "results/blocks/text_section.html"
        icon = "pilcrow"
        label = _("Text section")
        label_format = "{heading}"
        description = _("A heading with text and links.")
        prose = ("heading", "text", "care_text")
        preview_value = {
            "heading": "About these results",
            "text": "<p>What we did during the year, and what came of it.</p>",
        }


def display_html(value: StructValue, name: str, resolver: Resolver) -> str:
    """A rich-text child as HTML in the reader's language; "" when it is empty."""
    source = resolver.texts(value).source(name)
    return str(resolver.html(source)) if source else ""


_MARKS = '“”"»«„'
_WITHIN_MARKS = re.compile(rf"\s*[{_MARKS}]([^{_MARKS}]+)[{_MARKS}]\s*")


class QuotationBlock(Refining, TextBlock):
    """Somebody's words, without the quotation marks around them: the page has its language's own."""

    def clean(self, value: Any) -> Any:
        """Return the words; marks that set off a part of them stay."""
        cleaned = super().clean(value)
        within = _WITHIN_MARKS.fullmatch(cleaned)
        return within[1].strip() if within else cleaned


class QuoteBlock(ContentNoticeStructBlock):
    """Somebody's words; a quotation needs a named source."""

    quote = QuotationBlock(label=_("Quotation"), max_length=800, rows=3)
    name = CharBlock(label=_("Who said it"), max_length=120)
    role = CharBlock(label=_("Role"), required=False, max_length=160, default="")

    class Meta:
        form_layout = BlockGroup(
            children=["quote", "name", "role"], settings=[content_notice_group()]
        )
        template = "results/blocks/quote.html"
        icon = "openquote"
        label = _("Quotation")
        label_format = "{name}"
        description = _("Somebody’s words, with name and role.")
        prose = ("quote", "name", "role", "care_text")
        preview_value = {
            "quote": "Knowledge is the first step to protection.",
            "name": "A name",
            "role": "Role and organisation",
        }


HASHTAG = RegexValidator(r"^#\w+$", _("Write one word that begins with #."), code="hashtag_invalid")
# The longest text, in characters, that stands beside a single figure drawn large.
SHORT_TEXT = 900


class Layout(StrEnum):
    """How a campaign is laid out."""

    SPREAD = "spread"
    NUMBER = "number"
    FILM = "film"
    PLAIN = "plain"


class CampaignValue(ContentNoticeValue):
    """A campaign, laid out by what it has."""

    @property
    def layout(self) -> Layout:
        """Spread for a lead campaign, film if it has one, number if short with one figure; else plain."""
        if self.get("is_lead"):
            return Layout.SPREAD
        if (self.get("video") or {}).get("url"):
            return Layout.FILM
        has_picture = bool((self.get("image") or {}).get("image"))
        if len(self.get("stats") or ()) == 1 and not has_picture:
            text = getattr(self.get("text"), "source", "")
            return Layout.NUMBER if len(get_text_for_indexing(text)) <= SHORT_TEXT else Layout.PLAIN
        return Layout.PLAIN

    @property
    def shows_all(self) -> bool:
        """Whether it is built around its figures, so that each is shown although a main point has it."""
        return self.layout in {Layout.SPREAD, Layout.NUMBER}


class CampaignBlock(ContentNoticeStructBlock):
    """A campaign, with text and, where there are some, picture, film, figures and links."""

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
    is_lead = BooleanBlock(
        label=_("Lead campaign"),
        required=False,
        default=False,
        help_text=_("Shown across the page with a large heading. Best for the first campaign."),
    )

    def get_display(self, value: CampaignValue, resolver: Resolver) -> CampaignDisplay:
        """`text`: the text as HTML with its links resolved; `layout`: a value of `Layout`."""
        return CampaignDisplay(text=display_html(value, "text", resolver), layout=str(value.layout))

    def get_context(
        self, value: CampaignValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """Add `stats`, the figures to show: not those with ids in `told`, which stand in the band."""
        context = super().get_context(value, parent_context)
        told = context.get("told") or ()
        context["stats"] = [child for child in value.get("stats") or () if child.id not in told]
        return context

    class Meta:
        form_layout = BlockGroup(
            children=["heading", "hashtag", "text", "stats", "links"],
            settings=["is_lead", "image", "video", content_notice_group()],
        )
        value_class = CampaignValue
        template = "results/blocks/campaign.html"
        icon = "results-campaign"
        label = _("Campaign")
        label_format = "{heading}"
        description = _("What was done and how it went, with picture, figures and links.")
        prose = ("heading", "text", "care_text")
        preview_value = {
            "heading": "Reports to the hotline",
            "text": "<p>Anyone can report suspected exploitation. Every report is reviewed.</p>",
        }
