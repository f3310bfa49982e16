"""What a page that is written by hand gets from its source, and what of its own stays."""

from itertools import starmap
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from wagtail.blocks import (
    Block,
    CharBlock,
    IntegerBlock,
    ListBlock,
    PageChooserBlock,
    StreamBlock,
    StructBlock,
    URLBlock,
)

import pytest

from results.blocks import ResultsStructBlock
from results.blocks.data_table import CellsBlock, DataTableBlock
from results.sync import content
from results.sync.aligning import Alignment
from results.sync.content import Snippets
from tests.factories import home_page, table_block

from .test_comparing import Host

pytestmark = pytest.mark.django_db
TEXT, LINK, NUMBER = CharBlock(), URLBlock(), IntegerBlock()
X, Y, Z = (f"https://{name}.example/" for name in "xyz")


@pytest.mark.parametrize(
    ("block", "before", "own", "now", "expected"),
    [
        (TEXT, "ett", "one", "två", "one"),
        (TEXT, "ett", "one", "", ""),
        (TEXT, "ett", "one", "ett", "one"),
        (TEXT, "", "", "två", "två"),
        (TEXT, "ett", "", "två", ""),
        (TEXT, "", "one", "två", "one"),
        (TEXT, "", "one", "", "one"),
        (TEXT, "ja", "ja", "nej", "ja"),
        (LINK, X, X, Y, Y),
        (LINK, X, Z, Y, Z),
        (LINK, X, Z, X, Z),
        (LINK, X, Z, "", Z),
        (LINK, X, X, "", ""),
        (LINK, "", "", Y, Y),
        (NUMBER, 1, 1, 2, 2),
        (NUMBER, 1, 3, 1, 1),
    ],
)
def test_a_page_keeps_its_words_and_addresses_and_gets_figures(
    block: Block, before: Any, own: Any, now: Any, expected: Any, monkeypatch: Any
) -> None:
    host = Host(block, monkeypatch)
    host.compare(before, own)
    assert host.aligned(now, own) == expected


@pytest.mark.parametrize(("block", "own", "new"), [(TEXT, "one", "two"), (LINK, X, Y)])
def test_what_was_written_since_or_never_compared_stays(
    block: Block, own: Any, new: Any, monkeypatch: Any
) -> None:
    host = Host(block, monkeypatch)
    assert host.aligned("", own) == own
    host.compare(own, own)
    assert host.aligned("", new) == new
    assert host.aligned(Z, new) == new


def test_a_text_that_was_copied_follows_until_it_is_translated(monkeypatch: Any) -> None:
    host = Host(TEXT, monkeypatch)
    host.compare("", "")
    for text in ("ett", "två"):
        assert host.aligned(text, "" if text == "ett" else "ett") == text
        assert host.copied == {f"body.{host.id}"}
        assert host.compare(text, text).untranslated == {f"body.{host.id}": [text]}
    host.compare("två", "two")
    assert host.aligned("tre", "two") == "two"
    assert host.copied == set()


class Declared(ResultsStructBlock):
    tags = ListBlock(CharBlock())
    words = ListBlock(CharBlock())
    names = ListBlock(ListBlock(CharBlock()))
    parts = StreamBlock([("text", CharBlock())])

    class Meta:
        prose = ("words",)


def declared(text: str) -> dict[str, Any]:
    tags, words, names = ([listed(each, text)] for each in ("tag", "word", "name"))
    parts = [{**listed("part", text), "type": "text"}]
    return {"tags": tags, "words": words, "names": [listed("names", names)], "parts": parts}


def test_a_list_in_a_block_is_treated_as_the_block_declares(monkeypatch: Any) -> None:
    host = Host(Declared(), monkeypatch)
    host.compare(declared("ett"), declared("one"))
    found = host.aligned(declared("två"), declared("one"))
    own = declared("one")
    assert found == {**declared("två"), "words": own["words"], "parts": own["parts"]}
    differences = host.compare(declared("två"), declared("one")).differences
    assert len([each for each in differences if each["kind"] == "figure"]) == 2


def test_a_child_that_a_page_has_not_stored_is_added_if_it_has_a_value(monkeypatch: Any) -> None:
    monkeypatch.setattr(content, "OurStreamField", CellsBlock)
    fields = [("number", NUMBER), ("other", NUMBER), ("deep", StructBlock([("text", TEXT)]))]
    host = Host(StructBlock(fields), monkeypatch)
    host.compare({"number": 1}, {"number": 1})
    assert host.row.differences == []

    def stored(source: Any, own: Any) -> Any:
        page = host.page(own)
        if Alignment(host.page(source), host.row, Snippets(), 0).align(page):
            return page.body.raw_data[0]["value"]
        return None

    assert stored({"number": 1, "other": None}, {"number": 1}) is None
    assert stored({"number": 1}, {"number": 2, "other": 3})["other"] == 3
    assert stored({"number": 1, "other": 3}, {"number": 1})["other"] == 3


def test_a_page_chosen_for_the_language_stays(monkeypatch: Any) -> None:
    host = Host(PageChooserBlock(), monkeypatch)
    first, own, new = (home_page(code).pk for code in ("sv", "en", "fi"))
    host.compare(first, own)
    assert host.aligned(new, own) == own
    assert f"body.{host.id}" in host.compare(new, own).older
    assert host.compare(str(new), new).differences == []


def id_of(name: str) -> str:
    return str(uuid5(NAMESPACE_URL, name.lower()))


def listed(name: str, value: Any) -> dict[str, Any]:
    return {"type": "item", "id": id_of(name), "value": value}


