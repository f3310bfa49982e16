"""The document that all of this is for, where it lies beside the project."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from results.importing.planning import plan_document
from results.importing.reading import read_document
from results.importing.reporting import as_json
from results.rules.page import read_open_points, store
from tests.factories import home_page
from tests.importing.admin.importer import Importer, draft_of, index_page, said

DOCUMENT = Path(__file__).parents[3] / "shared" / "content" / "ecpat-2016-sv.txt"

pytestmark = pytest.mark.skipif(
    not DOCUMENT.exists(), reason="the document is not beside the project"
)


@pytest.fixture(scope="module")
def report() -> dict[str, Any]:
    """What becomes of the document."""
    document = read_document(DOCUMENT.read_bytes(), DOCUMENT.name)
    return as_json(plan_document(document, "sv", 2016))


def test_it_gives_exactly_its_figures(report: dict[str, Any]) -> None:
    figures = report["figures"]
    assert [(f["value"], f["unit"], f["scale"], f["qualifier"], f["whole"]) for f in figures] == [
        ("250", "number", "none", "over", None),
        ("133000", "number", "none", "exact", None),
        ("1382", "number", "none", "exact", None),
        ("6558", "number", "none", "exact", None),
        ("1100", "number", "none", "exact", "6558"),
        ("98.6", "percent", "none", "exact", None),
    ]


def test_it_gives_six_sections_of_which_the_last_is_the_call_to_share(
    report: dict[str, Any],
) -> None:
    sections = report["sections"]
    assert [section["kind"] for section in sections] == ["campaign"] * 5 + ["share"]
    assert sections[1]["heading"] == "#stoppanäthandeln"


def test_its_links_say_where_they_lead_and_each_still_needs_a_target(
    report: dict[str, Any],
) -> None:
    assert [link["text"] for link in report["links"]] == [
        "Läs mer om Nordiskt Forum",
        "Läs mer om ECPAT Hotline",
        "Läs ECPATs remissyttranden",
        "Läs hela verksamhetsberättelsen från 2016",
    ]
    for link in report["links"]:
        assert any(link["text"] in point for point in report["to_do"])


@pytest.mark.django_db
def test_from_the_file_to_what_can_be_published_it_takes_at_most_25_decisions() -> None:
    importer = Importer(index_page(parent=home_page("sv")))
    decided = ["the file", "the year"]
    review = importer.review(content=DOCUMENT.read_bytes(), name=DOCUMENT.name, year=2016)
    decided += [said(figure) for figure in review.html.select("li[data-pile=look]")]
    # Three labels are no names that an editor would keep.
    decided += ["shown", "shared", "share of the tips", "make the draft"]
    page = draft_of(review.make()).get_latest_revision_as_object()
    for point in (points := read_open_points(page.open_points)):
        decided += [point.text, f"{point.text} Done."]
    for block in page.body:
        for link in block.value.get("links", []):
            if not link.value.kind:
                link.value["page"] = importer.index
    page.open_points = store(replace(point, done=True) for point in points)
    page.save_revision(user=importer.user).publish(user=importer.user)
    decided.append("publish")
    page.refresh_from_db()
    assert page.live
    assert len(decided) <= 25
