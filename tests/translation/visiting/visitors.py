"""A visitor reads a page, and sees in which language each text of it is announced."""

from collections.abc import Collection
from typing import Any

from django.test import Client

from wagtail_localize.models import StringSegment, Translation

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

from ..translating import soup


def sources(translation: Translation) -> list[str]:
    segments = StringSegment.objects.filter(source=translation.source)
    return list(segments.values_list("string__data", flat=True))


def visit(page: Any) -> BeautifulSoup:
    response = Client().get(page.url)
    assert response.status_code == 200
    return soup(response)


def language_of(node: Any) -> str:
    """The language that is announced for a part of a document."""
    is_said = isinstance(node, Tag) and node.has_attr("lang")
    return str((node if is_said else node.find_parent(lang=True))["lang"])


def texts_in(document: BeautifulSoup, language: str) -> list[str]:
    """The page's own texts that are announced as being in a language, in their order."""
    article = document.select("article")[0]
    texts = (node for node in article.descendants if isinstance(node, NavigableString))
    return [
        " ".join(text.split())
        for text in texts
        if text.strip()
        and not text.find_parent(class_="results-breadcrumbs")
        and language_of(text) == language
    ]


def plain(strings: Collection[str]) -> set[str]:
    return {" ".join(BeautifulSoup(text, "html.parser").get_text(" ").split()) for text in strings}
