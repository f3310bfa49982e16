"""Whatever changes what the public sees is in the next answer; what does not keeps every answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.urls import reverse
from django.utils import timezone

from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import APIToken, Page, Site

import pytest

from results.publishing import Heartbeat
from results.publishing.models import Publication
from results.snapshots.models import Snapshot
from tests.routes import V3
from tests.snapshots.hosts import SAYS

from .place import V2, Place, after, as_the_site_says, keeps, told

if TYPE_CHECKING:
    from .place import Place

pytestmark = pytest.mark.django_db(transaction=True)


LISTS = ("index", "feed", "sitemap", "v2 list", "v3 list")
EDITION = ("edition", "v2 edition", "v3 edition")


def rename_host(place: Place) -> None:
    """Give the site another host."""
    form = {
        "hostname": "127.0.0.1",
        "port": "80",
        "site_name": "",
        "root_page": str(place.home.pk),
        "is_default_site": "on",
    }
    url = reverse("wagtailsites:edit", args=[Site.objects.get().pk])
    assert place.browser.post(url, form).status_code == 302


def replace_picture(place: Place) -> None:
    """Choose another file for the picture."""
    file = get_test_image_file(filename="ny.png", colour="red")
    file.seek(0)
    points = dict.fromkeys((f"focal_point_{name}" for name in ("x", "y", "width", "height")), "")
    data = {"title": place.image.title, "collection": str(place.image.collection_id), "tags": ""}
    url = reverse("wagtailimages:edit", args=[place.image.pk])
    response = place.browser.post(url, {**data, "description": "", **points, "file": file})
    assert response.status_code == 302, response.context["form"].errors


CHANGES: dict[str, tuple[Callable[[Place], object], tuple[str, ...]]] = {
    "published": (lambda place: place.edit(place.edition, title="Nytt"), (*EDITION, *LISTS[:2])),
    "another slug above": (
        lambda place: place.edit(place.index, slug="siffror"),
        ("edition", "home", "v3 other", "sitemap"),
    ),
    "the site's host": (rename_host, (*EDITION, *LISTS[1:])),
    "a picture's file": (replace_picture, EDITION[:2]),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_is_in_the_next_answer(what: str, place: Place) -> None:
    change, changed = CHANGES[what]
    after(place, lambda: change(place), changed)


def test_what_expires_is_gone_by_the_clock_alone(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.edit(place.edition, expire_at=timezone.now() + timedelta(hours=1))
    later = timezone.now() + timedelta(hours=2)

    after(
        place,
        lambda: monkeypatch.setattr("django.utils.timezone.now", lambda: later),
        ("edition", "index", "feed", "v2 edition"),
    )


@pytest.mark.drill
def test_a_clock_that_is_set_back_gives_nothing_old(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier = timezone.now() - timedelta(days=3)

    def change() -> None:
        monkeypatch.setattr("django.utils.timezone.now", lambda: earlier)
        Page.objects.filter(pk=place.other.pk).update(title="Annan titel")

    after(place, change, ("other", "index"))


DRAFT = "Only a draft says this"


def test_a_page_that_becomes_private_is_gone_for_everybody_with_those_below(place: Place) -> None:
    def restrict(kind: str) -> None:
        url = reverse("wagtailadmin_pages:set_privacy", args=[place.index.pk])
        place.browser.post(url, {"restriction_type": kind})

    after(place, lambda: restrict("login"), (*EDITION, *LISTS, "home", "v3 other"))
    assert not place.is_stored("edition")

    restrict("none")

    for name in LISTS:
        assert told(place.get(name)) == place.fresh(name), name
    assert place.get("edition").status_code == 200


def test_what_a_preview_shows_nobody_else_sees(place: Place) -> None:
    place.warm("edition")
    place.edit(place.edition, action="", title=DRAFT, introduction=DRAFT)

    url = reverse("wagtailadmin_pages:view_draft", args=[place.edition.pk])
    assert DRAFT in place.browser.get(url).text

    assert not Snapshot.objects.filter(url__contains="/admin/").exists()
    assert all(DRAFT not in place.get(name).text for name in place.urls)


@pytest.mark.parametrize("is_first", [True, False])
def test_a_draft_that_a_program_may_read_is_not_given_to_others(
    place: Place, is_first: bool
) -> None:
    place.edit(place.edition, action="", title=DRAFT, introduction=DRAFT)
    program = place.person.api
    urls = (f"{V3}{place.edition.pk}/", V3, f"{V2}{place.edition.pk}/")
    if not is_first:
        place.warm("v3 edition", "v3 list", "v2 edition")

    answers = [program.get(url) for url in urls]
    also_logged_in = [place.browser.get(url) for url in urls]

    assert all(SAYS not in answer.headers for answer in (*answers, *also_logged_in))
    for url in urls:
        anonymous = place.visitor.get(url)
        assert anonymous.status_code == 200
        assert DRAFT not in anonymous.text


def save_draft(place: Place) -> None:
    """Save a draft in the editor."""
    place.edit(place.edition, action="", title="Bara ett utkast")


def read_with_a_token(place: Place) -> None:
    """Read the API as a program that has a token, which notes when it was used."""
    program = place.person.api
    place.warm("home", "edition", "v3 edition")
    program.get(place.urls["v3 list"])
    assert APIToken.objects.get().last_used_at


DONE: dict[str, Callable[[Place], Any]] = {
    "draft": save_draft,
    "token of the API": read_with_a_token,
    "heartbeat": lambda _: Heartbeat.beat(),
    "record of a publication": lambda _: Publication.objects.update(title="Nytt"),
    "picture in another size": lambda place: place.image.get_rendition("fill-33x33"),
}


@pytest.mark.parametrize("what", DONE)
def test_what_the_public_does_not_see_keeps_every_answer(what: str, place: Place) -> None:
    keeps(place, lambda: DONE[what](place))


def test_the_sitemap_tells_nothing_of_drafts(place: Place) -> None:
    Page.objects.update(last_published_at=None)
    place.warm("sitemap")
    save_draft(place)

    as_the_site_says(place, ["sitemap"])


def test_tables_that_the_host_names_do_not_count(place: Place, settings: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE host_views (number integer)")
        settings.WAGTAIL_RESULTS = {"SNAPSHOTS": True, "SNAPSHOT_IRRELEVANT_TABLES": ["host_views"]}
        keeps(place, lambda: cursor.execute("INSERT INTO host_views VALUES (1)"))
        cursor.execute("DROP TABLE host_views")
