"""Of editors who publish at the same moment one wins, and the others are told."""

from collections.abc import Callable
from functools import partial
from threading import Barrier, Thread
from typing import Any

from django.db import connection, transaction
from django.urls import reverse

import pytest

from results.models import ResultsIndexPage, ResultsPage
from results.publishing import Publication
from results.sync.rewriting import locked, rewrite
from tests.factories import ResultsPageFactory
from tests.routes import told

from .forms import page_form_data
from .world import World

pytestmark = pytest.mark.django_db(transaction=True)

EDITORS = 4


def at_once(act: Callable[[int], Any]) -> list[Any]:
    """What act(0), act(1), … answer, each in a thread of its own, begun at the same moment."""
    barrier = Barrier(EDITORS)
    answers: list[Any] = [None] * EDITORS

    def run(number: int) -> None:
        try:
            barrier.wait(30)
            answers[number] = act(number)
        finally:
            connection.close()

    threads = [Thread(target=run, args=[number]) for number in range(EDITORS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def assert_one_is_live() -> None:
    assert ResultsPage.objects.live().count() == 1
    assert Publication.objects.filter(page_type="results.resultspage").count() == 1


def test_of_editors_who_publish_the_same_period_at_once_one_wins(world: World) -> None:
    pages = [
        ResultsPageFactory.create(parent=world.index, slug=f"draft-{number}", live=False)
        for number in range(EDITORS)
    ]
    forms = [page_form_data(page, **{"action-publish": "1"}) for page in pages]

    def publish(number: int) -> tuple[int, str]:
        url = reverse("wagtailadmin_pages:edit", args=[pages[number].pk])
        response = world.another_browser().post(url, forms[number])
        shown = response.content.decode() if response.status_code == 200 else ""
        return response.status_code, told(response) + shown

    answers = at_once(publish)
    assert {status for status, _told in answers} <= {200, 302}
    title = pages[0].title
    # The winner's page says "published", the others name the edition that was there before.
    assert sum(f"“{title}”" in told for _status, told in answers) == EDITORS - 1
    assert_one_is_live()


def test_editors_who_create_the_same_edition_at_once_create_one(world: World) -> None:
    url = reverse("wagtailadmin_pages:add", args=["results", "resultspage", world.index.pk])
    fields = {"parent": world.index, "locale": world.index.locale}
    forms = [
        page_form_data(ResultsPageFactory.build(slug=slug, **fields), **{"action-publish": "1"})
        for slug in map("edition-{}".format, range(EDITORS))
    ]

    def create(number: int) -> int:
        return world.another_browser().post(url, forms[number]).status_code

    assert set(at_once(create)) <= {200, 302}
    assert_one_is_live()
    index = ResultsIndexPage.objects.get(pk=world.index.pk)
    assert index.numchild == ResultsPage.objects.count() == 1
    assert not any(ResultsPage.find_problems())


def test_a_page_is_rewritten_and_published_at_once(world: World) -> None:
    page = ResultsPageFactory.create(parent=world.index)
    page.save_revision(user=world.user)

    def act(number: int) -> None:
        for again in range(5):
            if number % 2:
                ResultsPage.objects.get(pk=page.pk).latest_revision.publish()
            else:
                with transaction.atomic():
                    own = locked(ResultsPage, [page])[page.pk]
                    rewrite(own, partial(retitled, title=f"{number}, {again}"))

    def retitled(page: ResultsPage, title: str) -> bool:
        page.title = title
        return True

    at_once(act)

    assert ResultsPage.objects.get(pk=page.pk).live
