"""Whatever changes what the public sees, in the editor or past it, is in the next answer; nothing else costs one."""

from collections.abc import Callable
from datetime import timedelta
from enum import Enum
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from wagtail.models import APIToken, Page, Site
from wagtail.models.sites import SITE_ROOT_PATHS_CACHE_KEY as KEY
from wagtail.models.sites import SITE_ROOT_PATHS_CACHE_VERSION as VERSION

import pytest
from pytest_django import Settings

from results.models import ResultsPage
from results.publishing import Heartbeat
from results.publishing.models import Publication
from results.snapshots import storing, table, versions
from results.snapshots.addresses import Address
from results.snapshots.front import server
from results.snapshots.models import Snapshot
from results.snapshots.storing import ask
from results.translation.glossary import Term
from tests.routes import V3
from tests.snapshots.conftest import SAYS, time_to_look
from tests.translation.translating import english

from .place import V2, Place, address, after, as_the_site_says, keeps, told

pytestmark = pytest.mark.django_db(transaction=True)


class Slug(str, Enum):  # noqa: UP042  # as sites have it
    OTHER = "2015"


@pytest.fixture(autouse=True)
def place(settings: Settings, site_with_pages: Place) -> Place:
    """A site with a page, a picture and a document of each kind, and addresses besides the demo's."""
    place = site_with_pages
    settings.ROOT_URLCONF = "tests.snapshots.changes.place"
    Term.objects.create(source_locale=place.home.locale, target_locale=english(), term="tips")
    for name in ("terms", "raw"):
        place.urls[name] = f"/of-the-host/{name}/"
    return place


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


def update_and_return(place: Place) -> None:
    """Send one that returns rows, which nobody reads."""
    sql = "update wagtailcore_page set title = 'Ny' where id = %s returning id"
    with connection.cursor() as cursor:
        cursor.execute(sql, [place.other.pk])


LISTS = ("index", "feed", "sitemap", "v2 list", "v3 list")
EDITION = ("edition", "v2 edition", "v3 edition", "v3 find")
OTHER = ("raw", "other", "v3 list")
WAYS: dict[str, tuple[Callable[[Place], object], tuple[str, ...]]] = {
    "the site's host": (
        lambda _: Site.objects.update(hostname="127.0.0.1"),
        (*EDITION, *LISTS[1:]),
    ),
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
}


@pytest.mark.parametrize("how", WAYS)
def test_what_is_written_is_in_the_next_answer(place: Place, how: str) -> None:
    change, changed = WAYS[how]
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


DRAFT = "Only a draft says this"


def test_a_page_that_becomes_private_is_gone_for_everybody_with_those_below(place: Place) -> None:
    def restrict(kind: str) -> None:
        url = reverse("wagtailadmin_pages:set_privacy", args=[place.index.pk])
        place.person.browser.post(url, {"restriction_type": kind})

    after(place, lambda: restrict("login"), (*EDITION, *LISTS, "home", "v3 other"))
    assert table.find(address(place.urls["edition"]).key) is None

    restrict("none")

    for name in LISTS:
        assert told(place.get(name)) == place.fresh(name), name
    assert place.get("edition").status_code == 200


def test_what_a_preview_shows_nobody_else_sees(place: Place) -> None:
    place.warm("edition")
    place.edit(place.edition, action="", title=DRAFT, introduction=DRAFT)

    url = reverse("wagtailadmin_pages:view_draft", args=[place.edition.pk])
    assert DRAFT in place.person.browser.get(url).text

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
    also_logged_in = [place.person.browser.get(url) for url in urls]

    assert all(SAYS not in answer.headers for answer in (*answers, *also_logged_in))
    for url in urls:
        anonymous = place.visitor.get(url)
        assert anonymous.status_code == 200
        assert DRAFT not in anonymous.text


def read_with_a_token(place: Place) -> None:
    """Read the API as a program that has a token, which notes when it was used."""
    program = place.person.api
    place.warm("home", "edition", "v3 edition")
    program.get(place.urls["v3 list"])
    assert APIToken.objects.get().last_used_at


DONE: dict[str, Callable[[Place], Any]] = {
    "draft": lambda place: place.edit(place.edition, action="", title=DRAFT),
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
    place.edit(place.edition, action="", title=DRAFT)

    as_the_site_says(place, ["sitemap"])


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


@pytest.mark.parametrize(
    "change",
    [
        lambda place: place.edit(place.home_en, slug="home-english"),
        # Past Wagtail, with another column.
        lambda place: Page.objects.filter(pk=place.home_en.pk).update(
            url_path="/elsewhere/", title="Home"
        ),
    ],
)
def test_every_process_asks_anew_for_the_addresses_of_front_pages(
    change: Callable[[Place], None], place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.warm("index")
    known = Site.get_site_root_paths()
    asked = storing._known_sites

    change(place)
    # As a process that has a cache of its own, and has not made anything since.
    cache.set(KEY, known, version=VERSION)
    monkeypatch.setattr(storing, "_known_sites", asked)

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
    place.edit(place.home_en, slug="home-english")

    waiting = [KEY]

    def note(address: Address | None = None) -> Any:
        while waiting:
            cache.set(waiting.pop(), known, version=VERSION)
        return address and ask(address)

    place.get("information")
    if when == "before":
        note()
    else:
        monkeypatch.setattr("results.snapshots.storing.ask", note)
    for name in place.urls:
        place.get(name)
    assert place.get("edition").headers[SAYS] == "hit"

    Site.clear_site_root_paths_cache()
    as_the_site_says(place, place.urls)
