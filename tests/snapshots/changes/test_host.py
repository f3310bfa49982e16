"""Rules of what a site shows that is none of ours: menus, snippets, settings, its own SQL."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth import get_user_model
from django.db import IntegrityError, connection, models, transaction
from django.test.utils import isolate_apps

from wagtail.contrib.settings.models import BaseGenericSetting, BaseSiteSetting
from wagtail.models import Page

import pytest
from pytest_django import Settings

from results.models import ResultsPage
from results.snapshots.models import Snapshot
from results.snapshots.statements import tables
from results.translation.glossary.term import Term
from tests.snapshots.conftest import begin_anew

from .place import SAYS, Place, english
from .watch import after

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def host(settings: Settings, place: Place) -> None:
    """A site that has these addresses besides the demo's."""
    settings.ROOT_URLCONF = "tests.snapshots.changes.host"
    Page.objects.filter(pk__in=[place.index.pk, place.information.pk]).update(show_in_menus=True)
    Term.objects.create(source_locale=place.home.locale, target_locale=english(), term="tips")
    for name in ("menu", "terms", "raw"):
        place.urls[name] = f"/of-the-host/{name}/"


def test_a_menu_has_a_page_once_it_is_in_it(place: Place) -> None:
    after(
        place,
        lambda: place.edit(place.other, show_in_menus=True),
        changed=("menu",),
        kept=("terms", "information", "home en"),
    )


def test_a_menu_loses_a_page_that_leaves_it(place: Place) -> None:
    after(
        place,
        lambda: place.edit(place.information, show_in_menus=False),
        changed=("menu",),
        kept=("terms", "raw", "home en"),
    )


def test_a_menu_has_a_page_s_new_title(place: Place) -> None:
    after(
        place,
        lambda: place.edit(place.information, title="Ring"),
        changed=("menu", "home", "information"),
        kept=("terms", "raw", "other"),
    )


def test_a_menu_has_its_pages_in_their_new_order(place: Place) -> None:
    after(
        place,
        lambda: place.browser.post(
            f"/admin/pages/{place.index.pk}/set_position/?position=0",
        ),
        changed=("menu",),
        kept=("terms",),
    )


def test_a_menu_has_what_is_new_below_its_first_child(place: Place) -> None:
    after(
        place,
        lambda: place.information.add_child(
            instance=Page(title="Ny", slug="ny", locale=place.home.locale)
        ),
        changed=("menu",),
        kept=("terms", "raw"),
    )


def test_a_breadcrumb_has_an_ancestor_s_new_title(place: Place) -> None:
    after(
        place,
        lambda: place.edit(place.index, title="Våra resultat"),
        changed=("edition", "other", "menu", "home"),
        kept=("terms", "raw", "information", "home en"),
    )


@pytest.mark.parametrize(
    "change",
    [
        lambda term: Term.objects.filter(pk=term.pk).update(term="anmälan"),
        lambda term: term.delete(),
        lambda term: Term.objects.bulk_create(
            [Term(source_locale=english(), target_locale=term.source_locale, term="hint")]
        ),
    ],
    ids=["changed", "deleted", "added"],
)
def test_a_snippet_is_as_it_is_now(place: Place, change: Callable[[Term], object]) -> None:
    after(
        place,
        lambda: change(Term.objects.get()),
        changed=("terms",),
        kept=("menu", "raw", "home", "information", "home en", "v2 list"),
    )


@isolate_apps("results")
def test_a_setting_of_the_site_concerns_every_answer() -> None:
    class Footer(BaseSiteSetting):
        text = models.TextField()

        class Meta:
            app_label = "results"

    class Contact(BaseGenericSetting):
        text = models.TextField()

        class Meta:
            app_label = "results"

    assert tables._table(Footer).is_site_wide
    assert tables._table(Contact).is_site_wide


