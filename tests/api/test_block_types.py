"""The types of what clients read of blocks and write into them, made anew: what fits, and what does not."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from django.contrib.sessions.models import Session

from wagtail import blocks
from wagtail.api.v3.registry import ContentTypeRegistry, registry
from wagtail.snippets.blocks import SnippetChooserBlock

import pytest
from pydantic import TypeAdapter, ValidationError

from results.api.v3.blocks import StreamTypes
from results.blocks.data_table import CellsBlock
from results.models import ResultsPage


class Shown(blocks.StructBlock):
    """A block of a site with a form of its own in the API."""

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any]:
        return {**super().get_api_representation(value, context), "extra": 1}


def table(*rows: list[Any]) -> dict[str, Any]:
    columns = [{"type": "text", "heading": "a"}, {"type": "number", "heading": "b"}]
    return {"columns": columns, "rows": [{"values": row} for row in rows]}


CHAR, ONE, GROUPED, NUMBERS = blocks.CharBlock(), [("a", "A")], [("G", [("a", "A")])], [(1, "One")]
STRUCT, TAGS = blocks.StructBlock([("a", CHAR)]), 51 * "<b>"
STREAM = blocks.StreamBlock([("text", CHAR), ("flag", blocks.BooleanBlock())])
# (block, what a client may write besides null, what not)
ROWS: list[tuple[Any, list[Any], list[Any]]] = [
    (CHAR, ["a"], [5]),
    (blocks.ChoiceBlock(choices=ONE), ["a", ""], ["b", 1]),
    (blocks.ChoiceBlock(choices=GROUPED), ["a"], [["a"]]),
    (blocks.ChoiceBlock(choices=NUMBERS), [1], [["a"]]),
    (blocks.ChoiceBlock(choices=lambda: ONE), ["a", "b"], [["a"]]),
    (blocks.MultipleChoiceBlock(choices=ONE), [["a"]], [["b"], "a", [1]]),
    (blocks.MultipleChoiceBlock(choices=NUMBERS), [[1]], [1]),
    (blocks.PageChooserBlock(), [1], ["1", 0, True]),
    (SnippetChooserBlock(Session), [], [5, "abc"]),
    (blocks.DateBlock(), ["2016-12-31"], ["31.12.2016"]),
    (blocks.IntegerBlock(), [2**63 - 1], [2**63]),
    (blocks.DecimalBlock(), [100 * "1"], [101 * "1"]),
    (
        blocks.RichTextBlock(),
        ["<p>a</p>", {"format": "db_html", "content": "a"}],
        [TAGS, "a\ud83d"],
    ),
    (blocks.RichTextBlock(), [], ['<a linktype="page" id="x">a</a>']),
    (CellsBlock(), [table(["a", "5"], ["", ""], [None, None])], [table([5, 5]), table(["a"])]),
    (CellsBlock(), [], [table(["a", "b"]), table(["a", "5", "5"])]),
    (STRUCT, [{"a": "b"}, {}, {"a": None}], [{"a": "b", "extra": 1}, 5]),
    (Shown([("a", CHAR)]), [{"a": "b", "extra": 1}], [{"a": 5}]),
    (blocks.ListBlock(CHAR, max_num=2), [["a", "b"]], [["a", "b", "c"], "a"]),
    (blocks.ListBlock(CHAR), [1000 * ["a"]], [1001 * ["a"]]),
    (
        blocks.StreamBlock([("text", CHAR)]),
        [[{"type": "text", "value": "a"}]],
        [[{"type": "text"}]],
    ),
    (STREAM, [[{"type": "flag", "value": True}]], [[{"type": "flag", "value": "a"}], [{}]]),
]


@pytest.mark.parametrize(("block", "right", "wrong"), ROWS)
def test_what_fits_a_block_is_taken_and_nothing_else(block: Any, right: Any, wrong: Any) -> None:
    adapter = TypeAdapter(StreamTypes(writes=True).of(block))
    for value in [*right, None]:
        adapter.validate_python(value)
    for value in wrong:
        with pytest.raises(ValidationError):
            adapter.validate_python(value)


@pytest.mark.parametrize(
    ("direction", "make"),
    [
        ("read", StreamTypes(writes=False).of_stream_field),
        ("patch", StreamTypes(writes=True).of_stream_field),
    ],
)
def test_the_types_of_blocks_are_those_of_the_api(direction: str, make: Callable[..., Any]) -> None:
    body = ResultsPage._meta.get_field("body").stream_block
    made = TypeAdapter(make(body)).json_schema()["$defs"]
    known: Any = registry.get_type_schemas(ResultsPage._meta.label)
    assert made == {name: known[direction]["$defs"].get(name) for name in made}


def test_only_equal_blocks_of_one_class_share_a_type() -> None:
    types = StreamTypes(writes=True)
    assert types.of(STRUCT) == types.of(blocks.StructBlock([("a", CHAR)]))
    assert types.of(STRUCT) != types.of(Shown([("a", CHAR)]))


def test_only_pages_of_the_plugin_refuse_keys_that_no_page_has() -> None:
    made: Any = ContentTypeRegistry()
    made.register_defaults()
    of_page, of_index = (
        made.get(f"results.Results{noun}Page").patch_schema for noun in ("", "Index")
    )
    for schema in (of_page, of_index):
        with pytest.raises(ValidationError, match="colour"):
            schema.model_validate({"colour": 1})
    # As they are read, and as Ninja reads what is no JSON.
    for given in ({"hero_image": {"id": 7}, "id": 5}, SimpleNamespace(hero_image=7)):
        assert of_page.model_validate(given).hero_image == 7
    assert made.get_type_schemas("home.HomePage") == registry.get_type_schemas("home.HomePage")
