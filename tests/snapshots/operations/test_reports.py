"""Rules of what is counted and told of stored answers: by the command, to Prometheus, in the admin."""

import subprocess
import sys
from pathlib import Path

from django.contrib.auth.models import Permission, User
from django.db import Error, connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import pytest
from pytest_django import Settings

from results.models import ResultsPage
from results.snapshots import change_signal, counters
from results.snapshots.models import Snapshot
from results.snapshots.operations import reports
from results.snapshots.views import metrics
from tests.factories import browser_of
from tests.processes import ROOT

pytestmark = pytest.mark.django_db(transaction=True)

METRICS, REPORT = "/snapshots/metrics", "/admin/reports/snapshots/"
CLEAR = f"{REPORT}clear/"
TOKEN = "a-token-of-the-site"
# Another process of the same host, which forks and is killed.
OTHER = """
import os, signal, sys
from pathlib import Path
import django
django.setup()
from results.snapshots import change_signal, counters
change_signal.folder = lambda: Path(sys.argv[1])
counters.count('hits', 10)
counters.count('hits', 100)
pid = os.fork()
if pid:
    os.waitpid(pid, 0)
counters.count('hits', 1000)
if not pid:
    sys.exit()
counters.totals()
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_the_totals_are_those_of_all_processes_forked_and_killed_ones_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counters.totals()
    monkeypatch.setattr(change_signal, "folder", lambda: tmp_path)
    monkeypatch.setattr(counters, "_flushed", float("-inf"))
    counters.count("hits")
    assert (tmp_path / counters.FILE).exists(), "What is counted is there at once."
    subprocess.run(
        [sys.executable, "-c", OTHER, str(tmp_path)],
        cwd=ROOT,
        env={"DJANGO_SETTINGS_MODULE": "cms.settings.test", "PYTHONPATH": str(ROOT)},
        check=False,
    )

    found = counters.totals()

    assert (found["hits"], found["bytes"]) == (5, 2110)
    monkeypatch.setattr(change_signal, "folder", lambda: Path("/proc/no-such-folder"))
    counters.count("hits", 512)
    assert counters.totals()["bytes"] == 512, "A process counts for itself where there is no file."
    monkeypatch.setattr(counters, "_new", dict.fromkeys(counters.NAMES, 0))


@pytest.fixture
def token(settings: Settings) -> str:
    """What the site's scraper sends."""
    settings.WAGTAIL_RESULTS = {"SNAPSHOTS": True, "SNAPSHOT_METRICS_TOKEN": TOKEN}
    return f"Bearer {TOKEN}"


def numbers(text: str) -> dict[str, int]:
    lines = [line.split() for line in text.splitlines() if not line.startswith("#")]
    return {name: int(value) for name, value in lines}


def test_the_token_of_the_site_opens_the_numbers_which_are_never_stored(
    client: Client, token: str, edition: ResultsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = numbers(client.get(METRICS, headers={"Authorization": token}).text)
    client.get(edition.url)
    client.get(edition.url)

    answer = client.get(METRICS, headers={"Authorization": token})

    after = numbers(answer.text)
    assert answer.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert answer.headers["Cache-Control"] == "private, no-store"
    for name in ("hits", "made"):
        assert (
            after[f"results_snapshots_{name}_total"]
            == 1 + before[f"results_snapshots_{name}_total"]
        )
    assert after["results_snapshots_stored"] == Snapshot.objects.count() == 1
    assert "# TYPE results_snapshots_hits_total counter\n" in answer.text
    assert "# TYPE results_snapshots_stored gauge\n" in answer.text

    def fail() -> None:
        raise Error

    # While the database is away.
    monkeypatch.setattr(reports, "stored", fail)
    told = numbers(reports.metrics())
    assert "results_snapshots_hits_total" in told
    assert "results_snapshots_stored" not in told


@pytest.mark.parametrize("sent", ["", "Bearer ", "Bearer wrong", f"Basic {TOKEN}"])
@pytest.mark.parametrize("has_token", [True, False])
def test_nothing_else_opens_them(
    sent: str, has_token: bool, client: Client, request: pytest.FixtureRequest
) -> None:
    if has_token:
        request.getfixturevalue("token")
    answer = client.get(METRICS, headers={"Authorization": sent} if sent else {})

    assert answer.status_code == 401
    assert "results_snapshots" not in answer.text


def person(*codenames: str, is_staff: bool = False) -> Client:
    """Somebody who may sign in, and has these rights."""
    user = User.objects.create_user(f"person {codenames} {is_staff}", is_staff=is_staff)
    user.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", *codenames]))
    return browser_of(user)


def test_staff_and_whoever_may_see_the_snapshots_read_them() -> None:
    people = [person(is_staff=True), person("view_snapshot"), person()]
    assert [one.get(METRICS).status_code for one in people] == [200, 200, 401]


def test_nobody_does_who_may_not_sign_in_or_where_nobody_can(rf: RequestFactory) -> None:
    request = rf.get(METRICS)
    assert metrics(request).status_code == 401
    request.user = User(is_staff=True, is_active=False)
    assert metrics(request).status_code == 401


def stored(edition: ResultsPage) -> Snapshot:
    """The answer of the edition, which nobody is made after: an answer could show it."""
    Client().get(edition.url)
    return Snapshot.objects.get()


def test_the_report_finds_what_is_stored_reads_no_bodies_and_can_be_allowed_to_groups(
    edition: ResultsPage,
) -> None:
    administrator = browser_of(language="en")
    row = stored(edition)
    assert REPORT in administrator.get(reverse("wagtailadmin_home")).text

    answer = administrator.get(REPORT)

    assert f'<a href="{row.url}">{row.url}</a>' in answer.text
    assert answer.context["status"]["stored"]["valid"] == 1
    assert row.url not in administrator.get(REPORT, {"q": "nowhere"}).text
    with CaptureQueriesContext(connection) as queries:
        assert row.url in administrator.get(f"{REPORT}results/", {"q": "RESULTS/2016"}).text
    assert not [one for one in queries if '."body"' in one["sql"]]
    rights = administrator.get(reverse("wagtailusers_groups:add")).text
    for codename in ("view_snapshot", "delete_snapshot"):
        assert f'value="{Permission.objects.get(codename=codename).pk}"' in rights
    exported = administrator.get(REPORT, {"export": "csv"})
    assert row.url in b"".join(exported.streaming_content).decode()  # type: ignore[attr-defined]


def test_whoever_may_drop_does_after_a_question_and_whoever_may_look_does_not(
    edition: ResultsPage,
) -> None:
    keeper, reader, other = person("delete_snapshot"), person("view_snapshot"), person()
    row = stored(edition)
    assert other.get(REPORT).status_code == 302
    assert REPORT not in other.get(reverse("wagtailadmin_home")).text
    assert row.url in reader.get(REPORT).text
    assert CLEAR not in reader.get(REPORT).text
    assert reader.get(CLEAR).status_code == reader.post(CLEAR).status_code == 302
    assert CLEAR in keeper.get(REPORT).text
    assert keeper.get(CLEAR).status_code == 200
    assert Snapshot.objects.filter(pk=row.pk).exists()

    keeper.post(CLEAR)

    assert not Snapshot.objects.exists()
