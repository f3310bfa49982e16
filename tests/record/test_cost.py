"""What the record costs whoever publishes."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

import pytest

from results.models import Figure, ResultsIndexPage
from results.publishing import steps
from tests.factories import described

from .building import anew, body, edition

pytestmark = pytest.mark.django_db(transaction=True)
MOST = 10


def queries_of_publishing(page: object, figures: int, value: int) -> int:
    draft = anew(page)
    draft.body = body(*({"name": str(n), "value": str(value)} for n in range(figures)))
    revision = described(draft).save_revision()
    with CaptureQueriesContext(connection) as captured:
        revision.publish()
    return len(captured)


def test_the_record_of_100_figures_costs_at_most_10_queries(
    index: ResultsIndexPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = edition(index)
    queries_of_publishing(page, 1, 1)
    with_it = queries_of_publishing(page, 100, 2)
    assert with_it == queries_of_publishing(page, 1, 3)
    assert queries_of_publishing(page, 100, 4) == with_it
    assert Figure.objects.filter(valid_to=None).count() == 100

    monkeypatch.delitem(steps._steps, "record")
    assert with_it - queries_of_publishing(page, 100, 5) <= MOST
