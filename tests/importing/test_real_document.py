"""The document that all of this is for, where it lies beside the project."""

from pathlib import Path

import pytest

from results.importing.planning import plan_document
from results.importing.reading import read_document
from results.importing.reporting import as_json

DOCUMENT = Path(__file__).parents[3] / "shared" / "content" / "ecpat-2016-sv.txt"

pytestmark = pytest.mark.skipif(
    not DOCUMENT.exists(), reason="the document is not beside the project"
)


def report() -> dict[str, object]:
    """What becomes of the document."""
    document = read_document(DOCUMENT.read_bytes(), DOCUMENT.name)
    return as_json(plan_document(document, "sv", 2016))


def test_it_gives_exactly_its_figures() -> None:
    figures = report()["figures"]
    assert isinstance(figures, list)
    assert [(f["value"], f["unit"], f["scale"], f["qualifier"], f["whole"]) for f in figures] == [
        ("250", "number", "none", "over", None),
        ("133000", "number", "none", "exact", None),
        ("1382", "number", "none", "exact", None),
        ("6558", "number", "none", "exact", None),
        ("1100", "number", "none", "exact", "6558"),
        ("98.6", "percent", "none", "exact", None),
    ]


def test_it_gives_six_sections_of_which_the_last_is_the_call_to_share() -> None:
    sections = report()["sections"]
    assert isinstance(sections, list)
    assert [section["kind"] for section in sections] == ["campaign"] * 5 + ["share"]
    assert sections[1]["heading"] == "#stoppanäthandeln"


def test_its_links_say_where_they_lead_and_each_still_needs_a_target() -> None:
    found = report()
    links, to_do = found["links"], found["to_do"]
    assert isinstance(links, list)
    assert isinstance(to_do, list)
    assert [link["text"] for link in links] == [
        "Läs mer om Nordiskt Forum",
        "Läs mer om ECPAT Hotline",
        "Läs ECPATs remissyttranden",
        "Läs hela verksamhetsberättelsen från 2016",
    ]
    assert all(any(link["text"] in point for point in to_do) for link in links)
