"""Whatever is written past the editor, by whatever statement, is in the next answer; so are the addresses of front pages."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from wagtail.models import Page

import pytest

from results.models import ResultsPage
from results.snapshots import versions
from results.snapshots.models import PendingInvalidation
from results.snapshots.serving.server import server
from results.translation.glossary import Term
from tests.processes import manage
from tests.snapshots.hosts import SAYS, time_to_look
from tests.translation.translating import english

from .place import Place, after

if TYPE_CHECKING:
    from pytest_django import Settings

    from results.snapshots.serving.addresses import Address
from django.core.cache import cache

from wagtail.models import Site
from wagtail.models.sites import SITE_ROOT_PATHS_CACHE_KEY as KEY
from wagtail.models.sites import SITE_ROOT_PATHS_CACHE_VERSION as VERSION

from results.snapshots.rendering import rendering
from results.snapshots.rendering.storable import ask
from tests.factories import LocaleFactory

from .place import as_the_site_says

pytestmark = pytest.mark.django_db(transaction=True)


class Slug(str, Enum):  # noqa: UP042  # as sites have it
    """A value of the site's own."""

    OTHER = "2015"


@pytest.fixture(autouse=True)
def host(settings: Settings, place: Place) -> None:
    """A site that has these addresses besides the demo's."""
    settings.ROOT_URLCONF = "tests.snapshots.changes.host"
    Term.objects.create(source_locale=place.home.locale, target_locale=english(), term="tips")
    for name in ("terms", "raw"):
        place.urls[name] = f"/of-the-host/{name}/"


def execute(sql: str, params: Any = None) -> None:
    """Send a statement of the site's own."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


def execute_many(place: Place) -> None:
    """Send one for several rows."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE wagtailcore_page SET title = %s WHERE id = %s",
            [("Ett", place.other.pk), ("Två", place.edition.pk)],
        )


def upsert(_place: Place) -> None:
    """Insert a row that is there already."""
    row = Term.objects.get()
    row.term = "anmälan"
    Term.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["id"], update_fields=["term"]
    )


