"""What is left to do leads to its place, and nothing else stops publishing."""

import json

import pytest

from results.models import ResultsIndexPage, ResultsPage
from tests.importing import papers
from tests.importing.papers import (
    OPEN,
    drafted,
)

pytestmark = pytest.mark.django_db


def test_publishing_waits_until_what_is_left_to_do_is_done(index: ResultsIndexPage) -> None:
    page = drafted(index, papers.source(OPEN)).page
    body = page.body.get_prep_value()
    body[-1]["value"]["links"][-1]["value"]["url"] = "https://ecpat.se/schools"
    page.body = ResultsPage._meta.get_field("body").to_python(json.dumps(body))
    assert [found.code for found in page.get_refusals(publishing=True)] == ["open_point"]

    page.open_points = [{**point, "done": True} for point in page.open_points]

    page.save_revision().publish()
    assert ResultsPage.objects.get().live