GROUPS = ListBlock(StructBlock([("tags", ListBlock(CharBlock()))]))


def groups(said: str) -> list[dict[str, Any]]:
    """Lists with a text for each letter, "A:st B:u"; a page's own words are in capitals."""
    parts = [part.split(":") for part in said.split()]
    return [listed(name, {"tags": [listed(each, each) for each in tags]}) for name, tags in parts]


def said(raw: Any) -> str:
    names = {id_of(each): each for each in "ABCD"}
    tags = {each["id"]: "".join(tag["value"] for tag in each["value"]["tags"]) for each in raw}
    return " ".join(f"{names[group]}:{found}" for group, found in tags.items())


@pytest.mark.parametrize(
    ("before", "own", "now", "kept", "expected"),
    [
        ("A:st", "A:ST", "A:ts", "", "A:TS"),
        ("A:st B:u", "A:ST B:U", "B:u A:st", "", "B:U A:ST"),
        # What it has left out, and what only it has.
        ("A:st", "A:S", "A:st", "", "A:S"),
        ("A:s B:t", "A:S", "A:s B:t", "", "A:S"),
        ("A:s B:t", "A:S", "A:s B:tu", "", "A:S"),
        ("A:st", "A:SXT", "A:ts", "", "A:TSX"),
        ("A:st", "A:XST", "A:ts", "", "A:XTS"),
        ("A:s", "A:SXY", "A:s", "", "A:SXY"),
        ("A:s", "A:S B:X", "A:s", "", "A:S B:X"),
        # What is new, and what is gone.
        ("A:s", "A:S", "A:st", "", "A:St"),
        ("A:s", "A:S", "B:tu A:s", "", "B:tu A:S"),
        ("", "", "A:s", "", "A:s"),
        ("A:st", "A:ST", "A:s", "", "A:S"),
        ("A:s B:t", "A:S B:T", "A:s", "", "A:S"),
        # What moves, also into what is new, and out of what is gone.
        ("A:st B:u", "A:ST B:U", "A:s B:tu", "", "A:S B:TU"),
        ("A:st", "A:ST", "A:s B:t", "", "A:S B:T"),
        ("A:s B:t", "A:S B:T", "B:ts", "", "B:TS"),
        ("A:st", "A:S", "A:s B:t", "", "A:S B:t"),
        # Where it goes the page has nothing.
        ("A:s B:t", "A:S", "B:ts", "", "A:S"),
        ("A:s B:t C:u", "A:S C:U", "B:ts", "", "A:S"),
        # It differs on purpose.
        ("A:st", "A:ST", "A:s", "t", "A:ST"),
        ("A:st", "A:ST", "A:ts", "t", "A:TS"),
        ("A:s", "A:S", "A:st", "t", "A:S"),
        ("A:st", "A:S", "A:st", "t", "A:S"),
        ("A:st B:u", "A:ST B:U", "A:s B:tu", "t", "A:ST B:U"),
        ("A:s B:t", "A:S B:T", "A:s", "B", "A:S B:T"),
        ("A:s B:t", "A:S B:T", "A:s B:tu", "B", "A:S B:T"),
        ("A:s B:t", "A:S B:T", "B:ts", "B", "A:S B:T"),
        # Nobody knows what the source had.
        (None, "A:S", "A:st", "", "A:S"),
        (None, "A:ST B:U", "A:s B:tu", "", "A:S B:TU"),
        (None, "A:ST", "A:s", "", "A:ST"),
    ],
)
def test_items_follow_with_their_words(
    before: str | None, own: str, now: str, kept: str, expected: str, monkeypatch: Any
) -> None:
    host = Host(GROUPS, monkeypatch)
    if before is not None:
        host.compare(groups(before), groups(own))
    host.row.kept = {id_of(each): "2016" for each in kept}
    assert said(host.aligned(groups(now), groups(own))) == expected


PARTS = StreamBlock([("text", TEXT), ("number", NUMBER), ("list", ListBlock(NUMBER))])


def part(kind: str, value: Any, name: str = "part") -> dict[str, Any]:
    return {"type": kind, "id": id_of(name), "value": value}


OLD, NEW, NEWER, OTHER = starmap(
    part, [("text", "one"), ("number", 1), ("number", 2), ("text", "more", "other")]
)


@pytest.mark.parametrize(
    ("before", "own", "now", "expected"),
    [
        ([OLD], [OLD], [NEW], [NEW]),
        ([NEW], [NEW], [NEWER], [NEWER]),
        ([OLD], [], [NEW], []),
        ([], [], [part("list", [listed("in", 1)])], [part("list", [listed("in", 1)])]),
        ([], [OTHER], [NEW, part("gone", 1, "gone")], [OTHER, NEW]),
    ],
)
def test_an_item_of_another_type_is_another(
    before: Any, own: Any, now: Any, expected: Any, monkeypatch: Any
) -> None:
    host = Host(PARTS, monkeypatch)
    host.compare(before, own)
    assert host.aligned(now, own) == expected


ROWS = (("2015", "6243"), ("2016", "6558"))


def test_a_table_with_rows_of_its_own_or_never_compared_stays(monkeypatch: Any) -> None:
    host = Host(DataTableBlock(), monkeypatch)
    source, own, other = (
        table_block("table", *rows)["value"] for rows in (ROWS, [*ROWS, ("2017", "1")], ROWS[:1])
    )
    before = host.aligned(own, own)
    assert host.aligned(other, own) == before
    host.compare(source, own)
    assert host.aligned(source, own) == before
