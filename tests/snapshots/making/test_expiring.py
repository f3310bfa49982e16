"""Rules of answers that get old by the clock alone."""

from datetime import timedelta

from django.utils import timezone

from wagtail.models import Page

import pytest

from results.snapshots.making import expiring
from results.snapshots.making.expiring import first_expiry
from results.snapshots.statements.needs import EQUAL, Condition, Need
from tests.factories import ResultsIndexPageFactory, ResultsPageFactory

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def need_of(*pages: Page) -> Need:
    """What asks for the pages."""
    ids = tuple(str(page.pk) for page in pages)
    return Need(Page._meta.db_table, (Condition("id", EQUAL, ids),))


@pytest.mark.parametrize("at_once", [1, 300])
def test_the_first_expiry_of_what_is_needed_counts(
    at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(expiring, "MOST_ROWS", at_once)
    index, now = ResultsIndexPageFactory.create(), timezone.now()
    late, soon, past, never = (
        ResultsPageFactory.create(parent=index, year=2020 + number, expire_at=when)
        for number, when in enumerate((now + 3 * HOUR, now + HOUR, now - HOUR, None))
    )
    expiring._coming.cache_clear()

    assert first_expiry([need_of(late, soon, past, never)], 0) == soon.expire_at
    assert first_expiry([need_of(never), need_of(late)], 0) == late.expire_at
    assert first_expiry([need_of(past, never)], 0) is None
