"""The checks of the import."""

import pytest
from pytest_django import Settings

from results.importing.checks import FIELDS_OF_A_REVIEW, check_fields
from results.importing.planning.offering import MAX_DOUBTFUL, MAX_FIGURES

FIELDS_OF_A_FIGURE = 6


@pytest.mark.parametrize(
    ("most", "told"),
    [(FIELDS_OF_A_REVIEW - 1, ["results_importing.W001"]), (FIELDS_OF_A_REVIEW, []), (None, [])],
)
def test_a_site_that_takes_too_few_fields_is_warned(
    settings: Settings, most: int | None, told: list[str]
) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = most
    assert [message.id for message in check_fields(None)] == told


def test_enough_is_what_the_largest_review_sends() -> None:
    assert (MAX_FIGURES + MAX_DOUBTFUL) * FIELDS_OF_A_FIGURE < FIELDS_OF_A_REVIEW
