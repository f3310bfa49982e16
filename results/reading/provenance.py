"""How a translation stands to its source."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from html import unescape
from typing import Any

from django.db.models import F, QuerySet
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from wagtail.blocks import RichTextBlock
from wagtail.models import Page

from typing_extensions import TypedDict

from ..blocks.data_table import Cells
from ..blocks.resolving import Mark, Texts
from ..blocks.walking import Node
from ..conf import has
from ..languages.aliases import ORIGINAL, OWN, SPOKEN, original_of, spoken_language, with_originals
from ..quantities.formatting import language_attributes


class Difference(TypedDict):
    """Something in which a translation differs from its source; `path` is "" for all of the page."""

    kind: str
    path: str
    since: str


class TranslationCounts(TypedDict, total=False):
    """How many texts a translation has, and how many need a look."""

    source_language: str | None
    total: int
    translated: int
    stale: int
    machine: int
    memory: int
    faulty: int
    doubtful: int
    source_newer: bool


class TranslationFacts(TranslationCounts):
    """How a page stands to its source; the counts are those of a translation by strings."""

    is_alias: bool
    older_since: str | None
    differences: list[Difference]


_FIELDS = ("source_language", "older", "untranslated", "machine", "differences", "numbers")
_NAMES = tuple(f"results_{name}" for name in _FIELDS)
LANGUAGE = _NAMES[0]
_KNOWN = (ORIGINAL, SPOKEN, OWN, *_NAMES)


@dataclass(frozen=True, slots=True)
class Provenance:
    """How the public texts of a translation relate to its source, by path.

    A path is `title`, or `body.<id>.heading`. `older` says for each string since when (ISO 8601)
    the source differs; `untranslated` and `machine` hold the strings themselves. `differences` is
    what else differs, `numbers` those in older texts that have changed, as a `LanguageVersion` has
    them.
    """

    language: str
    older: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    untranslated: Mapping[str, list[str]] = field(default_factory=dict)
    machine: Mapping[str, list[str]] = field(default_factory=dict)
    differences: Sequence[Difference] = ()
    numbers: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)

    @property
    def older_since(self) -> datetime | None:
        """Since when any text of the translation is outdated, or None."""
        moments = [moment for found in self.older.values() for moment in found.values()]
        return min(map(datetime.fromisoformat, moments), default=None)

    def untranslated_at(
        self, path: str, text: str | list[str], *, is_rich: bool = False
    ) -> list[str]:
        """Return the strings of the text that are still in the source language."""
        return strings_in_common(self.untranslated.get(path), text, is_rich)

    def mark_at(self, path: str, text: str | list[str], *, is_rich: bool = False) -> Mark | None:
        """Return what a reader should know of the text at the path, or of its texts, or None."""
        foreign = self.untranslated_at(path, text, is_rich=is_rich)
        language = self.language if foreign else ""
        mark = Mark(
            language,
            min(self.older.get(path, {}).values(), default=""),
            bool(strings_in_common(self.machine.get(path), text, is_rich)),
            _tagged(text, foreign, language)
            if foreign and isinstance(text, str) and is_rich
            else "",
            tuple((said, now) for said, now in self.numbers.get(path, ())),
            frozenset(map(_words, foreign)) if isinstance(text, list) else frozenset(),
        )
        return None if mark == Mark() else mark


def with_provenance(pages: QuerySet[Any]) -> Any:
    """Annotate what `provenance_of` and its like need, to ask no more."""
    versions = {
        name: F(f"language_version__{field}") for name, field in zip(_NAMES, _FIELDS, strict=True)
    }
    return with_originals(pages).annotate(**{OWN: F("locale__language_code")}, **versions)


def provenance_of(page: Any) -> Provenance | None:
    """Return where a translation's texts come from, None for an alias or original; one query."""
    if not page.pk:
        return None
    know(page)
    known = page.__dict__
    language = known[LANGUAGE]
    if not language or original_of(page) is not None:
        return None
    return Provenance(*(known[name] for name in _NAMES))


def know(page: Any) -> None:
    """Fetch everything not yet known about the translation of this object, in one query."""
    if not page.pk or is_known(page):
        return
    pages = with_provenance(Page.objects.filter(pk=page.pk))
    keep_known(page, pages.values(*_KNOWN).first() or dict.fromkeys(_KNOWN))


def is_known(page: Any) -> bool:
    """Whether everything about the translation of this object is known already."""
    return LANGUAGE in page.__dict__


