"""Rules of what is deleted from the table of snapshots."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

import pytest
from pytest_django import Settings

from results.snapshots.models import Need, Snapshot
from results.snapshots.operations import tidying
from results.snapshots.operations.tidying import tidy
from results.snapshots.serving import table

pytestmark = pytest.mark.django_db


def store(name: str, **values: Any) -> Snapshot:
    """A good snapshot that depends on something."""
    given = {
        "key": name,
        "url": f"https://results.example/{name}",
        "status": 200,
        "headers": [],
        "body": b"",
        "gzip": b"",
        "brotli": b"",
        "etag": name,
        "size": 0,
        "checksum": 0,
        "generation": table.state()[1],
        "valid_until": timezone.now() + timedelta(hours=1),
    }
    row: Snapshot = Snapshot.objects.create(**{**given, **values})
    Need.objects.create(snapshot=row, key=1)
    return row


def left() -> list[str]:
    return list(Snapshot.objects.order_by("pk").values_list("key", flat=True))


def test_rows_of_earlier_generations_and_past_their_time_go_with_their_needs() -> None:
    store("earlier", generation=table.state()[1] - 1)
    store("expired", valid_until=timezone.now())
    good = store("good")

    assert tidy() == 2

    assert left() == ["good"]
    assert Need.objects.get().snapshot_id == good.pk


def test_of_more_rows_than_the_site_keeps_the_oldest_go(settings: Settings) -> None:
    settings.WAGTAIL_RESULTS = {"SNAPSHOT_ROWS": 2}
    for name in ("first", "second", "third", "fourth"):
        store(name)

    assert tidy() == 2
    assert left() == ["third", "fourth"]


def test_as_many_rows_as_the_site_keeps_stay(settings: Settings) -> None:
    settings.WAGTAIL_RESULTS = {"SNAPSHOT_ROWS": 2}
    store("first")
    store("second")

    assert tidy() == 0
    assert left() == ["first", "second"]


def test_more_rows_than_a_slice_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tidying, "SLICE", 2)
    for number in range(5):
        store(str(number), generation=-1)

    assert tidy() == 5
    assert left() == []
