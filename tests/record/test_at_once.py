"""Of steps and editors that are at work at the same moment none spoils the record."""

from contextlib import suppress
from typing import Any

from django.db import IntegrityError

import pytest

from results.models import EditionVersion, Figure, ResultsIndexPage, ResultsPage
from results.publishing import Publication, Refused
from results.quantities import format_plain as plain
from results.record.recording import follow
from tests.publishing.test_races import at_once

from .building import anew, differences, edition, publish

pytestmark = pytest.mark.django_db(transaction=True)


def test_steps_that_run_at_once_open_each_row_once(index: ResultsIndexPage) -> None:
    page = edition(index, *({"name": f"{number}", "value": "1"} for number in range(50)))
    publication = Publication.objects.get(page_id=page.pk)
    Figure.objects.all().delete()

    assert at_once(lambda number: follow(publication)) == [None] * 4

    assert Figure.objects.count() == 50
    assert differences() == []


def _publish_or_not(page: ResultsPage, value: str) -> None:
    # Whoever is late has noted a change of another figure than the public one.
    with suppress(Refused):
        publish(page, {"value": value})


def test_editors_who_publish_different_values_at_once_leave_the_record_of_the_last(
    index: ResultsIndexPage,
) -> None:
    page = edition(index)
    for round in range(5):
        values = [f"{round}{number}" for number in range(4)]
        at_once(lambda number, values=values: _publish_or_not(page, values[number]))  # type: ignore[misc]

        assert differences() == []
        shown = anew(page).body[0].value["stats"][0].value["value"]
        assert Figure.objects.get(valid_to=None).value == shown
        # Nobody changed a figure in silence: each value that was public has its entry and its version.
        over = [plain(row.value) for row in Figure.objects.exclude(valid_to=None).order_by("pk")]
        assert [plain(entry.value["value"]) for entry in anew(page).changes] == over
        versions = EditionVersion.objects.order_by("number").values_list("change_ids", flat=True)
        assert list(versions) == [[entry.id] for entry in anew(page).changes]


def test_of_those_who_withdraw_and_correct_an_edition_at_once_none_meets_an_error(
    index: ResultsIndexPage,
) -> None:
    for _round in range(5):
        page = edition(index)

        def act(number: int, page: Any = page) -> None:
            if number % 2:
                _publish_or_not(page, f"{number}")
            else:
                anew(page).unpublish()

        at_once(act)

        assert differences() == []
        versions = EditionVersion.objects.filter(page=page.pk)
        assert versions.filter(withdrawn=True).count() == (not anew(page).live)
        anew(page).delete()


def test_an_edition_that_is_deleted_while_its_steps_run_leaves_no_open_row(
    index: ResultsIndexPage,
) -> None:
    for year in range(2010, 2015):
        page = edition(index, year=year)
        publication = Publication.objects.get(page_id=page.pk)

        def act(number: int, page: Any = page, publication: Publication = publication) -> None:
            if number:
                # The step fails when the page goes before it commits, and is tried again later.
                with suppress(IntegrityError):
                    follow(publication)
            else:
                anew(page).delete()

        at_once(act)

        assert not Figure.objects.filter(valid_to=None).exists()
