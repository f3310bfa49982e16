"""Every block of ours and of a host, in every state, gives a translator its prose and loses no string."""

from collections import Counter
from typing import Any

from wagtail.blocks import (
    Block,
    BlockQuoteBlock,
    BooleanBlock,
    CharBlock,
    ChoiceBlock,
    ChooserBlock,
    DateBlock,
    DecimalBlock,
    EmailBlock,
    IntegerBlock,
    ListBlock,
    MultipleChoiceBlock,
    PageChooserBlock,
    RegexBlock,
    RichTextBlock,
    StaticBlock,
    StreamBlock,
    StructBlock,
    TextBlock,
    URLBlock,
)
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.embeds.blocks import EmbedBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtail.models import Page
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.strings import StringValue

import pytest
from hypothesis import given
from hypothesis import strategies as st

from results.blocks import MainPointBlock, ResultsStreamBlock, ResultsStructBlock, StatBlock
from results.blocks.data_table import CellsBlock
from results.translation.segments import restore, segments_of

from .building import make_document, make_image, stat
from .segments import built, prose_of, replaceable_paths, round_trip, segments, string_paths
from .translating import in_english

pytestmark = pytest.mark.django_db


class Undeclared(ResultsStructBlock):
    title = CharBlock(required=False)
    text = TextBlock(required=False)
    rich = RichTextBlock(required=False)
    quote = BlockQuoteBlock(required=False)
    url = URLBlock(required=False)
    email = EmailBlock(required=False)
    page = PageChooserBlock(required=False)
    document = DocumentChooserBlock(required=False)
    picture = ImageChooserBlock(required=False)
    number = DecimalBlock(required=False)
    code = RegexBlock(regex=r".*", required=False)
    yes = BooleanBlock(required=False)
    tags = ListBlock(CharBlock())


class Inner(ResultsStructBlock):
    label = CharBlock(default="")
    keyword = CharBlock(required=False)
    notes = ListBlock(TextBlock())

    class Meta:
        prose = ("label", "notes")


class Deep(ResultsStructBlock):
    heading = CharBlock(required=False)
    box = StructBlock(
        [
            ("caption", CharBlock(required=False)),
            ("embed", EmbedBlock(required=False)),
            ("picture", ImageBlock(required=False)),
            ("inners", ListBlock(Inner())),
            ("lists", ListBlock(ListBlock(CharBlock()))),
            ("stats", StreamBlock([("stat", StatBlock())])),
        ]
    )
    parts = StreamBlock([("inner", Inner()), ("box", box)], required=False)
    line = StaticBlock()

    class Meta:
        prose = ("heading",)


FILLED: dict[str, Any] = {
    "title": "Title",
    "text": "Text",
    "rich": "<p>Rich</p>",
    "quote": "Quote",
    "url": "https://example.org/",
    "email": "a@example.org",
    "number": "1.5",
    "code": "x",
    "yes": True,
    "tags": [{"type": "item", "id": f"id-{n}", "value": f"tag {n}"} for n in (1, 2)],
}
ALL_TEXT = [
    ("title", "Title"),
    ("text", "Text"),
    ("rich", "Rich"),
    ("quote", "Quote"),
    ("tags.id-1", "tag 1"),
    ("tags.id-2", "tag 2"),
]


def test_all_text_of_a_block_that_declares_nothing_is_translated() -> None:
    document, picture, page = make_document(), make_image(), Page.get_first_root_node()
    raw = FILLED | {"document": document.pk, "picture": picture.pk, "page": page.pk}
    assert string_paths(Undeclared(), raw) == ALL_TEXT
    assert replaceable_paths(Undeclared(), raw) == {
        "url": "https://example.org/",
        "email": "a@example.org",
        "page": page.pk,
        "document": document.pk,
        "picture": picture.pk,
    }
    # Nor is it less where only what is replaceable is declared.
    only_replaceable = Undeclared(replaceable=("document",))
    assert string_paths(only_replaceable, raw) == ALL_TEXT
    assert replaceable_paths(only_replaceable, raw) == {"document": document.pk}


