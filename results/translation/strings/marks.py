"""Marks of translations that need a look, as wagtail-localize's editor shows them.

wagtail-localize stores with each translation the tool that made it, and shows it beside the string.
Two tools are ours; `comment` explains them in the reader's language.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from wagtail_localize.strings import StringValue, validate_translation_links

from bs4 import BeautifulSoup

from ...compat.wagtail_localize import COMMENT

EARLIER_SOURCE = "results.earlier-source"
MEMORY = "results.memory"


def install() -> None:
    """Have wagtail-localize's editor say what the marks mean."""
    COMMENT.apply(_with_marks)


def _with_marks(plain: Callable[[Any], str]) -> Callable[[Any], str]:
    return lambda self: comment(self.tool_name) or plain(self)


def comment(tool_name: str) -> str:
    """Return what a mark says to the translator, "" for any other tool."""
    if tool_name == EARLIER_SOURCE:
        return _("The source text has changed since this was translated.")
    if tool_name == MEMORY:
        return _("Taken over from the same text elsewhere on the site.")
    return ""


def fitted(source: str, translation: str) -> str:
    """Remove links from a translation that its current source does not have.

    wagtail-localize would ignore a translation with an unknown link, and show the source language.
    """
    if is_valid(source, translation):
        return translation
    known = {tag.get("id") for tag in BeautifulSoup(source, "html.parser").find_all("a")}
    soup = BeautifulSoup(translation, "html.parser")
    for tag in soup.find_all("a"):
        if tag.get("id") not in known:
            tag.unwrap()
    return str(soup)


def is_valid(source: str, translation: str) -> bool:
    """Return whether wagtail-localize would use this translation."""
    try:
        StringValue.from_translated_html(translation)
        validate_translation_links(source, translation)
    except ValueError:
        return False
    return True
