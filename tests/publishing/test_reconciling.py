"""Whatever was done past the guard is found and follows later."""

from collections.abc import Callable
from io import StringIO
from unittest.mock import Mock

from django.core import serializers
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models.signals import post_save
from django.utils import timezone

from wagtail.models import Page

import pytest

from results.models import ResultsIndexPage, ResultsPage
from results.publishing import Publication, due, reconcile, register_step
from results.publishing.reconciling import register_maintenance_task
from tests.factories import ResultsPageFactory

from .world import Recorder, kinds, nothing, states

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
    assert not reconcile()


def test_a_page_that_went_with_its_type_is_recorded_for_every_step(index: ResultsIndexPage) -> None:
    page = ResultsPageFactory.create(parent=index)
    delete_rows(page)
    Publication.objects.update(page_type="gone.page")
    register_step("step", nothing, model=ResultsPage)
    assert reconcile().done == 1
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
    assert not reconcile()
    assert states(page) == [("step", "pending")]
    Publication.objects.update(due_at=timezone.now())
    assert reconcile().done == 1


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


def test_the_command_says_what_it_has_done_and_ends_with_an_error_when_a_step_fails(
    index: ResultsIndexPage,
) -> None:
    register_step("step", Recorder([], "step", failures=1))
    page = ResultsPageFactory.create(parent=index)
    with pytest.raises(CommandError):
        call_command("reconcile_results", verbosity=0)
    Publication.objects.update(due_at=timezone.now())
    past_the_guard(page, live=False)
    out = StringIO()
    call_command("reconcile_results", stdout=out)
    assert out.getvalue() == "Recorded 1 changes, ran 2 steps, 0 failed.\n"


def test_the_command_only_says_what_is_to_be_done_when_asked_for_that(
    index: ResultsIndexPage,
) -> None:
    register_step("step", nothing)
    page = ResultsPageFactory.create(parent=index)
    past_the_guard(page, live=False)
    gone = ResultsPageFactory.create(parent=index, year=2017)
    delete_rows(gone)
    out = StringIO()
    call_command("reconcile_results", dry_run=True, stdout=out)
    assert out.getvalue().splitlines() == [
        "not recorded: /home-sv/results/2016/ unpublished",
        "not recorded: /home-sv/results/2017/ deleted",
        "pending: step of /home-sv/results/2016/",
        "pending: step of /home-sv/results/2017/",
    ]
    assert kinds(page) == ["published"]
    assert ResultsPage.objects.count() == 1


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
