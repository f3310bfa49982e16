"""The chapters of a long document, of which a person chooses those that the edition is made of."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..document import Document, Heading, LeftOut, Part, text_of, texts_of
from ..errors import ImportRefused
from ..figures import find_figures
from .outline import outline
from .rich import one_line

# Some forty pages: more than somebody looks through figure by figure.
LEAST_PAGES = 40
LEAST_WORDS = 16_000
# Headings of a further level are chapters, too, while a list of all of them can be overlooked.
MOST_CHAPTERS = 40


@dataclass(slots=True)
class Chapter:
    """A heading with what follows it until the next one; without a heading, what stands before them all.

    `level` is how deep it is in the list, from 1. `page` is where it begins, 0 where nobody knows.
    """

    heading: str
    level: int
    page: int
    parts: list[Part] = field(default_factory=list)

    @property
    def pages(self) -> int:
        """On how many pages it stands."""
        return len({part.page for part in self.parts if part.page})

    @property
    def words(self) -> int:
        return sum(len(text.split()) for text in self.texts())

    def texts(self) -> Iterator[str]:
        for part in self.parts:
            yield from texts_of(part)

    def summary(self, locale: str) -> dict[str, Any]:
        """What a list says of it; of its figures those that are not doubtful are counted."""
        found = (figure for text in self.texts() for figure in find_figures(text, locale))
        return {
            "heading": self.heading,
            "level": self.level,
            "page": self.page,
            "pages": self.pages,
            "words": self.words,
            "figures": sum(not figure.reason for figure in found),
        }


def name_of(summary: dict[str, Any]) -> str:
    """The heading of a chapter, or a name for one without."""
    return summary["heading"] or _("The beginning")


def told(summary: dict[str, Any]) -> str:
    """Where a chapter begins and how much is in it, in the active language."""
    names = ("page", "pages", "words", "figures")
    page, pages, words, figures = (
        number_format(summary[name], force_grouping=True) for name in names
    )
    said = [
        ngettext("%(count)s word", "%(count)s words", summary["words"]) % {"count": words},
        ngettext("%(count)s figure", "%(count)s figures", summary["figures"]) % {"count": figures},
    ]
    if summary["page"]:
        count = ngettext("%(count)s page", "%(count)s pages", summary["pages"]) % {"count": pages}
        said = [_("from page %(page)s") % {"page": page}, count, *said]
    return ", ".join(said)


def numbered(text: str, count: int) -> frozenset[int]:
    """The places that "1,3-5" names among so many chapters. Raises ImportRefused for no such list."""
    places: set[int] = set()
    for part in text.split(","):
        match = re.fullmatch(r"\s*([0-9]{1,6})(?:\s*[-–]\s*([0-9]{1,6}))?\s*", part)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if not 0 < first <= last <= count:
            raise ImportRefused(
                _("“%(text)s” does not name chapters of the document. --chapters lists them.")
                % {"text": text},
                "chapters",
            )
        places.update(range(first - 1, last))
    return frozenset(places)


def is_long(document: Document) -> bool:
    """Whether it is asked first which chapters of a document are meant."""
    pages = max((part.page for part in document.parts), default=0)
    texts = (text for part in document.parts for text in texts_of(part))
    return pages >= LEAST_PAGES or sum(len(text.split()) for text in texts) >= LEAST_WORDS


def chapters_of(document: Document) -> list[Chapter]:
    """The chapters in their order, without the title; none where the document has only one."""
    return _divided(document)[1]


def chosen_of(document: Document, chosen: Collection[int]) -> Document:
    """The document with its title and the chapters of those places; the others are told as left out."""
    title, chapters = _divided(document)
    if not chapters:
        return document
    kept = {id(part) for place in chosen for part in chapters[place].parts}
    reason = _("You have not chosen this chapter.")
    return replace(
        document,
        parts=[part for part in document.parts if part is title or id(part) in kept],
        left_out=document.left_out
        + [
            LeftOut(chapter.heading or _("The beginning"), reason)
            for place, chapter in enumerate(chapters)
            if place not in chosen
        ],
    )


def _divided(document: Document) -> tuple[Part | None, list[Chapter]]:
    parts = [
        part
        for part in document.parts
        if not (isinstance(part, Heading) and not text_of(part.runs).strip())
    ]
    shaped = outline([*parts])
    headings = {
        place: part
        for place, part in enumerate(shaped.contents)
        if isinstance(part, Heading) and place != shaped.title
    }
    levels = _levels_of([heading.level for heading in headings.values()])
    chapters = [Chapter("", 1, parts[0].page if parts else 0)]
    for place, part in enumerate(parts):
        heading = headings.get(place)
        if heading is not None and heading.level in levels:
            text, level = one_line(text_of(heading.runs)), levels.index(heading.level) + 1
            chapters.append(Chapter(text, level, part.page))
        if place != shaped.title:
            _home_of(part, chapters).parts.append(part)
    chapters = [chapter for chapter in chapters if chapter.parts]
    title = None if shaped.title is None else parts[shaped.title]
    return title, chapters if len(chapters) > 1 else []


def _levels_of(found: list[int]) -> Sequence[int]:
    """The levels of chapters: the highest with more than one, and those below it while they are few."""
    levels = sorted(set(found))
    counts = list(accumulate(found.count(level) for level in levels))
    least = next((number for number, count in enumerate(counts, 1) if count > 1), len(levels))
    return levels[: max(least, sum(count <= MOST_CHAPTERS for count in counts))]


def _home_of(part: Part, chapters: list[Chapter]) -> Chapter:
    """The chapter of a part: the last so far, but for notes, which come at the end, by their page."""
    last = chapters[-1]
    if not 0 < part.page < last.page:
        return last
    return next((one for one in reversed(chapters) if one.page <= part.page), last)
