"""A mark of a language version is seen wherever anybody looks, whoever makes the version."""

from collections.abc import Callable
from io import StringIO
from typing import Any

from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from wagtail_localize.models import Translation

import pytest
from bs4 import BeautifulSoup

from results.translation.strings.checking import recount
from tests.factories import home_page

from ..changing import publish
from ..translating import target
from ..visiting.visitors import visit
from .versions import hand_made, stopped, synchronised

pytestmark = pytest.mark.django_db

# Of what a translator makes of strings, and of what is written by hand.
COUNTED = ("1 to look at", "1 older")


def told_by(api: str, page: Any) -> bool:
    return bool(Client().get(f"{api}{page.pk}/").json()["translation"]["older_since"])


def mailed() -> str:
    mail.outbox.clear()
    call_command("mail_translations", stdout=StringIO())
    return "".join(str(each.body) for each in mail.outbox)


def places_with_a_mark(page: Any, admin: Client) -> set[str]:
    """The places where it is said that a text of the English version is older than its source."""

    def text(selector: str, name: str, *args: int, **query: str) -> str:
        answer = admin.get(reverse(name, args=args), query)
        found = BeautifulSoup(answer.content, "html.parser").select(selector)
        return " ".join(" ".join(each.get_text(" ") for each in found).split())

    version = target(page)
    counted = {
        "dashboard": text("main", "wagtailadmin_home"),
        "list of pages": text("table.listing", "wagtailadmin_explore", page.get_parent().pk),
        "panel": text("[data-side-panel=status]", "wagtailadmin_pages:edit", page.pk),
        "mail": mailed(),
    }
    reported = [
        text("table.listing", "results_translation:report", needs=needs)
        for needs in ("stale", "differing")
    ]
    said = {
        **{place: any(each in said for each in COUNTED) for place, said in counted.items()},
        "report": any(version.title in rows for rows in reported),
        "API v2": told_by("/api/v2/pages/", version),
        "API v3": told_by("/api/v3-preview/pages/", version),
        "notice": "earlier version" in visit(version).text,
    }
    return {place for place, is_said in said.items() if is_said}


@pytest.mark.parametrize("make", [synchronised, stopped, hand_made])
def test_an_older_text_is_marked_in_every_place(make: Callable[[], Any], admin: Client) -> None:
    home_page("en")
    page = make()
    for translation in Translation.objects.all():
        # In tests nothing is ever committed.
        recount(translation)
    assert places_with_a_mark(page, admin) == set()

    publish(page, introduction="Vad vi gjorde.")
    for translation in Translation.objects.all():
        recount(translation)

    places = {"dashboard", "list of pages", "panel", "mail", "report", "API v2", "API v3", "notice"}
    assert places_with_a_mark(page, admin) == places
