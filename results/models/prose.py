"""The texts of an edition that people have written, and the numbers in them that were a figure's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from wagtail.blocks import RichTextBlock, TextBlock
from wagtail.rich_text import get_text_for_indexing

from ..blocks.base import ResultsStructBlock
from ..blocks.cells import CellsBlock
from ..blocks.walking import Path, walk
from ..faults import Severity
from ..fields import streams_of
from ..findings import Finding
from ..quantities.parsing import values_in
from ..record.models import Figure

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from ..blocks.walking import Node
    from ..record.comparing import PreviousFigure

# Besides the title, which is written anew for each edition.
FIELDS = ("introduction", "share_text", "search_description", "seo_title", "hero_alt_text")
_LONG = (RichTextBlock, TextBlock, CellsBlock)
# Whole words, as many as make a place known.
WORDS_BEFORE = re.compile(r"(?<!\S).{0,60}\Z", re.DOTALL)
WORDS_AFTER = re.compile(r".{0,60}(?!\S)", re.DOTALL)


class Prose(NamedTuple):
    """A text with its path on the page; rich text as it is stored.

    `is_long` tells texts of several lines from headings, labels and the like.
    """

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


def former_numbers(
    page: Any, figures: list[tuple[Node, PreviousFigure | None]]
) -> Iterator[Finding]:
    """Yield a warning for each number in the prose that one of the page's figures has left.

    What a figure was: earlier publications of the page say it, and that of the period before.
    """
    former = _former_values(page, figures)
    for prose in prose_of(page) if former else ():
        for said in values_in(prose.plain, page.locale.language_code):
            if said.value in former:
                yield Finding(
                    _("“%(words)s” was the figure “%(label)s”, which is another one now.")
                    % {"words": prose.plain[said.start : said.end], "label": former[said.value]},
                    "former_number",
                    prose.path,
                    severity=Severity.WARNING,
                )


def _former_values(
    page: Any, figures: list[tuple[Node, PreviousFigure | None]]
) -> dict[Decimal, str]:
    labels = {node.identity: node.value.own_label for node, _before in figures}
    earlier = [
        (row.value, labels[str(row.block_id)])
        for row in Figure.objects.filter(translation_key=page.translation_key)
        if str(row.block_id) in labels
    ]
    earlier += [
        (before.quantity.value, labels[node.identity]) for node, before in figures if before
    ]
    present = {node.value.quantity.value for node, _before in figures if node.value.quantity}
    return {
        value: label
        for value, label in earlier
        if value not in present and (abs(value) >= SMALLEST or value != value.to_integral_value())
    }
