"""Rules of what follows for a visitor from publishing, and from taking back."""

from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone

import pytest

from results.models import ResultsPage

from .place import V3, Place
from .watch import after

pytestmark = pytest.mark.django_db(transaction=True)

LISTS = ("index", "home", "feed", "v2 list", "v3 list")


def test_what_is_published_is_in_every_answer_that_shows_it(place: Place) -> None:
    after(
        place,
        lambda: place.edit(place.edition, title="Ett nytt namn", introduction="Ny inledning."),
        changed=("edition", "index", "feed", "v2 edition", "v3 edition", "v2 list", "v3 list"),
        kept=("information", "home en", "v2 other", "v3 other", "v3 information"),
    )


def test_a_page_that_nobody_lists_takes_no_other_answer_with_it(place: Place) -> None:
    after(
        place,
        lambda: place.edit(place.edition_en, introduction="Another introduction."),
        changed=("edition en", "v2 edition en", "v3 edition en"),
        kept=("home", "information", "v2 other", "v3 other"),
    )


def test_a_draft_changes_nothing(place: Place) -> None:
    after(
        place,
        lambda: place.edit(place.edition, action="", title="Bara ett utkast"),
        kept=tuple(place.urls),
    )


def test_what_a_new_page_changes_is_new(place: Place) -> None:
    def create() -> None:
        page = ResultsPage.objects.get(pk=place.other.pk)
        place.press(
            "wagtailadmin_pages:copy",
            page.pk,
            new_title="Resultat 2014",
            new_slug="2014",
            new_parent_page=str(place.index.pk),
        )
        copy = ResultsPage.objects.get(slug="2014")
        place.edit(
            copy,
            period_start=page.period_start.replace(year=2014),
            period_end=page.period_end.replace(year=2014),
        )

    after(
        place,
        create,
        changed=("index", "feed", "sitemap", "v2 list", "v3 list"),
        kept=("information", "v3 information", "v2 information"),
    )


def test_what_was_scheduled_is_there_once_it_is_published(place: Place) -> None:
    def publish_later() -> None:
        place.edit(place.edition, title="Senare", go_live_at=timezone.now() + timedelta(hours=1))
        assert "Senare" not in place.get("edition").text
        for revision in place.edition.revisions.filter(approved_go_live_at__isnull=False):
            past = timezone.now() - timedelta(minutes=1)
            revision.content["go_live_at"] = past.isoformat()
            revision.approved_go_live_at = past
            revision.save()
        call_command("publish_scheduled")

    after(
        place,
        publish_later,
        changed=("edition", "index", "feed", "v2 edition", "v3 list"),
        kept=("home en", "information", "v3 other"),
    )


def test_what_is_unpublished_is_gone(place: Place) -> None:
    after(
        place,
        lambda: place.press("wagtailadmin_pages:unpublish", place.edition.pk),
        changed=("edition", *LISTS[:1], "feed", "sitemap", "v2 edition", "v3 edition", "v3 list"),
        kept=("information", "v3 information", "v3 other", "home en"),
    )


def test_what_is_deleted_is_gone(place: Place) -> None:
    after(
        place,
        lambda: place.press("wagtailadmin_pages:delete", place.edition.pk),
        changed=("edition", "index", "feed", "sitemap", "v2 edition", "v3 edition", "v3 list"),
        kept=("information", "v2 information", "v3 information"),
    )


def test_what_is_deleted_takes_its_descendants_with_it(place: Place) -> None:
    after(
        place,
        lambda: place.press(
            "wagtailadmin_pages:delete", place.index.pk, confirm_site_name="Results"
        ),
        changed=("index", "edition", "other", "home", "sitemap", "v2 other", "v3 edition"),
    )


def test_what_expires_is_gone_by_the_clock_alone(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.edit(place.edition, expire_at=timezone.now() + timedelta(hours=1))
    later = timezone.now() + timedelta(hours=2)

    after(
        place,
        lambda: monkeypatch.setattr("django.utils.timezone.now", lambda: later),
        changed=("edition", "index", "feed", "v2 edition"),
        kept=("information", "v3 information", "home en"),
    )


def test_what_has_expired_is_gone_once_it_is_unpublished(place: Place) -> None:
    def expire() -> None:
        past = timezone.now() - timedelta(minutes=1)
        ResultsPage.objects.filter(pk=place.edition.pk).update(expire_at=past)
        call_command("publish_scheduled")

    after(
        place,
        expire,
        changed=("edition", "index", "feed", "v2 edition", "v3 edition", "v3 list"),
        kept=("information", "v3 information", "v3 other"),
    )


def test_what_a_program_publishes_through_the_api_is_in_every_answer(place: Place) -> None:
    from wagtail.models import APIToken

    user_id = place.browser.session["_auth_user_id"]
    from django.contrib.auth import get_user_model

    user = get_user_model().objects.get(pk=user_id)
    _token, secret = APIToken.create_token(user=user, name="test")

    def patch() -> None:
        data = {
            "meta": {"type": "results.ResultsPage", "action": "publish"},
            "introduction": "Genom API.",
        }
        response = place.visitor.patch(
            f"{V3}{place.edition.pk}/",
            data,
            content_type="application/json",
            headers={"authorization": f"Bearer {secret}"},
        )
        assert response.status_code == 200, response.content

    after(
        place,
        patch,
        changed=("edition", "feed", "v3 edition", "v2 edition"),
        kept=("information", "v3 information", "home en"),
    )