def test_what_a_block_does_not_declare_follows_the_source() -> None:
    some = [each for each in ALL_TEXT if each[0].startswith(("ti", "ta"))]
    for prose, strings in (((), []), (("title", "tags"), some)):
        block = Undeclared(prose=prose)
        assert string_paths(block, FILLED) == strings
        assert replaceable_paths(block, FILLED) == {}


def inner(name: str) -> dict[str, Any]:
    note = {"type": "item", "id": f"note-{name}", "value": f"note {name}"}
    return {"label": f"label {name}", "keyword": f"keyword {name}", "notes": [note]}


def deep(image: int) -> dict[str, Any]:
    listed = {"type": "item", "id": "word", "value": "word"}
    box = {
        "caption": "Caption",
        "embed": "https://www.youtube.com/watch?v=sv",
        "picture": {"image": image, "alt_text": "Alt", "decorative": False},
        "inners": [{"type": "item", "id": "listed", "value": inner("b")}],
        "lists": [{"type": "item", "id": "list", "value": [listed]}],
        "stats": [stat("deep")],
    }
    return {
        "heading": "Heading",
        "parts": [
            {"type": "inner", "id": "inner", "value": inner("a")},
            {"type": "box", "id": "box", "value": box},
        ],
        "line": None,
    }


def test_no_depth_is_too_deep_on_the_way_out_and_back() -> None:
    image, other = make_image(), make_image("Other")
    raw, figure = deep(image.pk), stat("deep")["id"]
    texts = [
        ("heading", "Heading"),
        ("parts.inner.label", "label a"),
        ("parts.inner.notes.note-a", "note a"),
        ("parts.box.caption", "Caption"),
        ("parts.box.picture.alt_text", "Alt"),
        ("parts.box.inners.listed.label", "label b"),
        ("parts.box.inners.listed.notes.note-b", "note b"),
        ("parts.box.lists.list.word", "word"),
        (f"parts.box.stats.{figure}.label", "visningar"),
        (f"parts.box.stats.{figure}.whole_label", "besök"),
        (f"parts.box.stats.{figure}.source", "Årsredovisningen"),
        (f"parts.box.stats.{figure}.note", "Endast i Sverige.\nRäknat en gång."),
    ]
    assert string_paths(Deep(), raw) == texts
    assert replaceable_paths(Deep(), raw) == {
        "parts.box.embed": "https://www.youtube.com/watch?v=sv",
        "parts.box.picture.image": image.pk,
        f"parts.box.stats.{figure}.source_url": "https://ecpat.se/kalla",
    }
    film = "https://www.youtube.com/watch?v=en"
    # A picture as the editor sends it.
    replacements = {"parts.box.embed": film, "parts.box.picture.image": str(other.pk)}
    translated = round_trip(Deep(), raw, replacements=replacements)
    assert string_paths(Deep(), translated) == [(path, f"[en] {text}") for path, text in texts]
    box = translated["parts"][1]["value"]
    assert box["embed"] == film
    assert box["picture"] == {"image": other.pk, "alt_text": "[en] Alt", "decorative": False}
    assert box["inners"][0]["value"]["keyword"] == "keyword b"
    assert box["stats"][0]["value"]["value"] == "133000"


def test_stock_blocks_right_in_a_stream_are_translated_and_replaced() -> None:
    leaves = [("text", CharBlock()), ("embed", EmbedBlock()), ("words", ListBlock(CharBlock()))]
    block = StreamBlock([*leaves, ("stream", StreamBlock(leaves))])
    film = "https://www.youtube.com/watch?v=sv"
    raw = [
        {"type": "embed", "id": "film", "value": film},
        {"type": "words", "id": "words", "value": [{"type": "item", "id": "a", "value": "red"}]},
        {"type": "stream", "id": "in", "value": [{"type": "text", "id": "b", "value": "deep"}]},
    ]
    assert string_paths(block, raw) == [("words.a", "red"), ("in.b", "deep")]
    assert replaceable_paths(block, raw) == {"film": film}
    translated = round_trip(block, raw)
    assert string_paths(block, translated) == [("words.a", "[en] red"), ("in.b", "[en] deep")]
    assert translated[0]["value"] == film


