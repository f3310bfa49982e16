"""Rules of the address that Prometheus reads."""

from django.contrib.auth.models import Permission, User
from django.db import Error
from django.test import Client

import pytest
from pytest_django import Settings

from results.models import ResultsPage
from results.snapshots.models import Snapshot
from results.snapshots.operations import reports

pytestmark = pytest.mark.django_db(transaction=True)

ADDRESS = "/snapshots/metrics"
TOKEN = "a-token-of-the-site"


@pytest.fixture
def token(settings: Settings) -> str:
    """What the site's scraper sends."""
    settings.WAGTAIL_RESULTS = {"SNAPSHOTS": True, "SNAPSHOT_METRICS_TOKEN": TOKEN}
    return f"Bearer {TOKEN}"


def numbers(text: str) -> dict[str, int]:
    lines = [line.split() for line in text.splitlines() if not line.startswith("#")]
    return {name: int(value) for name, value in lines}


def test_the_token_of_the_site_opens_the_numbers(
    client: Client, token: str, edition: ResultsPage
) -> None:
    before = numbers(client.get(ADDRESS, headers={"Authorization": token}).text)
    client.get(edition.url)
    client.get(edition.url)

    answer = client.get(ADDRESS, headers={"Authorization": token})

    after = numbers(answer.text)
    assert answer.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert after["results_snapshots_hits_total"] - before["results_snapshots_hits_total"] == 1
    assert after["results_snapshots_made_total"] - before["results_snapshots_made_total"] == 1
    assert after["results_snapshots_stored"] == 1
    assert "# TYPE results_snapshots_hits_total counter\n" in answer.text
    assert "# TYPE results_snapshots_stored gauge\n" in answer.text


@pytest.mark.parametrize("sent", ["", "Bearer ", "Bearer wrong", f"Basic {TOKEN}"])
def test_nothing_else_opens_them(sent: str, client: Client, token: str) -> None:
    answer = client.get(ADDRESS, headers={"Authorization": sent} if sent else {})

    assert answer.status_code == 401
    assert "results_snapshots" not in answer.text


@pytest.mark.parametrize("sent", ["", "Bearer "])
def test_a_site_without_a_token_opens_them_to_no_program(sent: str, client: Client) -> None:
    assert client.get(ADDRESS, headers={"Authorization": sent} if sent else {}).status_code == 401


def test_staff_may_read_them(client: Client) -> None:
    client.force_login(User.objects.create_user("staff", is_staff=True))

    assert client.get(ADDRESS).status_code == 200


def test_whoever_may_see_the_snapshots_may_read_them(client: Client) -> None:
    person = User.objects.create_user("person")
    client.force_login(person)
    assert client.get(ADDRESS).status_code == 401

    person.user_permissions.add(Permission.objects.get(codename="view_snapshot"))

    assert client.get(ADDRESS).status_code == 200


def test_they_are_never_stored(client: Client, token: str) -> None:
    opened = client.get(ADDRESS, headers={"Authorization": token})
    closed = client.get(ADDRESS)

    for answer in (opened, closed):
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert "X-Results-Snapshot" not in answer.headers
    assert not Snapshot.objects.exists()


def test_the_counters_are_told_while_the_database_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise Error

    monkeypatch.setattr(reports, "stored", fail)

    told = numbers(reports.metrics())

    assert "results_snapshots_hits_total" in told
    assert "results_snapshots_stored" not in told
