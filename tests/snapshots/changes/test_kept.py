"""What editors and programs do without changing what the public sees keeps every answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.db import connection

from wagtail.models import APIToken, Page

import pytest

from results.publishing import Heartbeat
from results.publishing.models import Publication

from .place import as_the_site_says, keeps

if TYPE_CHECKING:
    from .place import Place

pytestmark = pytest.mark.django_db(transaction=True)


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
