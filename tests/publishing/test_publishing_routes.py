"""By whatever way a page becomes public: one Publication in its transaction, or none at all."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

from django.contrib.auth.models import AbstractUser
from django.db import connection
from django.test import Client
from django.urls import reverse

import pytest

from results.models import ResultsIndexPage, ResultsPage
from results.publishing import Publication
from tests.factories import ResultsPageFactory, good_body, incomplete_body

from .forms import page_form_data
from .routes import ROUTES, Route, World

pytestmark = pytest.mark.django_db(transaction=True)

every_route = pytest.mark.parametrize("route", ROUTES.values(), ids=ROUTES.keys())
quiet_or_not = pytest.mark.parametrize("others", [False, True], ids=["alone", "others at work"])


@pytest.fixture
def world(index: ResultsIndexPage, admin: AbstractUser, admin_client: Client) -> World:
    """A site with an index page, and a person who may do everything."""
    return World(index, admin, admin_client)


@contextmanager
def drafts_being_saved(world: World, *, at_all: bool) -> Iterator[None]:
    """Another thread that saves an unfinished draft without pause.

    While it does, Wagtail's flag "this is only a draft" stands on blocks that all threads share.
    """
    if not at_all:
        yield
        return
    page = ResultsPageFactory.create(
        parent__slug="drafts", year=1999, content=incomplete_body(), live=False
    )
    page.save_revision(user=world.admin)
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    saved, stop = Event(), Event()
    statuses: list[int] = []
    browser = Client(raise_request_exception=False)
    browser.cookies = world.browser.cookies
    data = page_form_data(page)

    def save() -> None:
        try:
            while not stop.is_set():
                statuses.append(browser.post(url, data).status_code)
                saved.set()
        finally:
            connection.close()

    thread = Thread(target=save)
    thread.start()
    try:
        assert saved.wait(30)
        yield
    finally:
        stop.set()
        thread.join()
    assert set(statuses) == {302}


@pytest.fixture
def transactions(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], set[int]]]:
    """Tells in which transactions, by number, a table was written to."""
    written: list[tuple[int, str]] = []
    commits = 0
    commit = connection.commit

    def counting() -> None:
        nonlocal commits
        commits += 1
        commit()

    def watching(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        if sql.startswith(("INSERT", "UPDATE")):
            table = sql.split('"')[1]
            assert connection.in_atomic_block or table != "results_publication"
            written.append((commits, table))
        return execute(sql, params, many, context)

    monkeypatch.setattr(connection, "commit", counting)
    with connection.execute_wrapper(watching):
        yield lambda table: {number for number, name in written if name == table}


@every_route
@quiet_or_not
def test_a_good_page_becomes_public_with_one_publication(
    world: World, route: Route, others: bool, transactions: Callable[[str], set[int]]
) -> None:
    with drafts_being_saved(world, at_all=others):
        page, status = route(world, good_body("The new words."))
    assert status < 400
    page = ResultsPage.objects.get(pk=page.pk) if page else ResultsPage.objects.get(slug="2016")
    assert page.live
    assert "The new words." in str(page.body.raw_data)
    last = Publication.objects.filter(page_id=page.pk).first()
    assert last is not None
    assert last.kind == "published"
    assert last.revision_id == page.live_revision_id
    assert last.published_at == page.last_published_at
    before = 1 if route in (ROUTES["edit of a live page"],) else 0
    assert Publication.objects.filter(page_id=page.pk).count() == before + 1
    assert transactions("results_publication") <= transactions("wagtailcore_page")


@every_route
@quiet_or_not
def test_an_incomplete_page_does_not_become_public_and_nobody_sees_a_server_error(
    world: World, route: Route, others: bool
) -> None:
    with drafts_being_saved(world, at_all=others):
        page, status = route(world, incomplete_body())
    assert status < 500
    page = (
        ResultsPage.objects.get(pk=page.pk)
        if page
        else ResultsPage.objects.filter(slug="2016").first()
    )
    if route is ROUTES["edit of a live page"]:
        assert page is not None
        assert "https://ecpat.se/" in str(page.body.raw_data)
    elif page is not None:
        assert not page.live
        assert not Publication.objects.filter(page_id=page.pk).exists()
