"""A page and its translations have one time: all of them, or none."""

import json
from datetime import timedelta
from typing import Any

from django.core.management import call_command
from django.urls import reverse

from wagtail.models import PageLogEntry, Revision

import pytest

from tests.factories import ResultsPageFactory, incomplete_body

from ..translating import say
from .families import (
    NEW_TITLE,
    Family,
    edit,
    in_an_hour,
    let_time_come,
    locale,
    screen,
    state,
    text,
    translation,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def scheduled(both: Family) -> Family:
    """The same, with a time in an hour."""
    edit(both, go_live_at=in_an_hour())
    assert "same time" in text(both.browser.get(screen(both)))
    assert both.browser.post(screen(both)).status_code == 302
    return both


def times() -> list[Any]:
    found = Revision.objects.filter(approved_go_live_at__isnull=False)
    return [
        time.replace(microsecond=0) for time in found.values_list("approved_go_live_at", flat=True)
    ]


def test_all_have_the_same_time_and_are_public_when_it_has_come(scheduled: Family) -> None:
    assert times() == [in_an_hour()] * 3
    assert scheduled.version("sv").title == "Resultat"
    assert not scheduled.version("en").live
    assert not scheduled.version("fi").live
    let_time_come()
    titles = {code: scheduled.version(code).title for code in ("sv", "en", "fi")}
    assert titles == {"sv": NEW_TITLE, "en": "Results", "fi": "By hand fi"}
    assert all(scheduled.version(code).live for code in titles)
    assert times() == []


def test_a_refusal_beforehand_sets_no_time(both: Family) -> None:
    edit(both, go_live_at=in_an_hour())
    say(translation(), "title", "x" * 300)
    before = state(both)
    assert both.browser.post(screen(both)).status_code == 200
    assert state(both) == before


def test_when_a_translation_is_refused_at_the_time_nothing_is_public(
    scheduled: Family, mailoutbox: Any
) -> None:
    parent = scheduled.version("en").get_parent()
    ResultsPageFactory.create(parent=parent, slug="same-year", locale=locale("en"))
    let_time_come()
    assert scheduled.version("sv").title == "Resultat"
    assert not scheduled.version("en").live
    assert not scheduled.version("fi").live
    assert times() == []
    refused = PageLogEntry.objects.filter(action="results.publish.refused")
    assert {entry.page_id for entry in refused} == {
        scheduled.version(code).pk for code in ("sv", "en", "fi")
    }
    assert "(Engelska)" in str(refused.get(page_id=scheduled.edition.pk).data["reasons"])


def test_when_the_source_is_refused_at_the_time_nothing_is_public(scheduled: Family) -> None:
    revision = scheduled.version("sv").scheduled_revision
    content = {**revision.content, "body": json.dumps(incomplete_body())}
    Revision.objects.filter(pk=revision.pk).update(content=content)
    let_time_come()
    assert scheduled.version("sv").title == "Resultat"
    assert not scheduled.version("en").live
    assert not scheduled.version("fi").live


def cancel(family: Family, code: str) -> None:
    """Cancel the time of the version in Wagtail's admin."""
    page = family.version(code)
    args = [page.pk, page.scheduled_revision.pk]
    url = reverse("wagtailadmin_pages:revisions_unschedule", args=args)
    assert family.browser.post(url).status_code == 302


def test_to_cancel_the_time_of_the_source_cancels_all(scheduled: Family) -> None:
    cancel(scheduled, "sv")
    assert times() == []
    call_command("publish_scheduled")
    assert not scheduled.version("en").live


def test_to_cancel_the_time_of_a_translation_cancels_only_that(scheduled: Family) -> None:
    cancel(scheduled, "en")
    let_time_come()
    assert scheduled.version("sv").title == NEW_TITLE
    assert scheduled.version("fi").live
    assert not scheduled.version("en").live


def test_a_source_that_was_published_earlier_by_hand_holds_nothing_back(scheduled: Family) -> None:
    edit(scheduled, go_live_at=None, title="Sooner")
    scheduled.version("sv").get_latest_revision().publish()
    assert len(times()) == 2
    let_time_come()
    assert scheduled.version("sv").title == "Sooner"
    assert scheduled.version("en").live


def test_the_time_is_set_anew_for_all(scheduled: Family) -> None:
    later = in_an_hour() + timedelta(hours=1)
    edit(scheduled, go_live_at=later)
    assert scheduled.browser.post(screen(scheduled)).status_code == 302
    assert times() == [later] * 3
    # At once after all, and they have no time any more.
    edit(scheduled, go_live_at=None)
    assert scheduled.browser.post(screen(scheduled)).status_code == 302
    assert times() == []
    assert all(scheduled.version(code).live for code in ("sv", "en", "fi"))
