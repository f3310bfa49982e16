"""Somebody else who works on the same site meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from django.db import connection
from django.test import Client
from django.urls import reverse

import pytest

from tests.factories import ResultsPageFactory, incomplete_body

from .forms import page_form_data
from .world import World

quiet_or_not = pytest.mark.parametrize("others", [False, True], ids=["alone", "others at work"])


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