def as_another_process(place: Place) -> None:
    """Write as a program does that shares nothing but the database."""
    code = f"from wagtail.models import Page; Page.objects.filter(pk={place.other.pk})"
    name = str(connection.settings_dict["NAME"])
    url = f"sqlite:///{name}"
    if connection.vendor == "postgresql":
        known = connection.settings_dict
        url = f"postgres://{known['USER']}@{known['HOST']}:{known['PORT']}/{name}"
    done = manage(
        "shell",
        "--no-imports",
        "-c",
        f"{code}.update(title='Annan process')",
        env={"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "tests.snapshots.settings"},
    )
    assert done.returncode == 0, done.stderr
    # Processes of one host hear of it at once, others within a second.
    time_to_look(server())


def update_and_return(place: Place) -> None:
    """Send one that returns rows, which nobody reads."""
    execute("update wagtailcore_page set title = 'Ny' where id = %s returning id", [place.other.pk])


OTHER = ("raw", "other", "v3 list")
WAYS: dict[str, tuple[Callable[[Place], object], tuple[str, ...]]] = {
    "update by an enum": (lambda _: Page.objects.filter(slug=Slug.OTHER).update(title="Ny"), OTHER),
    "update that returns rows": (update_and_return, OTHER),
    "upsert": (upsert, ("terms",)),
    "raw SQL of many": (execute_many, OTHER),
    "a column that pages do not show": (
        lambda place: Page.objects.filter(pk=place.other.pk).update(
            owner=get_user_model().objects.get()
        ),
        ("raw",),
    ),
    "another process": (as_another_process, OTHER),
}


@pytest.mark.parametrize("how", WAYS)
def test_what_is_written_is_in_the_next_answer(place: Place, how: str) -> None:
    change, changed = WAYS[how]
    after(place, lambda: change(place), changed)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no functions that write")
@pytest.mark.parametrize("call", ["SELECT {}('Ny')", "SELECT * FROM {}('Ny')", "CALL {}('Ny')"])
def test_what_a_function_writes_is_in_the_next_answer(place: Place, call: str) -> None:
    is_procedure = call.startswith("CALL")
    kind = "PROCEDURE" if is_procedure else "FUNCTION"
    head = f"{kind} host_rename(name text) {'' if is_procedure else 'RETURNS void'}"
    execute(
        f"CREATE {head} LANGUAGE sql AS "  # noqa: S608
        "$$ UPDATE wagtailcore_page SET title = name WHERE slug = '2015' $$"
    )
    try:
        after(place, lambda: execute(call.format("host_rename")), OTHER)
    finally:
        execute(f"DROP {kind} host_rename")


def test_what_is_left_of_a_transaction_is_in_the_next_answer(place: Place) -> None:
    def change() -> None:
        with transaction.atomic():
            with pytest.raises(IntegrityError), transaction.atomic():
                Page.objects.filter(pk=place.information.pk).update(title="Inte kvar")
                Group.objects.bulk_create([Group(name="Samma"), Group(name="Samma")])
            with transaction.atomic():
                ResultsPage.objects.filter(pk=place.edition.pk).update(introduction="Kvar")

    after(place, change, ("edition",))
    assert "Inte kvar" not in place.get("information").text


def test_a_site_that_commits_by_itself_gives_nothing_old(place: Place) -> None:
    place.warm("other")
    transaction.set_autocommit(False)
    try:
        Page.objects.filter(pk=place.other.pk).update(title="Av sig själv")
        transaction.commit()
    finally:
        transaction.set_autocommit(True)
    time_to_look(server())

    assert "Av sig själv" in place.get("other").text


def test_a_process_that_ends_between_commit_and_version_leaves_nothing_old(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.warm("other")
    with monkeypatch.context() as patch:
        # What Django calls after the commit; the process is gone by then.
        patch.setattr(versions, "bump_version", lambda: None)
        patch.setattr(versions, "_announce", lambda: None)
        Page.objects.filter(pk=place.other.pk).update(title="Sista ordet")
    assert PendingInvalidation.objects.exists() is (connection.vendor == "postgresql")
    time_to_look(server())

    answer = place.get("other")

    assert answer.headers[SAYS] == "made"
    assert "Sista ordet" in answer.text
    assert not PendingInvalidation.objects.exists()
    assert place.get("other").headers[SAYS] == "hit"


def test_a_second_change_of_a_transaction_costs_nothing() -> None:
    with transaction.atomic():
        versions.note_change(connection)
        with CaptureQueriesContext(connection) as asked:
            versions.note_change(connection)
    assert not asked.captured_queries


def test_what_no_wrapper_of_django_s_sees_is_made_up_for_by_one_call(place: Place) -> None:
    place.warm("other")
    connection.ensure_connection()
    raw = connection.connection.cursor()
    raw.execute("UPDATE wagtailcore_page SET title = 'Förbi' WHERE slug = '2015'")
    assert "Förbi" not in place.get("other").text

    versions.invalidate()

    assert "Förbi" in place.get("other").text


def gets_another_language(place: Place) -> None:
    """Add a front page, which is a draft."""
    place.home.copy_for_translation(LocaleFactory.create(language_code="fi"))


def gets_another_slug(place: Place) -> None:
    """Give one another address within Wagtail."""
    place.edit(place.home_en, slug="home-english")


def is_written_with_other_columns(place: Place) -> None:
    """Write the address of one past Wagtail, with its title."""
    Page.objects.filter(pk=place.home_en.pk).update(url_path="/elsewhere/", title="Home")


@pytest.mark.parametrize(
    "change", [gets_another_language, gets_another_slug, is_written_with_other_columns]
)
def test_every_process_asks_anew_for_the_addresses_of_front_pages(
    change: Callable[[Place], None], place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.warm("index")
    known = Site.get_site_root_paths()
    asked = rendering._known_sites

    change(place)
    # As a process that has a cache of its own, and has not made anything since.
    cache.set(KEY, known, version=VERSION)
    monkeypatch.setattr(rendering, "_known_sites", asked)

    assert place.get("index").headers[SAYS] == "made"
    now = Site.get_site_root_paths()
    Site.clear_site_root_paths_cache()
    assert now == Site.get_site_root_paths() != known
    as_the_site_says(place, ["index", "edition", "sitemap"])


@pytest.mark.parametrize("when", ["before", "while"])
def test_what_somebody_had_asked_before_the_change_is_not_believed(
    when: str, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.warm("edition")
    known = Site.get_site_root_paths()
    gets_another_slug(place)

    def note() -> None:
        cache.set(KEY, known, version=VERSION)

    place.get("information")
    if when == "before":
        note()
    else:
        late = [note]

        def slowly(address: Address) -> Any:
            while late:
                late.pop()()
            return ask(address)

        monkeypatch.setattr("results.snapshots.rendering.rendering.ask", slowly)
    for name in place.urls:
        place.get(name)
    assert place.get("edition").headers[SAYS] == "hit"

    Site.clear_site_root_paths_cache()
    as_the_site_says(place, place.urls)
