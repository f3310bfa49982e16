"""What is left to do leads to its place, and nothing else stops publishing."""

import json
from pathlib import Path

import pytest

from results.findings import anchor_of, describe_path, path_exists, read_open_points
from results.importing.drafting import make_draft, place_for
from results.models import ResultsIndexPage, ResultsPage
from tests.importing import papers
from tests.importing.drafting.samples import SAMPLES, source_of
from tests.importing.papers import (
    OPEN,
    drafted,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", SAMPLES, ids=[path.name for path in SAMPLES])
def test_what_is_left_to_do_leads_to_its_place(path: Path, index: ResultsIndexPage) -> None:
    source, language, year = source_of(path)
    plan = papers.plan(source, year, language)

    page = make_draft(plan, source, place_for(index, year)).page

    points = read_open_points(page.open_points)
    assert [point.text for point in points] == [point.text for point in plan.points]
    for point in points:
        assert path_exists(page, point.path), point
        assert describe_path(page, point.path)
        assert point.as_finding().block_anchor
        assert anchor_of(page, point.as_finding())


@pytest.mark.parametrize("path", SAMPLES, ids=[path.name for path in SAMPLES])
def test_nothing_refuses_publishing_but_what_is_left_to_do(
    path: Path, index: ResultsIndexPage
) -> None:
    source, language, year = source_of(path)
    plan = papers.plan(source, year, language)
    page = make_draft(plan, source, place_for(index, year)).page

    refusals = page.get_refusals(publishing=True)

    told = {point.path for point in plan.points}
    untold = [
        (refusal.code, str(refusal.message), refusal.path)
        for refusal in refusals
        if refusal.code != "open_point"
        # What refuses a field is told by the point of the field or of what is around it.
        and not any(refusal.path[: len(path)] == path for path in told)
    ]
    assert untold == []


def test_publishing_waits_until_what_is_left_to_do_is_done(index: ResultsIndexPage) -> None:
    page = drafted(index, papers.source(OPEN)).page
    body = page.body.get_prep_value()
    body[-1]["value"]["links"][-1]["value"]["url"] = "https://ecpat.se/schools"
    page.body = ResultsPage._meta.get_field("body").to_python(json.dumps(body))
    assert [found.code for found in page.get_refusals(publishing=True)] == ["open_point"]

    page.open_points = [{**point, "done": True} for point in page.open_points]

    page.save_revision().publish()
    assert ResultsPage.objects.get().live
