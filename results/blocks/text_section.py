"""Text sections and quotations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from wagtail.blocks import CharBlock, StructValue, TextBlock
from wagtail.blocks.struct_block import BlockGroup

from .base import ContentNoticeStructBlock, StrictStreamBlock, content_notice_group
from .displays import TextDisplay
from .leaves import Refining
from .read_more_link import ReadMoreLink
from .rich_text import SafeRichTextBlock

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
    source = resolver.texts(value).source(name) if value.get(name) else ""
    return str(resolver.html(source)) if source else ""


_MARKS = '“”"»«„'
_WITHIN_MARKS = re.compile(rf"\s*[{_MARKS}]([^{_MARKS}]+)[{_MARKS}]\s*")


class QuotationBlock(Refining, TextBlock):
    """Somebody's words, without the quotation marks around them: the page has its language's own."""

    path = "wagtail.blocks.TextBlock"

    def clean(self, value: Any) -> Any:
        """Return the words; marks that set off a part of them stay."""
        cleaned = super().clean(value)
        within = _WITHIN_MARKS.fullmatch(cleaned or "")
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
