"""Damaged JSON of a stream is read without what is wrong with it, and the rest stays as it is."""

import json
from copy import deepcopy
from typing import Any

from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

import pytest

from results.blocks import ResultsStreamBlock
from results.blocks.repairing import Repaired, loads, repair
from tests.api.building import ENGLISH, make_body
from tests.factories import block

BODY = ResultsStreamBlock()
STAT = {"value": "5", "label": "reports"}


class OldText(blocks.StructBlock):
    """A host's struct that still reads the plain text that it once was."""

    text = blocks.CharBlock()

    def bulk_to_python(self, values: Any) -> Any:
        """Take plain text for the only child."""
        return super().bulk_to_python(
            [each if isinstance(each, dict) else {"text": each} for each in values]
        )


class Anything(blocks.FieldBlock):
    """A host's leaf with a form of its own."""

    def to_python(self, value: Any) -> Any:
        """As it is."""
        return value


class HostBody(blocks.StreamBlock):
    """A host's stream of blocks that are not the plugin's."""

    names = blocks.ListBlock(blocks.CharBlock())
    people = blocks.ListBlock(blocks.StructBlock([("name", blocks.CharBlock())]))
    day = blocks.DateBlock()
    moment = blocks.DateTimeBlock()
    price = blocks.DecimalBlock()
    share = blocks.FloatBlock()
    count = blocks.IntegerBlock()
    color = blocks.ChoiceBlock(choices=[("red", "Red")])
    page = blocks.PageChooserBlock()
    snippet = SnippetChooserBlock("wagtailcore.Locale")
    old = OldText()
    anything = Anything()


def repaired(kind: str, value: Any, body: blocks.StreamBlock = BODY) -> tuple[Any, Any]:
    """The value of the one block of a stream after repair, and what was lost below the block."""
    item = block(kind, "it") | {"value": value}
    found = repair(body, [item])
    (after,) = found.raw
    assert after["id"] == item["id"]
    return after["value"], [path[1:] for path in found.lost]


def test_sound_json_stays_the_very_object_that_it_was() -> None:
    raw = json.loads(json.dumps(make_body(ENGLISH, 7)))
    before = deepcopy(raw)
    assert repair(BODY, raw) == Repaired(raw, ())
    assert repair(BODY, raw).raw is raw
    assert raw == before


@pytest.mark.parametrize("raw", [None, "", {}, {"a": 1}, 5, True, "abc"])
def test_a_stream_that_is_no_list_is_empty(raw: Any) -> None:
    assert repair(BODY, raw) == Repaired([], ((),) if raw else ())


@pytest.mark.parametrize(
    "item",
    [
        None,
        5,
        "stat",
        [],
        {},
        {"type": "stat"},
        {"value": STAT},
        {"type": ["stat"], "value": STAT},
        {"type": "stat", "value": None},
        {"type": "stat", "value": "5"},
        {"type": "stat", "value": [STAT]},
    ],
)
def test_an_item_of_another_form_is_dropped_and_the_others_stay(item: Any) -> None:
    sound = block("stat", "sound", **STAT)
    assert repair(BODY, [item, sound]) == Repaired([sound], ((),))


def test_a_block_of_an_unknown_type_is_left_for_wagtail_to_drop() -> None:
    raw = [{"type": "unknown", "value": 5}]
    assert repair(BODY, raw).raw is raw
    assert len(BODY.to_python(raw)) == 0


@pytest.mark.parametrize("wrong", [5, [], {"a": 1}, "\ud83d"])
def test_an_id_that_is_no_text_is_taken_away(wrong: Any) -> None:
    (item,) = repair(BODY, [{"type": "stat", "value": STAT, "id": wrong}]).raw
    assert item == {"type": "stat", "value": STAT, "id": None}


