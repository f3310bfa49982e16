"""Rules of the report of stored answers in the admin."""

from django.contrib.auth.models import Group, Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import pytest

from results.models import ResultsPage
from results.snapshots.models import Snapshot
from tests.factories import browser_of

pytestmark = pytest.mark.django_db(transaction=True)

REPORT = "/admin/reports/snapshots/"
CLEAR = f"{REPORT}clear/"


@pytest.fixture
def administrator(db: None) -> Client:
    """Somebody who may do everything."""
    return browser_of(language="en")


@pytest.fixture
def row(edition: ResultsPage) -> Snapshot:
    """The stored answer of the edition."""
    Client().get(edition.url)
    return Snapshot.objects.get()


def person(*codenames: str) -> Client:
    """Somebody who may sign in, and has these rights."""
    user = User.objects.create_user("person")
    user.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", *codenames]))
    client = Client()
    client.force_login(user)
    return client


def test_the_report_lists_what_is_stored_with_the_numbers(
    administrator: Client, row: Snapshot
) -> None:
    answer = administrator.get(REPORT)

    assert f'<a href="{row.url}">{row.url}</a>' in answer.text
    assert answer.context["status"]["stored"]["valid"] == 1
    assert CLEAR in answer.text


def test_the_report_finds_by_a_part_of_the_address(administrator: Client, row: Snapshot) -> None:
    assert row.url in administrator.get(REPORT, {"q": "RESULTS/2016"}).text
    assert row.url not in administrator.get(REPORT, {"q": "nowhere"}).text
    assert row.url in administrator.get(f"{REPORT}results/", {"q": "results/2016"}).text


def test_the_report_reads_no_bodies(administrator: Client, row: Snapshot) -> None:
    with CaptureQueriesContext(connection) as queries:
        administrator.get(f"{REPORT}results/")

    assert not [one for one in queries if '."body"' in one["sql"]]


def test_the_report_is_exported(administrator: Client, row: Snapshot) -> None:
    answer = administrator.get(REPORT, {"export": "csv"})

    assert row.url in b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]


def test_whoever_may_drop_does_after_a_question(row: Snapshot) -> None:
    keeper = person("delete_snapshot")
    assert CLEAR in keeper.get(REPORT).text
    assert keeper.get(CLEAR).status_code == 200
    assert Snapshot.objects.exists()

    keeper.post(CLEAR)

    assert not Snapshot.objects.exists()


def test_the_menu_leads_to_it_and_nobody_else_sees_either(administrator: Client) -> None:
    other = person()

    assert REPORT in administrator.get(reverse("wagtailadmin_home")).text

    assert other.get(REPORT).status_code == 302
    assert REPORT not in other.get(reverse("wagtailadmin_home")).text


def test_whoever_may_look_drops_nothing(row: Snapshot) -> None:
    reader = person("view_snapshot")
    # Who is new is a change that an answer could show.
    Client().get(row.url.removeprefix("http://testserver"))

    seen = reader.get(REPORT)
    assert row.url in seen.text
    assert CLEAR not in seen.text
    assert reader.get(CLEAR).status_code == reader.post(CLEAR).status_code == 302
    assert Snapshot.objects.filter(pk=row.pk).exists()


def test_a_group_can_be_given_the_rights(administrator: Client) -> None:
    group = Group.objects.create(name="Keepers")

    shown = administrator.get(reverse("wagtailusers_groups:edit", args=[group.pk])).text

    for codename in ("view_snapshot", "delete_snapshot"):
        assert f'value="{Permission.objects.get(codename=codename).pk}"' in shown
