"""A quotation with the person who said it."""

import re
from typing import Any

from django.utils.translation import gettext_lazy as _

from wagtail.blocks import CharBlock, TextBlock
from wagtail.blocks.struct_block import BlockGroup

from .content_notice import ContentNoticeStructBlock, content_notice_group
from .leaves import Refining

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
