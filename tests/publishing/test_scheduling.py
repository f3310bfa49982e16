"""The scheduler publishes what it may, and goes on after what it may not."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import OperationalError
from django.urls import reverse
from django.utils import timezone

from wagtail.models import PageLogEntry, Revision
from wagtail.signals import page_published
from wagtail.users.models import UserProfile

import pytest

from results.models import ResultsIndexPage, ResultsPage
from results.publishing import Publication
from tests.factories import ResultsPageFactory, UserFactory, as_stream, good_body, incomplete_body

from .world import World

pytestmark = pytest.mark.django_db(transaction=True)


def scheduled(
    index: ResultsIndexPage,
    year: int,
    body: list[dict[str, Any]],
    minutes: int = 1,
    user: Any = None,
) -> ResultsPage:
    """A draft that was to be published so many minutes ago."""
    page: ResultsPage = ResultsPageFactory.create(parent=index, year=year, content=body, live=False)
    due_at = timezone.now() - timedelta(minutes=minutes)
    page.save_revision(user=user, approved_go_live_at=due_at)
    return page


def live_years(index: ResultsIndexPage) -> list[str]:
    return list(ResultsPage.objects.live().order_by("slug").values_list("slug", flat=True))


DAMAGES: list[dict[str, Any]] = [
    {"period_start": "x"},
    {"period_end": None},
    {"first_published_at": 5},
    {"body": "{no json"},
    {"body": 5},
]


def test_a_damaged_revision_is_given_up_and_does_not_stop_the_pages_after_it(
    index: ResultsIndexPage, admin: AbstractUser
) -> None:
    pages = []
    for year, damage in enumerate(DAMAGES, start=2011):
        page = scheduled(index, year, good_body(), minutes=3, user=admin)
        revision = page.get_latest_revision()
        revision.content |= damage
        revision.save()
        pages.append(page.pk)
    scheduled(index, 2016, good_body())
    call_command("publish_scheduled")
    assert live_years(index) == ["2016"]
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()
    entries = PageLogEntry.objects.filter(action="results.publish.refused")
    assert sorted(entry.page_id for entry in entries) == pages
    assert [message.to for message in mail.outbox] == [[admin.email]] * len(DAMAGES)


def test_a_history_that_cannot_be_written_does_not_stop_the_pages_after_it(
    index: ResultsIndexPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def title(page: ResultsPage) -> str:
        if page.slug == "2015":
            raise RuntimeError("Somebody's title fails.")
        return page.title

    scheduled(index, 2015, incomplete_body(), minutes=3)
    scheduled(index, 2016, good_body())
    monkeypatch.setattr(ResultsPage, "get_admin_display_title", title)
    call_command("publish_scheduled")
    assert live_years(index) == ["2016"]
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def test_a_refused_page_does_not_stop_the_pages_after_it_and_its_history_tells_of_it(
    index: ResultsIndexPage, world: World
) -> None:
    page = scheduled(index, 2015, incomplete_body(), minutes=3)
    scheduled(index, 2016, good_body())
    for _time in range(2):
        call_command("publish_scheduled")
    assert live_years(index) == ["2016"]
    assert not Publication.objects.filter(page_id=page.pk).exists()
    entry = PageLogEntry.objects.get(action="results.publish.refused")
    assert entry.page_id == page.pk
    assert entry.revision_id == page.latest_revision_id
    assert len(entry.data["reasons"]) == 1
    url = reverse("wagtailadmin_pages:history", args=[page.pk])
    assert entry.data["reasons"][0] in world.browser.get(url).content.decode()


def test_its_author_and_whoever_set_the_time_get_a_mail_in_their_language(
    index: ResultsIndexPage,
) -> None:
    author, moderator, gone, unreachable = (UserFactory.create() for _number in range(4))
    UserProfile.objects.create(user=author, preferred_language="sv")
    UserProfile.objects.create(user=moderator, preferred_language="en")
    page = scheduled(index, 2016, incomplete_body(), user=author)
    for user in (moderator, gone, unreachable):
        PageLogEntry.objects.log_action(
            page, "wagtail.publish.schedule", user=user, revision=page.latest_revision
        )
    gone.is_active = False
    gone.save()
    unreachable.email = ""
    unreachable.save()
    # What is drafted since does not matter.
    page.body = as_stream(good_body())
    page.save_revision()
    call_command("publish_scheduled")
    by_address = {message.to[0]: message for message in mail.outbox}
    assert by_address.keys() == {author.email, moderator.email}
    english = by_address[moderator.email]
    assert english.subject == "“2016” was not published at its time"
    assert "- Choose where the link leads: its target is missing or" in english.body
    assert f"http://testserver/admin/pages/{page.pk}/edit/" in english.body


def test_without_an_author_the_owner_gets_the_mail(
    index: ResultsIndexPage, admin: AbstractUser, settings: Any
) -> None:
    settings.WAGTAILADMIN_BASE_URL = None
    page = scheduled(index, 2016, incomplete_body())
    ResultsPage.objects.filter(pk=page.pk).update(owner=admin)
    call_command("publish_scheduled")
    assert [message.to for message in mail.outbox] == [[admin.email]]
    assert f"\n/admin/pages/{page.pk}/edit/" in mail.outbox[0].body


def test_a_mail_that_cannot_be_sent_stops_nothing(
    index: ResultsIndexPage, admin: AbstractUser, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    scheduled(index, 2015, incomplete_body(), minutes=3, user=admin)
    scheduled(index, 2016, good_body())
    call_command("publish_scheduled")
    assert live_years(index) == ["2016"]


@pytest.fixture
def failing_receiver() -> Any:
    """Somebody's code that fails after the edition of 2015 was published."""
    errors = [RuntimeError("Somebody's code fails.")]

    def fail(sender: Any, instance: Any, **kwargs: Any) -> None:
        if instance.slug == "2015" and errors:
            raise errors[0]

    page_published.connect(fail)
    yield errors
    page_published.disconnect(fail)


def test_a_page_that_fails_keeps_its_time_and_does_not_stop_the_others(
    index: ResultsIndexPage, failing_receiver: list[Exception]
) -> None:
    scheduled(index, 2015, good_body(), minutes=3)
    scheduled(index, 2016, good_body())
    call_command("publish_scheduled")
    assert live_years(index) == ["2016"]
    failing_receiver.clear()
    call_command("publish_scheduled")
    assert live_years(index) == ["2015", "2016"]


def test_whatever_else_refuses_a_page_is_told_in_the_mail(
    index: ResultsIndexPage, admin: AbstractUser, failing_receiver: list[Exception]
) -> None:
    failing_receiver[0] = ValidationError("Not on a Sunday.")
    scheduled(index, 2015, good_body(), user=admin)
    call_command("publish_scheduled")
    assert "- Not on a Sunday." in mail.outbox[0].body


def test_a_database_that_is_away_is_not_taken_for_a_failing_page(
    index: ResultsIndexPage, failing_receiver: list[Exception]
) -> None:
    failing_receiver[0] = OperationalError("The server closed the connection.")
    scheduled(index, 2015, good_body())
    with pytest.raises(OperationalError):
        call_command("publish_scheduled")
    failing_receiver.clear()
    call_command("publish_scheduled")
    assert live_years(index) == ["2015"]
