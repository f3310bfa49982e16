"""Synchronisation at its edges: set times, pictures, what is gone or refused, what it costs."""

from datetime import timedelta
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from wagtail.models import Locale, Page

import pytest

from results.models import ResultsPage
from results.publishing import Publication, get_step
from results.sync import sync_languages

from ..factories import ResultsPageFactory, block, described
from .building import make_document, make_image
from .changing import body_with, publish, stat
from .translating import replace, submit, target, translate

pytestmark = pytest.mark.django_db


def test_scheduled_publishing_is_followed_too(
    page: Any, django_capture_on_commit_callbacks: Any
) -> None:
    page.body = body_with(value="7001")
    page.go_live_at = timezone.now() - timedelta(hours=1)
    described(page).save_revision(approved_go_live_at=page.go_live_at)
    with django_capture_on_commit_callbacks(execute=True):
        call_command("publish_scheduled")
    assert stat(ResultsPage.objects.get(pk=page.pk))["value"] == "7001"
    assert stat(target(page))["value"] == "7001"


def test_a_picture_and_a_document_follow(page: Any) -> None:
    image, document = make_image(), make_document()
    publish(page, hero_image=image, report=document)
    assert (target(page).hero_image, target(page).report) == (image, document)


def test_what_was_replaced_for_a_language_stays_replaced(page: Any, translation: Any) -> None:
    publish(page, report=make_document("Swedish"))
    own = make_document("English")
    replace(translation, "report", own.pk)
    translation.save_target()
    assert target(page).report == own
    publish(page, report=make_document("Swedish, anew"))
    assert target(page).report == own


def test_a_replacement_that_was_not_published_yet_is_not_published_by_the_follow_up(
    page: Any, translation: Any
) -> None:
    publish(page, report=make_document("Swedish"))
    replace(translation, "report", make_document("English").pk)
    anew = make_document("Swedish, anew")
    publish(page, report=anew)
    assert target(page).report == anew


def test_the_time_of_expiry_follows(page: Any) -> None:
    end = timezone.now().replace(microsecond=0) + timedelta(days=30)
    publish(page, expire_at=end)
    assert target(page).expire_at == end
    publish(page, expire_at=None)
    assert target(page).expire_at is None


def test_a_target_that_was_deleted_by_hand_is_no_error(page: Any) -> None:
    target(page).delete()
    publish(page, body_with(value="7001"))
    assert Page.objects.filter(translation_key=page.translation_key).count() == 1


def test_a_language_that_was_removed_is_no_error(page: Any) -> None:
    Page.objects.filter(locale__language_code="en", depth__gt=1).delete()
    Locale.objects.get(language_code="en").delete()
    publish(page, body_with(value="7001"))


def test_a_source_that_is_gone_is_no_error(page: Any) -> None:
    publish(page, body_with(value="7001"))
    publication = Publication.objects.filter(page_id=page.pk).latest("pk")
    english = target(page)
    page.delete()
    for run in publication.step_runs.all():
        step = get_step(run.name)
        assert step
        step.run(publication)
    assert Page.objects.filter(pk=english.pk).exists()
    sync_languages(english)


CAMPAIGNS, STATS = 15, 5
MOST = 175


def long_body(first: str = "100") -> list[dict[str, Any]]:
    """An edition of many campaigns, each with a text, a link and figures."""
    return [
        block(
            "campaign",
            f"campaign-{number}",
            heading=f"Campaign {number}",
            text=f"<p>What campaign {number} did.</p><p>And how it went.</p>",
            links=[
                block("link", f"link-{number}", text=f"More on {number}", url="https://ecpat.se/")
            ],
            stats=[
                block(
                    "stat",
                    f"stat-{number}-{each}",
                    value=first if number == each == 0 else str(100 + each),
                    label=f"things counted, {number} and {each}",
                    unit="number",
                )
                for each in range(STATS)
            ],
        )
        for number in range(CAMPAIGNS)
    ]


def test_the_sync_of_one_number_stays_within_its_queries(home_en: Page) -> None:
    page = ResultsPageFactory.create(parent__slug="long", content=long_body())
    translation = submit(page)
    translate(translation)
    translation.save_target()
    page = ResultsPage.objects.get(pk=page.pk)
    page.body = long_body("7001")
    described(page).save_revision().publish()
    page = ResultsPage.objects.get(pk=page.pk)

    with CaptureQueriesContext(connection) as queries:
        sync_languages(page)

    raw = target(page).body.raw_data[0]["value"]["stats"][0]
    assert raw.get("value", raw)["value"] == "7001"
    assert len(queries) <= MOST
