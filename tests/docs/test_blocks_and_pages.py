"""The reference of blocks and of pages says what they are."""

import re
from typing import Any

from django.utils import translation

from wagtail.blocks import (
    Block,
    ChoiceBlock,
    IntegerBlock,
    ListBlock,
    MultipleChoiceBlock,
    StreamBlock,
    StructBlock,
)

import pytest

from results.blocks import MAX_BLOCKS, ReadMoreLink, ResultsStreamBlock
from results.blocks.data_table import MAX_COLUMNS, MAX_ROWS, CellsBlock
from results.blocks.faults import is_declared_required
from results.blocks.leaves import PublicURLBlock
from results.blocks.links import MAX_URL_LENGTH
from results.models import ResultsIndexPage, ResultsPage, ResultsPageMixin
from results.models.findings import RESERVED_SLUGS
from results.publishing import Kind
from tests.docs.markdown import choices, code, names, reference, rows, sections

BLOCKS: dict[str, Any] = {**ResultsStreamBlock().child_blocks, "link": ReadMoreLink()}
NAMED = re.compile(r"^(.+) \(`(\w+)`\)$")
# Fields that several blocks have are described once.
SHARED = "Content notice"
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


def shared(block: Any) -> str:
    """What is said once of the fields of content notices, if the block has them."""
    return sections(reference("blocks"))[SHARED] if "care" in block.child_blocks else ""


def needed(block: Block) -> str:
    if isinstance(block, StreamBlock):
        return f"at least {block.meta.min_num}" if block.meta.min_num else "no"
    return "yes" if is_declared_required(block) else "no"


def limit(block: Any) -> str:
    if isinstance(block, CellsBlock):
        return f"{MAX_COLUMNS} columns, {MAX_ROWS} rows"
    if isinstance(block, StreamBlock | ListBlock):
        return f"{block.meta.max_num} items"
    if isinstance(block, StructBlock):
        return "–"
    if isinstance(block, PublicURLBlock):
        return str(MAX_URL_LENGTH)
    if isinstance(block, IntegerBlock):
        return str(block.field.max_value)
    length = getattr(block.field, "max_length", None)
    return str(length or "–")


def in_another_language(struct: Any, name: str, block: Block) -> str:
    if isinstance(block, StreamBlock | StructBlock):
        return "see there"
    if name in struct.meta.prose:
        return "translated"
    return "replaceable" if name in struct.meta.replaceable else "source"


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
    text = described()[name][1] + shared(block)
    written = [
        [row[column] for column in ("Field", "Needed", "At most", "In another language")]
        for row in rows(text, "Field")
    ]

    assert written == [
        [
            f"`{field}`",
            needed(child),
            limit(child),
            in_another_language(block, field, child),
        ]
        for field, child in block.child_blocks.items()
    ]


@EACH_BLOCK
def test_the_choices_of_a_block_are_those_of_the_code(name: str) -> None:
    assert choices(described()[name][1] + shared(BLOCKS[name])) == [
        [(value, str(label)) for value, label in child.field.choices if value]
        for child in BLOCKS[name].child_blocks.values()
        if isinstance(child, ChoiceBlock | MultipleChoiceBlock)
    ]


def test_the_greatest_number_of_blocks_is_said() -> None:
    assert f"at most {MAX_BLOCKS} blocks" in reference("blocks")
    assert names(reference("blocks"), "Field")


PAGES: dict[str, Any] = {
    "Results index page": ResultsIndexPage,
    "Results page": ResultsPage,
}


def own_fields(model: type[Any]) -> dict[str, Any]:
    return {
        field.name: field
        for field in model._meta.get_fields()
        if field.concrete and field.model is model and field.name != "page_ptr"
    }


@pytest.mark.parametrize("heading", PAGES)
def test_the_fields_of_a_page_are_those_of_the_code(heading: str) -> None:
    model = PAGES[heading]
    shown = {field.name for field in model.api_fields}
    written = {
        code(row["Field"]): row for row in rows(sections(reference("pages"))[heading], "Field")
    }

    assert list(written) == list(own_fields(model))
    for name, field in own_fields(model).items():
        row = written[name]
        assert row["Needed"] == ("no" if field.blank else "yes"), name
        assert row["In the APIs"] == ("yes" if name in shown else "no"), name
        length = getattr(field, "max_length", None)
        if name != "body":
            assert row["At most"] == (f"{length} characters" if length else "–"), name


def test_every_reserved_slug_is_named_and_no_other() -> None:
    text = sections(reference("pages"))["Results page"]
    sentence = text.partition("These slugs are reserved")[2].partition("\n\n")[0]

    assert sorted(sentence.split("`")[1::2]) == sorted(RESERVED_SLUGS)


def test_every_kind_of_publication_is_named() -> None:
    with translation.override("en"):
        kinds = [(value, str(label)) for value, label in Kind.choices]
    text = sections(reference("pages"))["Publications"]

    assert [(code(row["Value"]), row["Label"]) for row in rows(text, "Value")] == kinds


def test_every_name_of_the_mixin_exists() -> None:
    text = sections(reference("pages"))["Mixins"].partition("properties:")[2]
    found = re.findall(r"^- `(\w+)|\. `(\w+)|; `(\w+)|, `(\w+)\(", text, re.MULTILINE)

    assert found
    for name in filter(None, (name for groups in found for name in groups)):
        assert hasattr(ResultsPageMixin, name), name