@pytest.mark.parametrize(
    ("kind", "name", "wrong", "instead"),
    [
        ("stat", "label", 5, ""),
        ("stat", "note", ["x"], ""),
        ("stat", "decimals", "abc", None),
        ("stat", "decimals", 10**30, None),
        ("stat", "decimals", True, None),
        ("stat", "value", "1E+999999", None),
        ("stat", "value", ["5"], None),
        ("stat", "value", 5000 * "9", None),
        ("stat", "period_end", 5, None),
        ("stat", "period_end", "2016-13-45", None),
        ("stat", "period_end", "yesterday", None),
        ("stat", "unit", {"a": 1}, None),
        ("image", "image", 5000 * "9", None),
        ("image", "image", "abc", None),
        ("image", "image", True, None),
        ("image", "decorative", "no", False),
        ("text", "text", 5, ""),
        ("text", "text", '<p>a<embed embedtype="image" id="abc"/></p>', "<p>a</p>"),
        ("text", "links", "abc", []),
        ("campaign", "image", "abc", {}),
        ("share", "channels", [{}, "email"], ["email"]),
        ("share", "channels", {"a": 1}, []),
        ("quote", "quote", "a\ud83d", "a\ufffd"),
        ("text", "text", "<p>\ud83d</p>", "<p>\ufffd</p>"),
    ],
)
def test_a_child_of_another_form_is_emptied_and_its_place_is_told(
    kind: str, name: str, wrong: Any, instead: Any
) -> None:
    value = {"heading": "Heading", name: wrong}
    assert repaired(kind, value) == ({"heading": "Heading", name: instead}, [(name,)])


@pytest.mark.parametrize(
    ("kind", "name", "wrong", "instead"),
    [
        ("text", "links", None, []),
        ("campaign", "image", None, {}),
        ("stat", "decimals", "", None),
        ("stat", "decimals", "2", 2),
        ("share", "channels", {}, []),
    ],
)
def test_where_nothing_was_lost_nothing_is_told(
    kind: str, name: str, wrong: Any, instead: Any
) -> None:
    assert repaired(kind, {name: wrong}) == ({name: instead}, [])


def test_a_place_names_the_items_that_it_lies_in() -> None:
    stat = block("stat", "inner", value="5", label="x", note=5)
    outer = block("stats", "outer", heading="h", stats=[stat])
    assert repair(BODY, [outer]).lost == ((outer["id"], "stats", stat["id"], "note"),)


@pytest.mark.parametrize(
    ("kind", "wrong", "instead"),
    [
        ("names", 5, None),
        ("names", ["a", 5], ["a", ""]),
        ("people", [{"name": "a"}, 5], [{"name": "a"}]),
        ("day", 5, None),
        ("moment", "soon", None),
        ("price", "abc", None),
        ("price", [5], None),
        ("price", "NaN", None),
        ("share", "abc", None),
        ("count", 1.5, None),
        ("color", ["red"], None),
        ("page", "abc", None),
        ("page", [7], None),
        ("page", 10**30, None),
        ("snippet", {"id": 7}, None),
    ],
)
def test_blocks_of_a_host_are_mended_in_their_form(kind: str, wrong: Any, instead: Any) -> None:
    found = repair(HostBody(), [{"type": kind, "value": wrong}])
    assert [item["value"] for item in found.raw] == (
        [] if kind == "names" and wrong == 5 else [instead]
    )
    assert found.lost


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("old", "plain text"),
        ("anything", [{"a": [5]}]),
        ("color", "green"),
        ("names", ["a", {"type": "item", "id": "x", "value": "b"}]),
        ("price", 5),
        ("share", 5.5),
        ("count", 10**12),
        ("moment", "2016-12-31T23:59:00+01:00"),
    ],
)
def test_what_a_block_of_a_host_reads_is_left_alone(kind: str, value: Any) -> None:
    raw = [{"type": kind, "value": value}]
    assert repair(HostBody(), raw).raw is raw


def test_json_with_a_number_too_long_for_python_is_read() -> None:
    (long,) = loads("[" + 5000 * "9" + "]")
    assert long == 5000 * "9"
    assert loads("[5, -5, 1.5]") == [5, -5, 1.5]
