"""Rules of `manage.py snapshots`."""

from django.core.management import CommandError
from django.test import Client

import pytest
from pytest_django import Settings

from results.models import ResultsPage
from results.snapshots.models import Snapshot
from results.snapshots.serving.memory import OVERHEAD
from tests.snapshots.operations.running import SAYS, report, run

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("action", ["warm", "verify"])
def test_where_nobody_watches_nothing_is_made_or_compared(
    action: str, edition: ResultsPage, settings: Settings
) -> None:
    settings.WAGTAIL_RESULTS = {"SNAPSHOTS": False}

    with pytest.raises(CommandError, match="Stored answers are off"):
        run(action)


def test_clearing_drops_all(client: Client, edition: ResultsPage) -> None:
    client.get(edition.url)

    assert run("clear") == "Dropped all snapshots: 1 rows.\n"

    assert not Snapshot.objects.exists()
    assert client.get(edition.url).headers[SAYS] == "made"


def test_the_status_tells_what_is_stored(client: Client, edition: ResultsPage) -> None:
    client.get(edition.url)
    row = Snapshot.objects.get()

    found = report("status")

    assert found["is_on"] is True
    assert "middleware" in found["ways_in"]
    assert found["stored"]["valid"] == 1
    bodies = len(row.body) + len(row.gzip) + len(row.brotli)
    assert found["stored"]["bytes"] == bodies + OVERHEAD
    assert found["counted"]["made"] >= 1
    assert "1 snapshots, 0 old ones" in run("status")
