"""Stored rich text as HTML for one reader."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from wagtail.rich_text import features
from wagtail.rich_text.rewriters import LinkRewriter

from ..blocks import LinkTarget
from ..blocks.leaves import as_pk
from ..blocks.rich_text import without_embeds

Lookup = Callable[[int], LinkTarget | None]
# A link without an address: what the rewriter leaves where the target is gone.
_EMPTY_LINK = re.compile(r"<a>(.*?)</a>", re.DOTALL)


def to_html(source: str, page: Lookup, document: Lookup) -> SafeString:
    """Return the HTML; a link whose target the lookups do not know is left out, its text stays.

    Embeds are left out; other kinds of links go through the handlers that the site has registered.
    """
    return mark_safe(_EMPTY_LINK.sub(r"\1", _rewriter(page, document)(without_embeds(source))))  # noqa: S308


def _rewriter(page: Lookup, document: Lookup) -> LinkRewriter:
    def rule(lookup: Lookup) -> Callable[[list[dict[str, str]]], list[str]]:
        return lambda tags: [_opening_tag(lookup, tag) for tag in tags]

    others = {
        name: handler.expand_db_attributes_many
        for name, handler in features.get_link_types().items()
    }
    return LinkRewriter(bulk_rules={**others, "page": rule(page), "document": rule(document)})


def _opening_tag(lookup: Lookup, attributes: dict[str, str]) -> str:
    pk = as_pk(attributes.get("id"))
    target = lookup(pk) if pk is not None else None
    if target is None:
        return "<a>"
    language = f' hreflang="{escape(target.language)}"' if target.language else ""
    return f'<a href="{escape(target.url)}"{language}>'
