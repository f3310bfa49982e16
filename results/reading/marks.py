"""What a reader is told of a translation: marks on its texts, a notice above the page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from wagtail.blocks import RichTextBlock
from wagtail.models import Page

from ..blocks.data_table import Cells
from ..blocks.resolving import Mark, Texts
from ..blocks.walking import walk
from ..record.versions import LanguageVersion
from .provenance import Provenance, provenance_of
from .publicity import original_of, without_private
from .targets import reachable

if TYPE_CHECKING:
    from django.http import HttpRequest

    from wagtail.blocks import Block

Kind = LanguageVersion.Kind
# What a reader of the page would miss.
_IN_THE_CONTENT = {Kind.FIGURE, Kind.MISSING, Kind.EXTRA, Kind.ORDER}

Streams = Iterable[tuple[str, "Block", Any]]


@dataclass(slots=True)
class Marks:
    """Marks of structs' texts, by the struct's identity; `machine` are those with texts of one."""

    texts: dict[int, dict[str, Mark]] = field(default_factory=dict)
    machine: set[int] = field(default_factory=set)

    def of(self, value: Any) -> Texts:
        """Return the texts of a struct with their marks."""
        key = id(value)
        return Texts(value.get, self.texts.get(key), is_machine=key in self.machine)


def find_marks(streams: Streams, provenance: Provenance) -> Marks:
    """Return the marks of named streams, of each text while it is as it was published."""
    marks = Marks()
    for name, block, value in streams:
        nodes = list(walk(block, value, (name,)))
        structs = {node.path: id(node.value) for node in nodes if node.is_struct}
        for node in nodes:
            is_rich = isinstance(node.block, RichTextBlock)
            text = _text(node.value)
            mark = provenance.mark_at(".".join(node.path), text, is_rich=is_rich)
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


class Notice(NamedTuple):
    """A notice that the page is an alias, or is not what its source is now.

    It is of an earlier one since `older_since`, `differs` in figures or parts, or its source
    `is_withdrawn`. `language` is the reader's, that of the address. `source_language` and `title` are those of the
    original or source, `url` its address, "" where visitors cannot reach it.
    """

    language: str
    source_language: str
    title: str
    url: str
    is_alias: bool
    older_since: datetime | None = None
    differs: bool = False
    is_withdrawn: bool = False


def notice_of(page: Any, request: HttpRequest | None) -> Notice | None:
    """Return the notice of a page, or None for one that is no alias and in line with its source."""
    if not page.pk:
        return None
    original = original_of(page)
    provenance = provenance_of(page)
    since = provenance.older_since if provenance else None
    kinds = {each["kind"] for each in provenance.differences} if provenance else set()
    differs, is_withdrawn = bool(kinds & _IN_THE_CONTENT), Kind.UNPUBLISHED in kinds
    if original is not None:
        key, language = {"pk": original.pk}, original.locale.language_code
    elif provenance is not None and (since or differs or is_withdrawn):
        language = provenance.language
        key = {"translation_key": page.translation_key, "locale__language_code": language}
    else:
        return None
    sources = without_private(Page.objects.filter(reachable(), **key))
    source = sources.select_related("locale").first()
    return Notice(
        language=page.locale.language_code,
        source_language=language,
        title=source.title if source else "",
        url=(source and source.get_url(request)) or "",
        is_alias=original is not None,
        older_since=since,
        differs=differs,
        is_withdrawn=is_withdrawn,
    )
