"""The addresses of indicators, below that of the index page: the same in every language but for a word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils import translation
from django.utils.translation import pgettext

from ..record.indicator import Indicator
from ..record.models import Figure

if TYPE_CHECKING:
    from django.http import HttpRequest

# Either answers in every language.
WORDS = ("indicators", "indikatorer")


def indicator_path(language: str, slug: str) -> str:
    """Return the address of an indicator below an index page in a language."""
    with translation.override(language):
        word = pgettext("address of one indicator", "indicators")
    return f"{word if word in WORDS else WORDS[0]}/{slug}/"


def indicator_address(url: str, language: str, slug: str) -> str:
    """Return the URL of an indicator below that of the index page."""
    return f"{url.rstrip('/')}/{indicator_path(language, slug)}"


class NamedIndicator(NamedTuple):
    """An indicator as a link; `language` is that of its name where it is not the page's."""

    name: str
    url: str
    language: str


def indicators_below(
    index: Any, editions: list[Any], request: HttpRequest | None
) -> list[NamedIndicator]:
    """Return each indicator with a public figure in one of the editions, by name."""
    language, url = index.locale.language_code, (index.get_url(request) or "").rstrip("/")
    figures = Figure.objects.filter(
        valid_to=None, translation_key__in=[each.translation_key for each in editions]
    )
    keys = set(figures.values_list("indicator__translation_key", flat=True)) - {None}
    found = (
        Indicator.objects.filter(translation_key__in=keys).select_related("locale").order_by("-pk")
    )
    # The version in the language, else the one that was made first.
    sources = {each.translation_key: each for each in found}
    shown = sources | {
        each.translation_key: each for each in found if each.locale.language_code == language
    }
    named = []
    for key, each in shown.items():
        spoken = each.language_of("name", sources[key])
        address = indicator_address(url, language, each.slug)
        named.append(NamedIndicator(each.name, address, "" if spoken == language else spoken))
    return sorted(named, key=lambda each: each.name.casefold())
