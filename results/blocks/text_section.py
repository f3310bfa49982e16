"""A heading with text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from wagtail.blocks import CharBlock, StructValue
from wagtail.blocks.struct_block import BlockGroup

from .base import StrictStreamBlock
from .content_notice import ContentNoticeStructBlock, content_notice_group
from .displays import TextDisplay
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
