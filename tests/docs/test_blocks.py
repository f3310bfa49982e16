"""The reference of blocks says what the blocks are."""

import re
from typing import Any

from django.utils import translation

from wagtail.blocks import (
    Block,
    ChoiceBlock,
    IntegerBlock,
    MultipleChoiceBlock,
    StreamBlock,
    StructBlock,
)

import pytest

from results.blocks import MAX_BLOCKS, ReadMoreLink, ResultsStreamBlock
from results.blocks.faults import is_declared_required
from results.blocks.leaves import PublicURLBlock
from results.blocks.links import MAX_URL_LENGTH
from tests.docs.markdown import code, names, reference, rows, sections, tables

BLOCKS: dict[str, Any] = {**ResultsStreamBlock().child_blocks, "link": ReadMoreLink()}
NAMED = re.compile(r"^(.+) \(`(\w+)`\)$")
EACH_BLOCK = pytest.mark.parametrize("name", BLOCKS)


@pytest.fixture(autouse=True)
def english() -> Any:
    with translation.override("en"):
        yield


def described() -> dict[str, tuple[str, str]]:
    """Label and section of each block, by its name."""
    found = {}
    for heading, text in sections(reference("blocks")).items():
        if match := NAMED.match(heading):
            found[match[2]] = (match[1], text)
    return found


def needed(block: Block) -> str:
    if isinstance(block, StreamBlock):
        return f"at least {block.meta.min_num}" if block.meta.min_num else "no"
    return "yes" if is_declared_required(block) else "no"


def limit(block: Any) -> str:
    if isinstance(block, StreamBlock):
        return f"{block.meta.max_num} items"
    if isinstance(block, StructBlock):
        return "–"
    if isinstance(block, PublicURLBlock):
        return f"{MAX_URL_LENGTH} characters"
    if isinstance(block, IntegerBlock):
        return str(block.field.max_value)
    length = getattr(block.field, "max_length", None)
    return f"{length} characters" if length else "–"


def in_another_language(struct: Any, name: str, block: Block) -> str:
    if isinstance(block, StreamBlock | StructBlock):
        return "see there"
    if name in struct.meta.prose:
        return "translated"
    return "replaceable" if name in struct.meta.replaceable else "as the source"


def test_every_block_is_described_and_no_other() -> None:
    assert list(described()) == list(BLOCKS)


@EACH_BLOCK
def test_a_block_is_called_as_editors_see_it(name: str) -> None:
    label, text = described()[name]

    assert label == BLOCKS[name].label
    assert str(BLOCKS[name].meta.description) in text


@EACH_BLOCK
def test_the_fields_of_a_block_are_those_of_the_code(name: str) -> None:
    block = BLOCKS[name]
    written = [
        [row[column] for column in ("Field", "Label", "Needed", "At most", "In another language")]
        for row in rows(described()[name][1], "Field")
    ]

    assert written == [
        [
            f"`{field}`",
            str(child.label),
            needed(child),
            limit(child),
            in_another_language(block, field, child),
        ]
        for field, child in block.child_blocks.items()
    ]


@EACH_BLOCK
def test_the_choices_of_a_block_are_those_of_the_code(name: str) -> None:
    written = [
        [(code(row["Value"]), row["Label"]) for row in table]
        for table in tables(described()[name][1])
        if "Value" in table[0]
    ]

    assert written == [
        [(value, str(label)) for value, label in child.field.choices if value]
        for child in BLOCKS[name].child_blocks.values()
        if isinstance(child, ChoiceBlock | MultipleChoiceBlock)
    ]


def test_the_greatest_number_of_blocks_is_said() -> None:
    assert f"at most {MAX_BLOCKS} blocks" in reference("blocks")
    assert names(reference("blocks"), "Field")
