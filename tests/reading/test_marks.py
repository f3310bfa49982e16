"""Marks of texts in blocks as a site may build them."""

from typing import Any

from results.reading.marks import find_marks
from results.reading.provenance import Provenance
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


def test_a_child_at_any_depth_is_marked_in_its_own_struct() -> None:
    value = built(DEEP, RAW)
    found = provenance(body__heading="Rubrik", body__parts__x__inners__n__label="Två")
    marks = find_marks([("body", DEEP, value)], found)
    inner = value["parts"][1].value["inners"][0]
    assert marks.of(value).languages == {"heading": "sv"}
    assert marks.of(inner).languages == {"label": "sv"}
    assert marks.of(value["parts"][0].value).languages == {}
    assert marks.of(inner)["label"] == '<span lang="sv">Två</span>'


def test_text_that_holds_markup_stays_text() -> None:
    value = built(DEEP, {"heading": "a <b> & c"})
    marks = find_marks([("body", DEEP, value)], provenance(body__heading="a &lt;b&gt; &amp; c"))
    assert marks.of(value)["heading"] == '<span lang="sv">a &lt;b&gt; &amp; c</span>'
    assert marks.of(value).paragraphs["heading"] == '<p lang="sv">a &lt;b&gt; &amp; c</p>'


def test_a_text_that_reads_otherwise_by_now_is_not_marked() -> None:
    value = built(DEEP, {"heading": "Heading"})
    marks = find_marks([("body", DEEP, value)], provenance(body__heading="Rubrik"))
    assert marks.of(value).facts == {}
