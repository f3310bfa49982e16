"""The checks of the import."""

import pytest
from pytest_django import Settings

from results.importing.checks import FIELDS_OF_A_REVIEW, check_fields
from results.importing.planning.offering import MAX_DOUBTFUL, MAX_FIGURES

FIELDS_OF_A_FIGURE = 6


@pytest.mark.parametrize("most", [1000, FIELDS_OF_A_REVIEW - 1])
def test_a_site_that_takes_too_few_fields_is_warned(settings: Settings, most: int) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = most
    assert [message.id for message in check_fields(None)] == ["results_importing.W001"]


@pytest.mark.parametrize("most", [None, FIELDS_OF_A_REVIEW, 10_000])
def test_a_site_that_takes_enough_is_not(settings: Settings, most: int | None) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = most
    assert check_fields(None) == []


def test_enough_is_what_the_largest_review_sends() -> None:
    assert (MAX_FIGURES + MAX_DOUBTFUL) * FIELDS_OF_A_FIGURE < FIELDS_OF_A_REVIEW
