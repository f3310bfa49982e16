"""Rules of answers that get old by the clock alone."""

from datetime import timedelta

from django.utils import timezone

import pytest
from pytest_django import Settings

from results.snapshots.rendering.rendering import _valid_until
from tests.factories import ResultsIndexPageFactory, ResultsPageFactory

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def test_an_answer_ends_when_the_first_page_expires(settings: Settings) -> None:
    index, now = ResultsIndexPageFactory.create(), timezone.now()
    for number, hours in enumerate((3, 2, -1)):
        expiry = now + hours * HOUR
        ResultsPageFactory.create(parent=index, year=2020 + number, expire_at=expiry)

    assert _valid_until(1) == now + 2 * HOUR
    settings.WAGTAIL_RESULTS = {"SNAPSHOT_MAX_AGE": 60}
    assert _valid_until(1) < now + HOUR
