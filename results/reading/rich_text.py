"""Rendering stored rich text for one reader."""

import re
from collections.abc import Callable
from functools import partial
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, override

from wagtail.rich_text import features
from wagtail.rich_text.rewriters import LinkRewriter

from ..blocks import LinkTarget
from ..blocks.choosers import as_pk
from ..blocks.rich_text import without_embeds
from ..quantities.locales import language_name

Lookup = Callable[[int], LinkTarget | None]
# A link without an address: what the rewriter leaves where the target is gone.
_EMPTY_LINK = re.compile(r"<a>(.*?)</a>", re.DOTALL)
# A link to a page of the site in another language, as `_opening_tag` writes it.
_LINK_ABROAD = re.compile(r'<a href="[^"]*" hreflang="([^"]*)">.*?</a>', re.DOTALL)


def to_html(source: str, page: Lookup, document: Lookup, language: str) -> SafeString:
    """Return the HTML; links whose target the lookups do not find are reduced to their text.

    A link to a page in another language names that language, in words of `language`. Embeds are
    left out; other kinds of links go through their registered handlers.
    """
    rules: dict[str, Any] = {
        name: handler.expand_db_attributes_many
        for name, handler in features.get_link_types().items()
    }
    for kind, lookup in (("page", page), ("document", document)):
        rules[kind] = partial(_opening_tags, lookup)
    html = LinkRewriter(bulk_rules=rules)(without_embeds(source))
    html = _LINK_ABROAD.sub(partial(_with_language, language), html)
    return mark_safe(_EMPTY_LINK.sub(r"\1", html))  # noqa: S308


def _with_language(language: str, link: re.Match[str]) -> str:
    with override(language):
        name = gettext("in %(language)s") % {"language": language_name(link[1], language)}
    return f'{link[0]} <span class="results-link__file">({escape(name)})</span>'


def _opening_tags(lookup: Lookup, tags: list[dict[str, str]]) -> list[str]:
    return [_opening_tag(lookup, tag) for tag in tags]


def _opening_tag(lookup: Lookup, attributes: dict[str, str]) -> str:
    pk = as_pk(attributes.get("id"))
    target = lookup(pk) if pk is not None else None
    if target is None:
        return "<a>"
    language = f' hreflang="{escape(target.language)}"' if target.language else ""
    return f'<a href="{escape(target.url)}"{language}>'
