"""Where the texts of a translation come from: not from this translation, or from an earlier source.

What is known of that belongs to the part of the program that translates; it registers here how to
find it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from html import unescape
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import F

from wagtail.models import Page

from .aliases import ORIGINAL, OWN, SPOKEN, original_of, spoken_language, with_originals
from .compiled import compiled

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.db.models.expressions import Combinable, RawSQL

LANGUAGE, OLDER, UNTRANSLATED, MACHINE = _NAMES = (
    "results_source_language",
    "results_older",
    "results_untranslated",
    "results_machine",
)


@dataclass(frozen=True, slots=True)
class Translating:
    """What the part of the program that translates can tell.

    `expressions` are those for queries of pages: the language code of the page's source, and the
    three fields of `Provenance`, all NULL for a page that is no translation. `strings` are the
    strings that a text consists of (is it rich text?), in the form in which `Provenance` holds
    them. `mark` puts a language on those strings of rich text that are given. `numbers` are those
    of `translation_facts` with `source_language`, None for a page that is no translation.
    `repair_sources` does for the copies of sources what the command `repair_block_ids` does for
    pages of a model, and counts them.
    """

    expressions: Callable[[], tuple[Combinable, Combinable, Combinable, Combinable]]
    strings: Callable[[str, bool], list[str]]
    mark: Callable[[str, Collection[str], str], str]
    numbers: Callable[[Any], dict[str, Any] | None]
    repair_sources: Callable[[Any], int]


@dataclass(frozen=True, slots=True)
class Provenance:
    """How the public texts of a translation stand to its source, by the path of each text.

    A path is `title`, or `body.<id>.heading`. `older` says since when (ISO 8601, for each string)
    the source says something else; `untranslated` and `machine` hold the strings themselves.
    """

    language: str
    older: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    untranslated: Mapping[str, list[str]] = field(default_factory=dict)
    machine: Mapping[str, list[str]] = field(default_factory=dict)

    @property
    def older_since(self) -> datetime | None:
        """Since when the translation as a whole is of an earlier source."""
        moments = [moment for found in self.older.values() for moment in found.values()]
        return min(map(datetime.fromisoformat, moments), default=None)

    def untranslated_at(self, path: str, text: str, *, is_rich: bool = False) -> list[str]:
        """Those strings of the text that are in the source's language."""
        return _common(self.untranslated.get(path), text, is_rich)

    def machine_at(self, path: str, text: str, *, is_rich: bool = False) -> list[str]:
        """Those strings of the text that a machine has translated and nobody has confirmed."""
        return _common(self.machine.get(path), text, is_rich)

    def older_at(self, path: str) -> str:
        """Since when the text at the path is of an earlier source, or ""."""
        return min(self.older.get(path, {}).values(), default="")


_registered: list[Translating] = []


def register_translating(translating: Translating) -> None:
    """Name the part of the program that translates; call it in `ready()`."""
    _registered[:] = [translating]


def with_provenance(pages: QuerySet[Any]) -> Any:
    """The query with what `provenance_of`, `spoken_language` and `title_language` ask for.

    They cost no query afterwards. It must not become a part of another query.
    """
    pages = with_originals(pages).annotate(**{OWN: F("locale__language_code")})
    for translating in _registered:
        expressions = _compiled(connection.vendor, translating)
        pages = pages.annotate(**dict(zip(_NAMES, expressions, strict=True)))
    return pages


@lru_cache(maxsize=8)
def _compiled(vendor: str, translating: Translating) -> list[RawSQL]:
    return [compiled(expression) for expression in translating.expressions()]


def provenance_of(page: Any) -> Provenance | None:
    """Where the texts of a translation come from; None for a page that speaks for itself.

    An alias, or what is treated as one, speaks for its original. One query for each object in
    memory, which answers `original_of` too.
    """
    if not _registered or not page.pk:
        return None
    know(page)
    known = page.__dict__
    language = known[LANGUAGE]
    if not language or original_of(page) is not None:
        return None
    return Provenance(language, *(known[name] or {} for name in (OLDER, UNTRANSLATED, MACHINE)))


def know(page: Any) -> None:
    """Ask the database at once for all that the object does not know of its translation yet."""
    known = page.__dict__
    if not _registered or not page.pk or LANGUAGE in known:
        return
    names = (ORIGINAL, SPOKEN, OWN, *_NAMES)
    row = with_provenance(Page.objects.filter(pk=page.pk)).values(*names).first()
    for name in names:
        known.setdefault(name, row and row[name])


def title_language(page: Any) -> str:
    """The code of the language that the page's title is in."""
    provenance = provenance_of(page)
    if provenance and provenance.untranslated_at("title", page.title):
        return provenance.language
    return spoken_language(page)


def repair_sources(model: Any) -> int:
    """Repair the ids of blocks in what translations of this model are made of; how many copies."""
    return sum(translating.repair_sources(model) for translating in _registered)


def strings_marked(source: str, strings: Collection[str], language: str) -> str:
    """Stored rich text in which these of its strings bear their language."""
    return _registered[0].mark(source, strings, language)


def translation_facts(page: Any) -> dict[str, Any] | None:
    """How the page stands to its source, for the APIs; None for a page that has none.

    `is_alias` (treated as one counts), `source_language`, `older_since`, and what the part that
    translates counts.
    """
    original = original_of(page)
    numbers = _registered[0].numbers(page) if _registered and page.pk else None
    if original is None and numbers is None:
        return None
    provenance = provenance_of(page)
    since = provenance.older_since if provenance else None
    return {
        "is_alias": original is not None,
        "source_language": original.locale.language_code if original else None,
        "older_since": since.isoformat() if since else None,
        **(numbers or {}),
    }


def _common(known: list[str] | None, text: str, is_rich: bool) -> list[str]:
    if not known or not _registered:
        return []
    words = {_words(string) for string in known}
    return [found for found in _registered[0].strings(text, is_rich) if _words(found) in words]


def _words(string: str) -> str:
    """The string as it reads, however its special characters and its white space are written."""
    return " ".join(unescape(string).split())