def test_a_list_is_translated_that_another_has_stored_without_ids() -> None:
    block = StreamBlock([("words", ListBlock(CharBlock()))])
    value = block.to_python([{"type": "words", "id": "words", "value": ["red", "blue"]}])
    found = segments_of(block, value)
    assert [segment.render_text() for segment in found] == ["red", "blue"]
    text = StringValue.from_plaintext("röd")
    (words,) = restore(block, value, [StringSegmentValue(found[0].path, text)])
    assert list(words.value) == ["röd", "blue"]


NOTHING: list[tuple[Block, Any]] = [
    (StructBlock([("embed", EmbedBlock(required=False))]), {"embed": ""}),
    (StructBlock([("text", CharBlock())]), {"text": None}),
    (StructBlock([("picture", ImageBlock(required=False))]), {}),
    (
        StructBlock([("picture", ImageBlock(required=False))]),
        {"picture": {"image": None, "alt_text": None, "decorative": None}},
    ),
    (StructBlock([("list", ListBlock(CharBlock(), default=[]))]), {}),
    (StructBlock([("stream", StreamBlock([("text", CharBlock())]))]), {}),
    (StreamBlock([("text", CharBlock())]), [{"type": "gone", "value": "", "id": "id"}]),
    (CharBlock(), " \n"),
]


@pytest.mark.parametrize(("block", "raw"), NOTHING)
def test_where_nothing_is_there_is_nothing_to_translate(block: Block, raw: Any) -> None:
    around = ResultsStructBlock([("child", block)])
    for kind, value in ((block, raw), (around, {"child": raw})):
        assert segments(kind, value) == []
        round_trip(kind, value)


def test_a_picture_stored_before_it_had_an_alternative_text_is_as_good_as_any() -> None:
    block = StructBlock([("picture", ImageBlock())])
    image = make_image("Its title")
    assert string_paths(block, {"picture": image.pk}) == [("picture.alt_text", "Its title")]
    assert round_trip(block, {"picture": image.pk})["picture"]["alt_text"] == "[en] Its title"


def test_a_decorative_picture_has_no_text() -> None:
    raw = {"image": make_image().pk, "alt_text": "left over", "decorative": True}
    assert string_paths(ImageBlock(), raw) == []
    assert round_trip(ImageBlock(), raw)["decorative"] is True


@pytest.mark.parametrize(
    "source", ['<p class="x">One <b id="y">two</b></p>', "<p>One <text>two</text></p>"]
)
def test_rich_text_that_no_editor_of_wagtail_writes_is_translated_too(source: str) -> None:
    paths = string_paths(RichTextBlock(), source)
    assert " ".join(text for _path, text in paths).split() == ["One", "two"]
    assert "[en]" in round_trip(RichTextBlock(), source)


def test_the_address_of_a_link_in_rich_text_can_be_replaced() -> None:
    source = '<p>See <a href="https://sv.example.org/a.b">this</a> <a linktype="page" id="3">page</a>.</p>'
    path = "'https://sv.example.org/a.b'"
    assert replaceable_paths(RichTextBlock(), source) == {path: "https://sv.example.org/a.b"}
    assert round_trip(RichTextBlock(), source, replacements={path: "https://en.example.org/"}) == (
        '<p>[en] See <a href="https://en.example.org/">this</a> <a id="3" linktype="page">page</a>.</p>'
    )


def test_a_replacement_that_is_gone_leaves_the_source_in_place() -> None:
    raw = {
        "page": Page.get_first_root_node().pk,
        "document": make_document().pk,
        "picture": make_image().pk,
    }
    for data in ("999999", 999999, "abc", "", None, "12345678901234567890123"):
        translated = round_trip(Undeclared(), raw, replacements=dict.fromkeys(raw, data))
        assert {name: translated[name] for name in raw} == raw, data


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
        return [StringSegmentValue("own", value["label"])]


@pytest.mark.django_db
def test_a_block_that_answers_for_itself_is_asked() -> None:
    block = StructBlock([("text", WithHooks()), ("struct", StructWithHooks())])
    raw = {"text": "text", "struct": {"label": "label"}}
    assert string_paths(block, raw) == [("text", "TEXT"), ("struct.own", "label")]
    assert round_trip(block, raw)["text"] == "([en] TEXT)"