def keep_known(page: Any, row: Mapping[str, Any]) -> None:
    """Take over what a query with provenance has found of this page, unless it is known already."""
    for name in _KNOWN:
        page.__dict__.setdefault(name, row[name])


def title_language(page: Any) -> str:
    """Return the language code of the page's title."""
    provenance = provenance_of(page)
    if provenance and provenance.untranslated_at("title", page.title):
        return provenance.language
    return spoken_language(page)


def translation_facts(page: Any) -> TranslationFacts | None:
    """Return facts about a translation for the APIs; None for a page without a source."""
    original, provenance, counts = original_of(page), provenance_of(page), None
    if page.pk and has("translation"):
        from ..languages.standing import counts_of

        counts = counts_of(page)
    if original is None and provenance is None and counts is None:
        return None
    since = provenance.older_since if provenance else None
    source_language = provenance.language if provenance else None
    facts = TranslationFacts(
        is_alias=original is not None,
        source_language=original.locale.language_code if original else source_language,
        older_since=since.isoformat() if since else None,
        differences=list(provenance.differences) if provenance else [],
    )
    facts.update(counts or {})  # type: ignore[typeddict-item]
    return facts


def strings_of(text: str | list[str], is_rich: bool) -> list[str]:
    """Return the strings of a text, or of a table's, as `Provenance` holds them."""
    if isinstance(text, list):
        return [string for part in text for string in strings_of(part, is_rich)]
    if not has("translation"):
        return [text]
    from ..languages.localized import strings

    return strings(text, is_rich)


def strings_in_common(known: list[str] | None, text: str | list[str], is_rich: bool) -> list[str]:
    """Return the strings of a text that are among those, whatever their spaces."""
    if not known:
        return []
    words = {_words(string) for string in known}
    return [found for found in strings_of(text, is_rich) if _words(found) in words]


def _tagged(text: str, foreign: Collection[str], language: str) -> str:
    if has("translation"):
        from ..languages.localized import with_language

        return with_language(text, foreign, language)
    return str(format_html("<div{}>{}</div>", language_attributes(language), mark_safe(text)))  # noqa: S308


def _words(string: str) -> str:
    return " ".join(unescape(string).split())


@dataclass(slots=True)
class Marks:
    """Marks of structs' texts, by the struct's identity; `machine` are those with texts of one."""

    texts: dict[int, dict[str, Mark]] = field(default_factory=dict)
    machine: set[int] = field(default_factory=set)

    def of(self, value: Any) -> Texts:
        """Return the texts of a struct with their marks."""
        key = id(value)
        return Texts(value.get, self.texts.get(key), is_machine=key in self.machine)


def find_marks(nodes: Sequence[Node], provenance: Provenance) -> Marks:
    """Return the marks of a page's built values, of each text while it is as it was published."""
    marks = Marks()
    structs = {node.path: id(node.value) for node in nodes if node.is_struct}
    told = (provenance.older, provenance.untranslated, provenance.machine, provenance.numbers)
    paths = set().union(*told)
    for node in nodes:
        if (path := ".".join(node.path)) not in paths:
            continue
        is_rich = isinstance(node.block, RichTextBlock)
        mark = provenance.mark_at(path, _text(node.value), is_rich=is_rich)
        if mark is None:
            continue
        if node.path[:-1] in structs:
            marks.texts.setdefault(structs[node.path[:-1]], {})[node.path[-1]] = mark
        if mark.is_machine:
            ways = (node.path[:end] for end in range(len(node.path)))
            marks.machine.update(structs[way] for way in ways if way in structs)
    return marks


def _text(value: Any) -> str | list[str]:
    """The text of a leaf, of a table its texts; of rich text as it is stored, "" for what is none."""
    if isinstance(value, Cells):
        return value.texts
    text = getattr(value, "source", value)
    return text if isinstance(text, str) else ""


def texts_of_page(page: Any, provenance: Provenance | None) -> Texts:
    """Return the texts of the page's own fields with their marks."""
    marks: dict[str, Mark] = {}
    if provenance is not None:
        for name in {*provenance.older, *provenance.untranslated, *provenance.machine}:
            if "." not in name and (mark := provenance.mark_at(name, getattr(page, name, ""))):
                marks[name] = mark
    return Texts(
        lambda name: getattr(page, name, ""),
        marks,
        is_machine=any(mark.is_machine for mark in marks.values()),
    )
