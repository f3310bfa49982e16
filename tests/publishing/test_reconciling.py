"""Whatever was done past the guard is found and follows later."""

from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from unittest.mock import Mock

from django.core import serializers
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models.signals import post_save
from django.utils import timezone

from wagtail.models import Page

import pytest

from results.models import ResultsIndexPage, ResultsPage
from results.publishing import (
    Publication,
    due,
    reconciling,
    register_maintenance_task,
    register_step,
)
from tests.factories import ResultsPageFactory

from .world import NOTHING, kinds, nothing, reconcile, states

pytestmark = pytest.mark.django_db


def past_the_guard(page: Page, **fields: object) -> None:
    Page.objects.filter(pk=page.pk).update(**fields)


def delete_rows(page: Page) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM results_resultspage WHERE page_ptr_id = %s", [page.pk])
        cursor.execute("DELETE FROM wagtailcore_page WHERE id = %s", [page.pk])


DRIFTS: dict[str, tuple[Callable[[Page], None], str]] = {
    "unpublished": (lambda page: past_the_guard(page, live=False), "unpublished"),
    "published again": (
        lambda page: past_the_guard(page, last_published_at=timezone.now()),
        "published",
    ),
    "never published properly": (
        lambda page: past_the_guard(page, last_published_at=None),
        "published",
    ),
    "moved": (lambda page: past_the_guard(page, url_path="/elsewhere/"), "moved"),
    "deleted": (delete_rows, "deleted"),
}


@pytest.mark.parametrize(("drift", "kind"), DRIFTS.values(), ids=DRIFTS.keys())
def test_a_change_past_the_guard_is_recorded_once(
    index: ResultsIndexPage, drift: Callable[[Page], None], kind: str
) -> None:
    page = ResultsPageFactory.create(parent=index)
    drift(page)
    assert reconcile().recorded == 1
    assert kinds(page) == ["published", kind]
    last = Publication.objects.filter(page_id=page.pk)[0]
    assert last.by_system
    assert last.old_url_path == (page.url_path if kind == "moved" else "")
    assert reconcile() == NOTHING


def test_a_page_that_went_with_its_type_is_recorded_for_every_step(index: ResultsIndexPage) -> None:
    page = ResultsPageFactory.create(parent=index)
    delete_rows(page)
    Publication.objects.update(page_type="gone.page")
    register_step("step", nothing, model=ResultsPage)
    assert reconcile().followed == 1
    assert states(page) == [("step", "done")]


def test_what_is_registered_twice_is_called_once() -> None:
    tidy = Mock(return_value=1)
    (work,) = due.due_work
    for _time in range(2):
        register_maintenance_task(tidy)
        due.register_due_work(work)
    assert reconcile().cleared == 1
    assert due.due_work == [work]


def test_pages_from_before_the_plugin_are_recorded(index: ResultsIndexPage) -> None:
    ResultsPageFactory.create(parent=index, live=False, year=2015)
    page = ResultsPageFactory.create(parent=index)
    Publication.objects.all().delete()
    assert reconcile().recorded == 2
    assert kinds(page) == ["published"]


def test_a_fixture_is_loaded_past_the_guard_and_recorded_later(index: ResultsIndexPage) -> None:
    page = ResultsPageFactory.create(parent=index)
    rows = serializers.serialize("json", [page.page_ptr, page])
    page.delete()
    for row in serializers.deserialize("json", rows):
        row.save()
    assert kinds(page) == ["published", "deleted"]
    assert reconcile().recorded == 1


def test_young_publications_are_left_to_the_request_that_made_them(index: ResultsIndexPage) -> None:
    register_step("step", nothing, in_request=True)
    page = ResultsPageFactory.create(parent=index)
    assert reconcile() == NOTHING
    assert states(page) == [("step", "pending")]
    Publication.objects.update(due_at=timezone.now())
    assert reconcile().followed == 1


def test_a_change_that_another_process_has_recorded_meanwhile_is_not_recorded_twice(
    index: ResultsIndexPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = ResultsPageFactory.create(parent=index)
    past_the_guard(page, live=False)
    select_for_update = Page.objects.get_queryset().__class__.select_for_update
    nested: list[bool] = []

    def other_first(self, *args, **kwargs):  # type: ignore[no-untyped-def]
        if not nested:
            nested.append(True)
            with transaction.atomic():
                reconcile()
        return select_for_update(self, *args, **kwargs)

    monkeypatch.setattr(Page.objects.get_queryset().__class__, "select_for_update", other_first)
    reconcile()
    assert kinds(page) == ["published", "unpublished"]


def test_the_status_says_what_is_not_recorded(index: ResultsIndexPage) -> None:
    past_the_guard(ResultsPageFactory.create(parent=index), live=False)
    delete_rows(ResultsPageFactory.create(parent=index, year=2017))
    out = StringIO()
    call_command("run_results", "--status", stdout=out)
    assert "not recorded: /home-sv/results/2016/ unpublished\n" in out.getvalue()
    assert "not recorded: /home-sv/results/2017/ deleted\n" in out.getvalue()


def test_a_clock_that_was_set_back_is_said(index: ResultsIndexPage) -> None:
    assert "clock" not in reconciling.problems()
    Publication.objects.update(created_at=timezone.now() + timedelta(hours=1))
    assert "The server’s clock is behind" in reconciling.problems()["clock"]


def test_reconciling_ends_between_two_pages(index: ResultsIndexPage) -> None:
    for year in (2016, 2017):
        ResultsPageFactory.create(parent=index, year=year)
    Publication.objects.all().delete()
    post_save.connect(stop := lambda **_of: due.stopping.set(), sender=Publication)
    try:
        assert reconcile().recorded == 1
    finally:
        post_save.disconnect(stop, sender=Publication)
        due.stopping.clear()
