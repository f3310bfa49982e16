"""Whether the texts and the figures of an edition fit each other, its period, and the edition before."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from wagtail.blocks import RichTextBlock, TextBlock
from wagtail.rich_text import get_text_for_indexing

from ..blocks.base import ResultsStructBlock
from ..blocks.data_table import CellsBlock
from ..blocks.walking import Path, walk
from ..content import NAMED
from ..fields import streams_of
from ..issues import Issue, warning
from ..quantities.formatting import active_language
from ..quantities.parsing import values_in
from ..quantities.periods import other_year
from ..record.models import Figure, is_source, previous_figures
from . import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..blocks.stat_value import StatValue
    from ..content import EditionContent
    from ..quantities import Quantity

    # A figure, and what was published of it for the period before.
    Compared = tuple[StatValue, Figure | None]

# Besides the title, which is written anew for each edition.
FIELDS = ("introduction", "share_text", "search_description", "seo_title", "hero_alt_text")
_LONG = (RichTextBlock, TextBlock, CellsBlock)
# Whole words, as many as make a place known.
WORDS_BEFORE = re.compile(r"(?<!\S).{0,60}\Z", re.DOTALL)
WORDS_AFTER = re.compile(r".{0,60}(?!\S)", re.DOTALL)


class Prose(NamedTuple):
    """A text, as stored, with its path on the page; `is_long` unless it is a heading, a label."""

    path: Path
    text: str
    is_long: bool

    @property
    def plain(self) -> str:
        """The text without tags."""
        return str(get_text_for_indexing(self.text))

    def around(self, start: int, end: int) -> str:
        """Return what stands between two places of the plain text, with some words on each side."""
        text = self.plain
        before, after = WORDS_BEFORE.search(text[:start]), WORDS_AFTER.match(text[end:])
        begin = before.start() if before else start
        stop = end + (after.end() if after else 0)
        cut_before, cut_after = "…" if begin else "", "…" if stop < len(text) else ""
        return f"{cut_before}{text[begin:stop].strip()}{cut_after}"


def prose_of(page: Any) -> Iterator[Prose]:
    """Yield each text of the page that is not empty."""
    for name in FIELDS:
        if text := getattr(page, name, ""):
            yield Prose((name,), text, is_long=name == "introduction")
    for field in streams_of(type(page)):
        for node in walk(field.stream_block, getattr(page, field.name), (field.name,)):
            if isinstance(node.block, ResultsStructBlock) and node.is_struct:
                for name in node.block.meta.prose:
                    value = node.value.get(name)
                    is_long = isinstance(node.block.child_blocks[name], _LONG)
                    if text := str(getattr(value, "source", value) or ""):
                        yield Prose((*node.path, name), text, is_long)


# Smaller whole numbers are too often something else.
SMALLEST = 100


def former_numbers(page: Any, figures: list[Compared]) -> Iterator[Issue]:
    """Yield a warning for each number in the prose that a figure was, here or the period before."""
    former = _former_values(page, figures)
    for prose in prose_of(page) if former else ():
        for said in values_in(prose.plain, page.locale.language_code):
            if said.value in former:
                yield warning(
                    _("“%(words)s” was the value of “%(label)s”, which has since changed.")
                    % {"words": prose.plain[said.start : said.end], "label": former[said.value]},
                    "former_number",
                    prose.path,
                )


def _former_values(page: Any, figures: list[Compared]) -> dict[Decimal, str]:
    labels = {now.block_id: now.own_label for now, _before in figures}
    earlier = [
        (row.value, labels[str(row.block_id)])
        for row in Figure.objects.filter(translation_key=page.translation_key)
        if str(row.block_id) in labels
    ]
    earlier += [(before.quantity.value, labels[now.block_id]) for now, before in figures if before]
    present = {now.quantity.value for now, _before in figures if now.quantity}
    return {
        value: label
        for value, label in earlier
        if value not in present and (abs(value) >= SMALLEST or value != value.to_integral_value())
    }


NAMES_OTHER_YEAR = _("This text names %(year)d, and not the year of the page.")


def figures_before(content: EditionContent) -> list[Compared]:
    """Return the page's figures, each with what was published of it for the period before."""
    previous = previous_figures(content.page, {each.known_by for each in content.stats})
    return [(each, previous.get(each.known_by)) for each in content.stats]


def doubtful_figures(figures: list[Compared]) -> Iterator[Issue]:
    """Yield a warning for each figure that is the same as the one before, or far from it."""
    for figure, before in figures:
        now = figure.quantity
        if now is not None and before is not None and (doubt := doubt_about(now, before)):
            yield replace(doubt, path=(*figure.path, "value"))


# A figure that is further from the one before is asked about.
TENFOLD = 10


def doubt_about(now: Quantity, before: Figure) -> Issue | None:
    """Return the question whether a figure is right: it is the one before, or far from it."""
    said = {"previous": before.text_beside_later(active_language())}
    earlier = before.quantity
    if now == earlier:
        return warning(
            _("It is the same as before (%(previous)s). Is it right?") % said, "figure_repeated"
        )
    value, former = abs(now.value), abs(earlier.value)
    is_far = value > former * TENFOLD or value * TENFOLD < former
    if former and now.unit is earlier.unit and is_far:
        return warning(
            _(
                "This is more than ten times above or below what was published before "
                "(%(previous)s). Is it right?"
            )
            % said,
            "figure_jumps",
        )
    return None


def other_times(content: EditionContent) -> Iterator[Issue]:
    """Yield a warning for each date of a figure, and each text of the page, of another time."""
    page, period = content.page, content.page.period
    for figure in content.stats:
        for name in ("period_start", "period_end"):
            day = figure.get(name)
            if day is not None and not period.start <= day <= period.end:
                yield warning(
                    _("This day is not within the period of the page."),
                    "outside_period",
                    (*figure.path, name),
                )
    own = range(period.start.year, period.end.year + 1)
    for name in NAMED:
        if year := other_year(getattr(page, name), own):
            yield warning(NAMES_OTHER_YEAR % {"year": year}, "other_year", (name,))


@rule()
def fitting_texts(content: EditionContent) -> Iterator[Issue]:
    """Yield a warning for what does not fit the period of the page, or the edition before."""
    page = content.page
    if page.period is None:
        return
    yield from other_times(content)
    figures = figures_before(content)
    yield from former_numbers(page, figures)
    if is_source(page):
        yield from doubtful_figures(figures)
