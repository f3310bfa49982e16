"""JSON that has not the form of its blocks is known at once; items have ids of their own; references are found."""

import json
from copy import deepcopy
from decimal import Decimal
from typing import Any

from wagtail import blocks
from wagtail.images.blocks import ImageBlock
from wagtail.snippets.blocks import SnippetChooserBlock

import pytest
from wagtail_factories import ImageFactory

from results.blocks import ResultsStreamBlock
from results.blocks.stored import Stored, UnreadableError
from results.blocks.walking import id_of_place, is_block_id
from results.fields import StreamField
from results.models import ResultsPage
from tests.api.building import ENGLISH, Edition, make_body
from tests.factories import block, home_page

BODY = ResultsStreamBlock()
STAT = {"value": "5", "label": "reports"}


class OldLink(blocks.StructBlock):
    """A host's struct that still reads the plain number that it once was."""

    page = blocks.PageChooserBlock()

    def bulk_to_python(self, values: Any) -> Any:
        """Take a number for the only child."""
        return super().bulk_to_python(
            [each if isinstance(each, dict) else {"page": each} for each in values]
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
    session = SnippetChooserBlock("sessions.Session")
    old = OldLink()
    anything = Anything()


def read(kind: str, value: Any, body: blocks.StreamBlock = BODY) -> Any:
    """The value of the one block of a stream as it is read."""
    return Stored(body, [block(kind, "it") | {"value": value}]).raw[0]["value"]


def ids(*items: Any) -> list[Any]:
    """The ids that items have when they are read."""
    return [item["id"] for item in Stored(BODY, [*items]).raw]


def test_sound_json_stays_as_it_is() -> None:
    raw = json.loads(json.dumps(make_body(ENGLISH, 7)))
    before = deepcopy(raw)
    found = Stored(BODY, raw)
    assert found.raw == before
    assert raw == before


@pytest.mark.parametrize("raw", [None, "", {}, []])
def test_a_stream_of_nothing_is_empty(raw: Any) -> None:
    assert Stored(BODY, raw).raw == []


@pytest.mark.parametrize("raw", [{"a": 1}, 5, True, "abc"])
def test_a_stream_that_is_no_list_cannot_be_read(raw: Any) -> None:
    with pytest.raises(UnreadableError):
        Stored(BODY, raw)


@pytest.mark.parametrize(
    "item",
    [
        *(None, "stat", {}, {"type": "stat"}, {"value": STAT}, {"type": ["stat"], "value": STAT}),
        *({"type": "stat", "value": None}, {"type": "stat", "value": "5"}),
    ],
)
def test_a_stream_with_an_item_of_another_form_cannot_be_read(item: Any) -> None:
    with pytest.raises(UnreadableError):
        Stored(BODY, [block("stat", "sound", **STAT), item])


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
    ("kind", "name", "wrong"),
    [
        ("stat", "label", 5),
        ("stat", "decimals", "abc"),
        ("stat", "decimals", True),
        ("stat", "value", "1E+999999"),
        ("stat", "value", ["5"]),
        ("stat", "value", {"unread": 5}),
        ("stat", "period_end", 5),
        ("stat", "unit", {"a": 1}),
        ("image", "image", 5000 * "9"),
        ("image", "image", True),
        ("image", "decorative", "no"),
        ("text", "text", 5),
        ("text", "links", "abc"),
        ("campaign", "image", "abc"),
        ("share", "channels", [{}, "email"]),
    ],
)
def test_a_child_of_another_form_cannot_be_read_and_is_named(
    kind: str, name: str, wrong: Any
) -> None:
    with pytest.raises(UnreadableError):
        read(kind, {"heading": "Heading", name: wrong})


@pytest.mark.parametrize(
    ("kind", "value", "instead"),
    [
        ("text", {"links": None}, {"links": []}),
        ("campaign", {"image": None}, {}),
        ("stat", {"decimals": ""}, {}),
        ("share", {"channels": {}}, {}),
    ],
)
def test_what_is_empty_in_another_way_is_the_default(kind: str, value: Any, instead: Any) -> None:
    assert read(kind, value) == instead


@pytest.mark.parametrize(
    ("kind", "name", "stored", "sound"),
    [
        ("quote", "quote", "a\ud83d", "a\ufffd"),
        ("text", "text", '<p>a<embed embedtype="image" id="abc"/></p>', "<p>a</p>"),
    ],
)
def test_texts_are_read_without_half_characters_and_what_is_embedded(
    kind: str, name: str, stored: str, sound: str
) -> None:
    assert read(kind, {name: stored}) == {name: sound}


def test_what_cannot_be_read_is_named_below_the_blocks_around_it() -> None:
    stat = block("stat", "inner", value="5", label="x", note=5)
    with pytest.raises(UnreadableError) as unreadable:
        read("stats", {"heading": "h", "stats": [stat]})
    assert [each.name for each in unreadable.value.args] == ["stats", "stat"]


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        ("day", 5),
        ("moment", "soon"),
        ("price", "abc"),
        ("price", ""),
        ("share", "abc"),
        ("count", 1.5),
        ("color", ["red"]),
        ("page", "abc"),
        ("page", [7]),
        ("page", 10**30),
        ("snippet", {"id": 7}),
    ],
)
def test_a_block_of_a_host_in_another_form_cannot_be_read(kind: str, wrong: Any) -> None:
    with pytest.raises(UnreadableError):
        read(kind, wrong, HostBody())


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("old", 7),
        ("anything", [{"a": [5]}]),
        ("color", "green"),
        ("price", 5),
        ("price", Decimal(5)),
        ("session", "a key that is no number"),
        ("share", 5.5),
        ("moment", "2016-12-31T23:59:00+01:00"),
    ],
)
def test_what_a_block_of_a_host_reads_is_left_alone(kind: str, value: Any) -> None:
    assert read(kind, value, HostBody()) == value


HOST = blocks.StreamBlock(
    [
        ("image", ImageBlock()),
        ("old", OldLink()),
        ("text", blocks.RichTextBlock()),
        ("several", blocks.ListBlock(blocks.ListBlock(blocks.PageChooserBlock()))),
    ]
)


def test_the_references_of_an_edition_are_those_of_its_built_blocks_and_cost_no_query(
    every_block: Edition, django_assert_num_queries: Any
) -> None:
    field: Any = ResultsPage._meta.get_field("body")
    page = ResultsPage.objects.get(pk=every_block.swedish.pk)
    with django_assert_num_queries(0):
        found = list(field.extract_references(page.body))
    assert found == list(field.stream_block.extract_references(page.body))
    assert len({model for model, *_rest in found}) >= 3


@pytest.mark.django_db
def test_a_host_s_own_blocks_refer_to_what_they_read() -> None:
    home, image = home_page().pk, ImageFactory.create().pk
    field = StreamField(HOST, name="body")
    link = f'<p><a linktype="page" id="{home}">Home</a></p>'
    stream = field.to_python(
        [
            block("image", "1", image=image, decorative=True, alt_text=""),
            {**block("old", "2"), "value": home},
            {**block("text", "3"), "value": link},
            {**block("several", "4"), "value": [[home], [home, None]]},
        ]
    )
    found = list(field.extract_references(stream))
    assert found == list(HOST.extract_references(stream))
    assert len(found) == 5
