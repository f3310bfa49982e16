"""Every block of ours, in every state, gives a translator its prose and loses no string."""

from collections import Counter
from typing import Any

from wagtail.blocks import (
    Block,
    BooleanBlock,
    CharBlock,
    ChoiceBlock,
    ChooserBlock,
    DateBlock,
    DecimalBlock,
    IntegerBlock,
    ListBlock,
    MultipleChoiceBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
    TextBlock,
)

import pytest
from hypothesis import given
from hypothesis import strategies as st

from results.blocks import MainPointBlock, ResultsStreamBlock, ResultsStructBlock
from results.blocks.data_table import CellsBlock

from .segments import built, prose_of, round_trip, segments, string_paths
from .translating import in_english

BODY = ResultsStreamBlock()


def test_of_a_main_point_the_sentence_is_translated_and_the_figure_follows() -> None:
    raw = {"figure": "6f0f3f0e-5d0a-4b7e-9a7e-0c3c6d1f6558", "text": "tips granskades."}
    assert string_paths(MainPointBlock(), raw) == [("text", "tips granskades.")]
    restored = round_trip(MainPointBlock(), raw)
    assert (restored["figure"], restored["text"]) == (raw["figure"], in_english(raw["text"]))


WORDS = st.text("abåö&<>\"'", min_size=1, max_size=8)
LINES = st.lists(WORDS, min_size=1, max_size=2).map("\n".join)
MARKUP = st.sampled_from(["<p>{}</p>", "<h3>{}</h3>", "<ul><li>{} <b>x</b></li></ul>"])
PARTS = st.builds(str.format, MARKUP, st.text("abåö", min_size=1, max_size=8))
RICH = st.lists(PARTS, max_size=3).map("".join)
COLUMNS = st.tuples(
    st.fixed_dictionaries({"type": st.just("text"), "heading": st.just("") | WORDS}),
    st.fixed_dictionaries({"type": st.just("number"), "heading": WORDS}),
).map(list)
CELLS = st.tuples(st.just("") | WORDS, st.none() | st.just("5")).map(list)
ROWS = st.lists(st.fixed_dictionaries({"values": CELLS}), max_size=2)
TABLES = st.fixed_dictionaries({"caption": st.just("") | WORDS, "columns": COLUMNS, "rows": ROWS})

LEAVES: list[tuple[type[Block], st.SearchStrategy[Any]]] = [
    (CellsBlock, TABLES),
    (RichTextBlock, RICH),
    (TextBlock, st.none() | st.just("") | LINES),
    (MultipleChoiceBlock, st.just(["email"])),
    (DateBlock, st.dates().map(str)),
    (DecimalBlock, st.integers(0, 10**6).map(str)),
    (IntegerBlock, st.none() | st.integers(0, 4)),
    (BooleanBlock, st.booleans()),
    (ChooserBlock, st.none()),
]


def values(block: Block) -> st.SearchStrategy[Any]:
    """JSON of any value that an editor, a program or an older version may have stored."""
    if isinstance(block, StructBlock):
        children = {name: values(child) for name, child in block.child_blocks.items()}
        return st.fixed_dictionaries({}, optional=children)
    if isinstance(block, StreamBlock):
        kinds = [
            st.fixed_dictionaries(
                {"type": st.just(name), "value": values(child), "id": st.uuids().map(str)}
            )
            for name, child in block.child_blocks.items()
        ]
        return st.lists(st.one_of(kinds), max_size=2)
    if isinstance(block, ListBlock):
        item = {"type": st.just("item"), "value": values(block.child_block)}
        return st.lists(st.fixed_dictionaries({**item, "id": st.uuids().map(str)}), max_size=2)
    if isinstance(block, ChoiceBlock):
        return st.sampled_from([name for name, _label in block.field.choices])
    for kind, strategy in LEAVES:
        if isinstance(block, kind):
            return strategy
    return st.none() | st.just("") | WORDS


@given(raw=values(BODY))
def test_strings_come_back_translated_and_all_else_as_it_was(raw: list[dict[str, Any]]) -> None:
    prose = [text for text in prose_of(BODY, raw) if text.strip()]
    assert Counter(text for _path, text in string_paths(BODY, raw)) == Counter(prose)
    translated = prose_of(BODY, round_trip(BODY, raw))
    assert Counter(filter(str.strip, translated)) == Counter(map(in_english, prose))
    assert round_trip(BODY, raw, translator=str) == BODY.get_prep_value(built(BODY, raw))


class WithHooks(CharBlock):
    def get_translatable_segments(self, value: str) -> list[Any]:
        return [segment.__class__("", value.upper()) for segment in segments(CharBlock(), value)]

    def restore_translated_segments(self, value: str, given: list[Any]) -> str:
        return f"({given[0].render_text()})"


class StructWithHooks(ResultsStructBlock):
    label = CharBlock()

    def get_translatable_segments(self, value: Any) -> list[Any]:
        return []


@pytest.mark.django_db
def test_a_block_that_answers_for_itself_is_asked() -> None:
    block = StructBlock([("text", WithHooks()), ("struct", StructWithHooks())])
    raw = {"text": "text", "struct": {"label": "label"}}
    assert string_paths(block, raw) == [("text", "TEXT")]
    assert round_trip(block, raw)["text"] == "([en] TEXT)"