def test_a_form_s_token_is_given_to_nobody_else(place: Place) -> None:
    first = place.visitor.get("/of-the-host/form/")
    second = place.visitor.get("/of-the-host/form/")

    assert first.content != second.content
    assert SAYS not in second.headers
    assert not Snapshot.objects.filter(url__endswith="/form/").exists()


CHANGES: dict[str, Callable[[Place], object]] = {
    "update": lambda place: Page.objects.filter(pk=place.other.pk).update(title="Annan titel"),
    "update of all": lambda place: Page.objects.update(title="Samma titel"),
    "bulk_update": lambda place: _bulk_update(place),
    "raw SQL": lambda place: _execute(
        "UPDATE wagtailcore_page SET title = %s WHERE id = %s;", ["För hand", place.other.pk]
    ),
    "raw SQL of many": lambda place: _execute_many(place),
    "raw SQL with names": lambda place: _execute(
        "UPDATE wagtailcore_page SET title = %(title)s WHERE id = %(id)s",
        {"title": "Med namn", "id": place.other.pk},
    ),
    "raw SQL without parameters": lambda place: _execute(
        "UPDATE wagtailcore_page AS p SET title = 'Utan' WHERE p.slug LIKE '2015%'", None
    ),
    "raw SQL that begins with WITH": lambda place: _execute(
        "WITH chosen AS (SELECT 1) UPDATE wagtailcore_page SET title = 'Med WITH' "
        "WHERE slug = '2015'",
        None,
    ),
    "raw SQL in capitals": lambda place: _execute(
        "update WAGTAILCORE_PAGE set title = 'VERSALER' where slug = '2015'", None
    ),
    "owner": lambda place: Page.objects.filter(pk=place.other.pk).update(
        owner=get_user_model().objects.get()
    ),
}


@pytest.mark.parametrize("how", CHANGES)
def test_what_is_written_past_the_editor_is_in_the_next_answer(place: Place, how: str) -> None:
    changed = ("raw",) if how == "owner" else ("raw", "other", "index", "v2 other", "v3 list")
    after(place, lambda: CHANGES[how](place), changed=changed)


def test_a_change_that_is_taken_back_changes_nothing(place: Place) -> None:
    def take_back() -> None:
        with transaction.atomic():
            Page.objects.filter(pk=place.other.pk).update(title="Inte alls")
            transaction.set_rollback(True)

    after(place, take_back, kept=tuple(place.urls))


def test_what_is_left_of_a_transaction_is_in_the_next_answer(place: Place) -> None:
    def change() -> None:
        with transaction.atomic():
            Page.objects.filter(pk=place.other.pk).update(title="Kvar")
            with pytest.raises(IntegrityError), transaction.atomic():
                Page.objects.filter(pk=place.information.pk).update(title="Inte kvar")
                Term.objects.bulk_create([_same(Term.objects.get())])
            with transaction.atomic():
                ResultsPage.objects.filter(pk=place.edition.pk).update(introduction="Också kvar")

    after(
        place,
        change,
        changed=("other", "edition", "index", "raw"),
        kept=("terms", "home en"),
    )
    assert "Inte kvar" not in place.get("information").text


def test_a_site_that_commits_by_itself_gives_nothing_old(place: Place) -> None:
    place.warm("other")
    transaction.set_autocommit(False)
    try:
        Page.objects.filter(pk=place.other.pk).update(title="Av sig själv")
        transaction.commit()
    finally:
        transaction.set_autocommit(True)
    # Processes hear of it within a second; the table knows at once.
    begin_anew()

    assert "Av sig själv" in place.get("other").text


def _same(term: Term) -> Term:
    term.pk = None
    return term


def _bulk_update(place: Place) -> None:
    pages = list(Page.objects.filter(pk__in=[place.other.pk, place.edition.pk]))
    for page in pages:
        page.title = f"Alla {page.pk}"
    Page.objects.bulk_update(pages, ["title"])


def _execute(sql: str, params: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


def _execute_many(place: Place) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE wagtailcore_page SET title = %s WHERE id = %s",
            [("Ett", place.other.pk), ("Två", place.edition.pk)],
        )
