"""Marks of texts in blocks as a site may build them."""

from typing import Any

import pytest
from pytest_django import Settings

from results.blocks.walking import walk
from results.reading.marks import find_marks, hidden_items
from results.reading.provenance import Provenance
from results.reading.public import without_items
from tests.translation.host import Deep
from tests.translation.segments import built

DEEP = Deep()


def listed(name: str, value: Any) -> dict[str, Any]:
    return {"type": "item", "id": name, "value": value}


RAW = {
    "heading": "Rubrik",
    "parts": [
        {
            "type": "inner",
            "id": "i",
            "value": {"label": "En", "notes": [listed("a", "A"), listed("b", "B")]},
        },
        {
            "type": "box",
            "id": "x",
            "value": {
                "caption": "Låda",
                "inners": [listed("n", {"label": "Två", "notes": []})],
                "lists": [listed("l", [listed("m", "M")])],
                "stats": [],
            },
        },
    ],
}


def provenance(**texts: str) -> Provenance:
    """What is untranslated; a path is written with two underscores for each point."""
    return Provenance("sv", untranslated={k.replace("__", "."): [v] for k, v in texts.items()})


def shown(value: Any, found: Provenance) -> Any:
    """The JSON of what a site shows that hides what is untranslated."""
    hidden = hidden_items(walk(DEEP, value, ("body",)), found)
    return DEEP.get_prep_value(without_items(DEEP, value, ("body",), hidden))


def test_a_child_at_any_depth_is_marked_in_its_own_struct() -> None:
    value = built(DEEP, RAW)
    found = provenance(body__heading="Rubrik", body__parts__x__inners__n__label="Två")
    marks = find_marks([("body", DEEP, value)], found)
    inner = value["parts"][1].value["inners"][0]
    assert marks.of(value).languages == {"heading": "sv"}
    assert marks.of(inner).languages == {"label": "sv"}
    assert marks.of(value["parts"][0].value).languages == {}
    assert marks.of(inner)["label"] == '<span lang="sv">Två</span>'


@pytest.mark.parametrize(
    ("path", "text", "gone"),
    [
        ("body__parts__i__notes__a", "A", ("parts", 0, "value", "notes", 0)),
        ("body__parts__i__label", "En", ("parts", 0)),
        ("body__parts__x__inners__n__label", "Två", ("parts", 1, "value", "inners", 0)),
        ("body__parts__x__lists__l__m", "M", ("parts", 1, "value", "lists", 0, "value", 0)),
        ("body__parts__x__caption", "Låda", ("parts", 1)),
    ],
)
def test_the_smallest_item_is_hidden_and_nothing_else(
    settings: Settings, path: str, text: str, gone: tuple[Any, ...]
) -> None:
    settings.WAGTAIL_RESULTS = {"NEW_TEXT": "hidden", "SNAPSHOTS": False}
    value = built(DEEP, RAW)
    whole = DEEP.get_prep_value(value)
    expected: Any = DEEP.get_prep_value(built(DEEP, RAW))
    around = expected
    for step in gone[:-1]:
        around = around[step]
    del around[gone[-1]]
    assert shown(value, provenance(**{path: text})) == expected
    assert DEEP.get_prep_value(value) == whole


def test_text_that_holds_markup_stays_text() -> None:
    value = built(DEEP, {"heading": "a <b> & c"})
    marks = find_marks([("body", DEEP, value)], provenance(body__heading="a &lt;b&gt; &amp; c"))
    assert marks.of(value)["heading"] == '<span lang="sv">a &lt;b&gt; &amp; c</span>'
    assert marks.of(value).paragraphs["heading"] == '<p lang="sv">a &lt;b&gt; &amp; c</p>'


def test_a_text_that_reads_otherwise_by_now_is_not_marked() -> None:
    value = built(DEEP, {"heading": "Heading"})
    marks = find_marks([("body", DEEP, value)], provenance(body__heading="Rubrik"))
    assert marks.of(value).facts == {}
