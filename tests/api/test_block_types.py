"""The types of what clients read of blocks and write into them, made anew: what fits, and what does not."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from django.contrib.sessions.models import Session

from wagtail.api.v3.registry import ContentTypeRegistry, registry
from wagtail.blocks import (
    BooleanBlock,
    CharBlock,
    ChoiceBlock,
    DateBlock,
    DecimalBlock,
    ListBlock,
    MultipleChoiceBlock,
    PageChooserBlock,
    RichTextBlock,
    StaticBlock,
    StreamBlock,
    StructBlock,
)
from wagtail.models import Page
from wagtail.snippets.blocks import SnippetChooserBlock

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from results.api.v3.blocks import InputTypes, ReadTypes
from results.blocks.data_table import CellsBlock
from results.models import ResultsIndexPage, ResultsPage
from tests.api.building import block_id

BODY = ResultsPage._meta.get_field("body").stream_block


class Shown(StructBlock):
    """A block of a site with a form of its own in the API."""

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any]:
        return {**super().get_api_representation(value, context), "extra": 1}


def deep(levels: int, wrap: Callable[[Any], Any]) -> Any:
    value: Any = 1
    for _level in range(levels):
        value = wrap(value)
    return value


def table(*rows: list[Any]) -> dict[str, Any]:
    columns = [{"type": "text", "heading": "a"}, {"type": "number", "heading": "b"}]
    return {"columns": columns, "rows": [{"values": row} for row in rows]}


ONE, GROUPED, NUMBERS = [("a", "A")], [("Group", [("a", "A")])], [(1, "One")]
STRUCT, TAGS = StructBlock([("a", CharBlock())]), 51 * "<b>"
STREAM = StreamBlock([("text", CharBlock()), ("flag", BooleanBlock())])
# (block, what a client may write besides null, what not)
ROWS: list[tuple[Any, list[Any], list[Any]]] = [
    (CharBlock(), ["a"], ["a\0", "a\ud83d", 5]),
    (ChoiceBlock(choices=ONE), ["a", ""], ["b", 1]),
    (ChoiceBlock(choices=GROUPED), ["a"], [["a"]]),
    (ChoiceBlock(choices=NUMBERS), [1], [["a"]]),
    (ChoiceBlock(choices=lambda: ONE), ["a", "b"], [["a"]]),
    (MultipleChoiceBlock(choices=ONE), [["a"]], [["b"], "a", [1]]),
    (MultipleChoiceBlock(choices=NUMBERS), [[1]], [1]),
    (PageChooserBlock(), [1], ["1", 0, True]),
    (SnippetChooserBlock(Session), ["abc"], [5]),
    (DecimalBlock(), ["1.5", 1, 100 * "1"], ["1e5", 101 * "1", "a"]),
    (DateBlock(), ["2016-12-31"], ["31.12.2016"]),
    (RichTextBlock(), ["<p>a</p>", {"format": "db_html", "content": "a"}], [TAGS]),
    (
        RichTextBlock(),
        [],
        [{"format": "db_html", "content": TAGS}, '<a linktype="page" id="x">a</a>'],
    ),
    (CellsBlock(), [table(["a", "5"], ["", ""], [None, None])], [table([5, 5]), table(["a"])]),
    (CellsBlock(), [], [table(["a", "b"]), table(["a", "5", "5"])]),
    (StaticBlock(), [deep(19, lambda it: [it])], [deep(20, lambda it: [it])]),
    (StaticBlock(), [deep(19, lambda it: {"a": it})], [deep(20, lambda it: {"a": it})]),
    (STRUCT, [{"a": "b"}, {}, {"a": None}], [{"a": "b", "extra": 1}, 5]),
    (Shown([("a", CharBlock())]), [{"a": "b", "extra": 1}], [{"a": 5}]),
    (ListBlock(CharBlock(), max_num=2), [["a", "b"]], [["a", "b", "c"], "a"]),
    (ListBlock(CharBlock()), [1000 * ["a"]], [1001 * ["a"]]),
    (STREAM, [[{"type": "flag", "value": True}]], [[{"type": "flag", "value": "a"}], [{}]]),
    (STREAM, [[{"type": "text", "value": "a", "id": block_id(1)}]], [[{"type": "text", "id": 1}]]),
]


@pytest.mark.parametrize(("block", "right", "wrong"), ROWS)
def test_what_fits_a_block_is_taken_and_nothing_else(block: Any, right: Any, wrong: Any) -> None:
    adapter = TypeAdapter(InputTypes().of(block))
    for value in [*right, None]:
        adapter.validate_python(value)
    for value in wrong:
        with pytest.raises(ValidationError):
            adapter.validate_python(value)


@pytest.mark.parametrize(
    ("direction", "make"), [("read", ReadTypes().items), ("patch", InputTypes().of_stream_field)]
)
def test_the_types_of_blocks_are_those_of_the_api(direction: str, make: Callable[..., Any]) -> None:
    made = TypeAdapter(make(BODY)).json_schema()["$defs"]
    known: Any = registry.get_type_schemas(ResultsPage._meta.label)
    assert made == {name: known[direction]["$defs"].get(name) for name in made}


def test_only_equal_blocks_of_one_class_share_a_type() -> None:
    types = InputTypes()
    same, other = StructBlock([("a", CharBlock())]), StructBlock([("b", CharBlock())])
    assert types.of(STRUCT) == types.of(same)
    assert types.of(STRUCT) != types.of(other)
    assert types.of(STRUCT) != types.of(Shown([("a", CharBlock())]))


@pytest.mark.parametrize(
    ("block", "is_nullable"),
    [
        (CharBlock(), False),
        (CharBlock(required=False), True),
        (CharBlock(required=False, default=""), False),
        (DecimalBlock(), True),
        (DecimalBlock(default=1), False),
    ],
)
def test_what_need_not_be_there_can_be_null(block: Any, is_nullable: bool) -> None:
    schema = TypeAdapter(ReadTypes().of(block)).json_schema()
    assert ({"type": "null"} in schema.get("anyOf", ())) is is_nullable


@pytest.mark.django_db
@pytest.mark.parametrize("kinds", [1, 2, 3])
def test_the_place_of_a_key_that_leads_to_nothing_is_that_in_its_type(kinds: int) -> None:
    block = StreamBlock([(f"kind{number}", PageChooserBlock()) for number in range(kinds)])
    adapter = TypeAdapter(InputTypes().of_stream_field(block))
    with pytest.raises(ValidationError) as refusal:
        adapter.validate_python([{"type": "kind0", "value": 999_999}])
    place = (0, "value") if kinds == 1 else (0, "kind0", "value")
    assert refusal.value.errors()[0]["loc"] == place


def test_only_pages_of_the_plugin_refuse_keys_that_no_page_has() -> None:
    made = ContentTypeRegistry()
    made.register_defaults()

    def schema(model: type[Page]) -> type[BaseModel]:
        found = made.get(model._meta.label)
        assert found is not None
        assert found.patch_schema is not None
        return found.patch_schema

    for model in (ResultsPage, ResultsIndexPage):
        with pytest.raises(ValidationError, match="colour"):
            schema(model).model_validate({"colour": 1})
    found: Any = schema(ResultsPage).model_validate({"hero_image": {"id": 7, "meta": {}}, "id": 5})
    assert found.hero_image == 7
    # As Ninja reads what is no JSON.
    found = schema(ResultsPage).model_validate(SimpleNamespace(title="A", hero_image=7))
    assert (found.title, found.hero_image) == ("A", 7)
    assert made.get_type_schemas("home.HomePage") == registry.get_type_schemas("home.HomePage")
