"""Blocks on their own: what a translator gets of them, and what comes back."""

from collections.abc import Iterator
from typing import Any

from wagtail.blocks import (
    Block,
    CharBlock,
    ListBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
    TextBlock,
)
from wagtail_localize.segments import OverridableSegmentValue, StringSegmentValue
from wagtail_localize.strings import StringValue

from bs4 import BeautifulSoup

from results.blocks import ResultsStructBlock
from results.blocks.data_table import CellsBlock
from results.translation.segments import Segment, extract, restored

from .translating import AddText, in_english


def built(kind: Block, raw: Any) -> Any:
    return kind.bulk_to_python([raw])[0]


def segments(kind: Block, raw: Any) -> list[Segment]:
    """The segments of a value given as JSON, as wagtail-localize would keep them."""
    found = [segment for segment in extract(kind, raw) if not segment.is_empty()]
    return [segment.with_order(order) for order, segment in enumerate(found, start=1)]


def string_paths(kind: Block, raw: Any) -> list[tuple[str, str]]:
    return [
        (segment.path, segment.render_text())
        for segment in segments(kind, raw)
        if isinstance(segment, StringSegmentValue)
    ]


def replaceable_paths(kind: Block, raw: Any) -> dict[str, Any]:
    return {
        segment.path: segment.data
        for segment in segments(kind, raw)
        if isinstance(segment, OverridableSegmentValue)
    }


def round_trip(
    kind: Block,
    raw: Any,
    translator: AddText = in_english,
    replacements: dict[str, Any] | None = None,
) -> Any:
    """The JSON of a value after each string was translated and some parts were replaced."""
    given: list[Segment] = []
    for segment in segments(kind, raw):
        if isinstance(segment, StringSegmentValue):
            text = StringValue(translator(segment.string.data))
            given.append(
                StringSegmentValue(segment.path, text, attrs=segment.attrs, order=segment.order)
            )
        elif not isinstance(segment, OverridableSegmentValue):
            given.append(segment)
        elif segment.path in (replacements or {}):
            data = (replacements or {})[segment.path]
            given.append(OverridableSegmentValue(segment.path, data, order=segment.order))
    return kind.get_prep_value(built(kind, restored(kind, raw, given)))


def prose_of(kind: Block, raw: Any, *, is_prose: bool = True) -> Iterator[str]:
    """Yield the raw texts that are declared as prose, found without the code under test."""
    if not raw:
        return
    if isinstance(kind, StructBlock):
        prose = kind.meta.prose if isinstance(kind, ResultsStructBlock) else kind.child_blocks
        for name, child in kind.child_blocks.items():
            yield from prose_of(child, raw.get(name), is_prose=name in prose)
    elif isinstance(kind, StreamBlock):
        for item in raw:
            yield from prose_of(kind.child_blocks[item["type"]], item["value"])
    elif isinstance(kind, ListBlock):
        for item in raw:
            yield from prose_of(kind.child_block, item["value"], is_prose=is_prose)
    elif is_prose:
        yield from _leaf_prose(kind, raw)


def _leaf_prose(kind: Block, raw: Any) -> Iterator[str]:
    if isinstance(kind, CellsBlock):
        columns = raw["columns"]
        cells = [
            cell
            for row in raw["rows"]
            for column, cell in zip(columns, row["values"], strict=True)
            if column["type"] == "text" and cell
        ]
        yield from [raw["caption"], *(column["heading"] for column in columns), *cells]
    elif isinstance(kind, RichTextBlock):
        soup = BeautifulSoup(raw, "html.parser")
        yield from (part.get_text() for part in soup.find_all(["p", "li", "h3"]))
    elif isinstance(kind, CharBlock | TextBlock):
        yield raw
