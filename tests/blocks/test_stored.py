"""JSON of a stream is read without what is wrong with it, and the rest stays as it is."""

import json
from copy import deepcopy
from typing import Any

from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

import pytest

from results.blocks import ResultsStreamBlock
from results.blocks.stored import Stored
from results.blocks.walking import id_of_place, is_block_id
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


def read(kind: str, value: Any, body: blocks.StreamBlock = BODY) -> tuple[Any, Any]:
    """The value of the one block of a stream as it is read, and what was lost below the block."""
    found = Stored(body, [block(kind, "it") | {"value": value}])
    return found.raw[0]["value"], [path[1:] for path in found.lost]


def ids(*items: Any) -> list[Any]:
    """The ids that items have when they are read."""
    return [item["id"] for item in Stored(BODY, [*items]).raw]


def test_sound_json_stays_as_it_is() -> None:
    raw = json.loads(json.dumps(make_body(ENGLISH, 7)))
    before = deepcopy(raw)
    found = Stored(BODY, raw)
    assert (found.raw, found.lost, found.new_ids) == (before, [], {})
    assert raw == before


@pytest.mark.parametrize("raw", [None, "", {}, {"a": 1}, 5, True, "abc"])
def test_a_stream_that_is_no_list_is_empty(raw: Any) -> None:
    found = Stored(BODY, raw)
    assert (found.raw, found.lost) == ([], [()] if raw else [])


@pytest.mark.parametrize(
    "item",
    [
        None,
        "stat",
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
    found = Stored(BODY, [item, sound])
    assert (found.raw, found.lost) == ([sound], [()])


def test_a_block_of_an_unknown_type_is_left_for_wagtail_to_drop() -> None:
    raw = [block("unknown", "it")]
    assert Stored(BODY, raw).raw == raw
    assert len(BODY.to_python(raw)) == 0


@pytest.mark.parametrize("wrong", ["x", 10_000 * "x", 'x"><script>', 5, {"a": 1}, "\ud83d", "é"])
def test_one_id_stands_for_an_id_that_is_no_uuid_wherever_it_is_read(wrong: Any) -> None:
    stat, other = ({"type": "stat", "value": STAT, "id": found} for found in (wrong, None))
    (found, _other), (_again, again) = ids(stat, other), ids(other, stat)
    assert is_block_id(found)
    assert found == again


def test_an_item_without_an_id_is_known_by_its_place() -> None:
    stat = {"type": "stat", "value": STAT}
    assert len({*ids(stat, stat)}) == 2
    assert ids(stat, stat) == [id_of_place((), 0), id_of_place((), 1)]
    names = Stored(HostBody(), [{"type": "names", "value": ["a", "a"]}]).raw[0]["value"]
    assert len({item["id"] for item in names}) == 2


def test_no_two_items_have_one_id_at_any_depth() -> None:
    stat = block("stat", "it", **STAT)
    shouting = stat | {"id": stat["id"].upper()}
    group = block("stats", "group", stats=[stat, shouting])
    first, second = ids(stat, group)
    (third, fourth) = (item["id"] for item in Stored(BODY, [stat, group]).raw[1]["value"]["stats"])
    assert (first, len({first, second, third, fourth})) == (stat["id"], 4)


@pytest.mark.parametrize(
    ("kind", "name", "wrong", "instead"),
    [
        ("stat", "label", 5, ""),
        ("stat", "decimals", "abc", None),
        ("stat", "decimals", 10**30, None),
        ("stat", "decimals", True, None),
        ("stat", "value", "1E+999999", None),
        ("stat", "value", ["5"], None),
        ("stat", "value", {"unread": 5}, None),
        ("stat", "value", {"a": "5"}, None),
        ("stat", "value", 5000 * "9", None),
        ("stat", "period_end", 5, None),
        ("stat", "period_end", "2016-13-45", None),
        ("stat", "unit", {"a": 1}, None),
        ("image", "image", 5000 * "9", None),
        ("image", "image", True, None),
        ("image", "decorative", "no", False),
        ("text", "text", 5, ""),
        ("text", "text", '<p>a<embed embedtype="image" id="abc"/></p>', "<p>a</p>"),
        ("text", "links", "abc", []),
        ("campaign", "image", "abc", {}),
        ("share", "channels", [{}, "email"], []),
        ("quote", "quote", "a\ud83d", "a\ufffd"),
    ],
)
def test_a_child_of_another_form_is_emptied_and_its_place_is_told(
    kind: str, name: str, wrong: Any, instead: Any
) -> None:
    value = {"heading": "Heading", name: wrong}
    assert read(kind, value) == ({"heading": "Heading", name: instead}, [(name,)])


@pytest.mark.parametrize(
    ("kind", "name", "wrong", "instead"),
    [
        ("text", "links", None, []),
        ("campaign", "image", None, {}),
        ("stat", "decimals", "", None),
        ("share", "channels", {}, []),
    ],
)
def test_where_nothing_was_lost_nothing_is_told(
    kind: str, name: str, wrong: Any, instead: Any
) -> None:
    assert read(kind, {name: wrong}) == ({name: instead}, [])


def test_a_place_names_the_items_that_it_lies_in() -> None:
    stat = block("stat", "inner", value="5", label="x", note=5)
    outer = block("stats", "outer", heading="h", stats=[stat])
    assert Stored(BODY, [outer]).lost == [(outer["id"], "stats", stat["id"], "note")]


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        ("names", 5),
        ("day", 5),
        ("moment", "soon"),
        ("price", "abc"),
        ("share", "abc"),
        ("count", 1.5),
        ("color", ["red"]),
        ("page", "abc"),
        ("page", [7]),
        ("page", 10**30),
        ("count", 2**63),
        ("snippet", {"id": 7}),
    ],
)
def test_a_block_of_a_host_in_another_form_is_dropped(kind: str, wrong: Any) -> None:
    found = Stored(HostBody(), [{"type": kind, "value": wrong}])
    assert (found.raw, found.lost) == ([], [()])


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("old", "plain text"),
        ("anything", [{"a": [5]}]),
        ("color", "green"),
        ("price", 5),
        ("share", 5.5),
        ("count", 2**63 - 1),
        ("moment", "2016-12-31T23:59:00+01:00"),
    ],
)
def test_what_a_block_of_a_host_reads_is_left_alone(kind: str, value: Any) -> None:
    assert read(kind, value, HostBody()) == (value, [])


@pytest.mark.parametrize(("kind", "sound"), [("names", "a"), ("people", {"name": "a"})])
def test_an_item_of_a_list_in_another_form_is_dropped(kind: str, sound: Any) -> None:
    value, lost = read(kind, [sound, 5], HostBody())
    assert ([item["value"] for item in value], lost) == ([sound], [()])
