"""By whatever way a page becomes public: one Publication in its transaction, or none at all."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from wagtail_localize.models import Translation
from wagtail_localize.operations import translate_object

import pytest

from results.models import ResultsPage
from results.publishing import Publication, Refused
from tests.factories import (
    ResultsIndexPageFactory,
    ResultsPageFactory,
    as_stream,
    good_body,
    home_page,
    incomplete_body,
)

from .forms import page_form_data
from .world import V3, World, drafts_being_saved

Body = list[dict[str, Any]]
# Takes the world and a body; gives the page, if there is one, and the status of the last answer.
Route = Callable[[World, Body], tuple[ResultsPage | None, int]]


def _create(world: World, body: Body, **fields: Any) -> int:
    page = ResultsPageFactory.build(
        content=body, parent=world.index, locale=world.index.locale, pk=None, **fields
    )
    url = reverse("wagtailadmin_pages:add", args=["results", "resultspage", world.index.pk])
    data = page_form_data(page, **{"action-publish": "1"})
    return world.browser.post(url, data).status_code


def create(world: World, body: Body) -> tuple[ResultsPage | None, int]:
    return None, _create(world, body)


def create_for_later(world: World, body: Body) -> tuple[ResultsPage | None, int]:
    status = _create(world, body, go_live_at=timezone.now() + timedelta(hours=1))
    for created in ResultsPage.objects.child_of(world.index):
        assert not created.live
        assert not Publication.objects.filter(page_id=created.pk).exists()
        _let_time_come(created)
    call_command("publish_scheduled")
    return None, status


def edit_draft(world: World, body: Body) -> tuple[ResultsPage | None, int]:
    return _edit(world, world.draft(body), **{"action-publish": "1"})


def edit_live(world: World, body: Body) -> tuple[ResultsPage | None, int]:
    page = world.live_with_draft(body)
    return _edit(world, page.get_latest_revision_as_object(), **{"action-publish": "1"})


def bulk(world: World, body: Body) -> tuple[ResultsPage | None, int]:
    page = world.draft(body)
    return page, world.bulk("publish", page).status_code


def bulk_with_descendants(world: World, body: Body) -> tuple[ResultsPage | None, int]:
    page = world.draft(body)
    world.index.save_revision()
    return page, world.bulk("publish", world.index, include_descendants="on").status_code


def workflow(world: World, body: Body, **options: Any) -> tuple[ResultsPage | None, int]:
    page = world.submitted(world.draft(body))
    state = page.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    return page, world.browser.post(url, {"comment": "Well."}, **options).status_code


def workflow_in_window(world: World, body: Body) -> tuple[ResultsPage | None, int]:
    return workflow(world, body, headers={"x-requested-with": "XMLHttpRequest"})


def workflow_in_editor(world: World, body: Body) -> tuple[ResultsPage | None, int]:
    page = world.submitted(world.draft(body))
    buttons = {"action-workflow-action": "true", "workflow-action-name": "approve"}
    return _edit(world, page, **buttons)


def schedule(world: World, body: Body) -> tuple[ResultsPage | None, int]:
    page = world.draft(body)
    revision = page.get_latest_revision()
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.save()
    call_command("publish_scheduled")
    return page, 200


def schedule_by_form(world: World, body: Body) -> tuple[ResultsPage | None, int]:
    page = world.draft(body)
    page.go_live_at = timezone.now() + timedelta(hours=1)
    _page, status = _edit(world, page, **{"action-publish": "1"})
    _let_time_come(page)
    call_command("publish_scheduled")
    return page, status


def v3_patch(world: World, body: Body) -> tuple[ResultsPage | None, int]:
    page = world.draft([])
    data = {"meta": {"type": "results.ResultsPage", "action": "publish"}, "body": body}
    response = world.api.patch(f"{V3}{page.pk}/", data, content_type="application/json")
    return page, response.status_code


def v3_post(world: World, body: Body) -> tuple[ResultsPage | None, int]:
    meta = {"type": "results.ResultsPage", "parent_id": world.index.pk, "action": "publish"}
    data = {
        "meta": meta,
        "title": "2016",
        "slug": "2016",
        "period_start": "2016-01-01",
        "period_end": "2016-12-31",
        "body": body,
    }
    response = world.api.post(V3, data, content_type="application/json")
    return None, response.status_code


def v3_action(world: World, body: Body) -> tuple[ResultsPage | None, int]:
    page = world.draft(body)
    response = world.api.post(f"{V3}{page.pk}/actions/publish/", content_type="application/json")
    return page, response.status_code


def program(world: World, body: Body) -> tuple[ResultsPage | None, int]:
    page = world.draft(body)
    try:
        page.publish(page.get_latest_revision())
    except Refused:
        return page, 422
    return page, 200


def localize(world: World, body: Body) -> tuple[ResultsPage | None, int]:
    source = ResultsPageFactory.create(parent=world.index)
    # The source may have lost a target since it was published.
    ResultsPage.objects.filter(pk=source.pk).update(body=as_stream(body))
    source = ResultsPage.objects.get(pk=source.pk)
    home = home_page("en")
    ResultsIndexPageFactory.create(parent=home, translation_key=world.index.translation_key)
    translate_object(source, [home.locale])
    translation = Translation.objects.get(source__object_id=source.translation_key)
    page = translation.get_target_instance()
    return page, world.post("edit", page, {"action": "publish"}).status_code


ROUTES: dict[str, Route] = {
    "create": create,
    "create for later": create_for_later,
    "edit of a draft": edit_draft,
    "edit of a live page": edit_live,
    "bulk": bulk,
    "bulk with descendants": bulk_with_descendants,
    "workflow": workflow,
    "workflow in a window": workflow_in_window,
    "workflow in the editor": workflow_in_editor,
    "schedule": schedule,
    "schedule by form": schedule_by_form,
    "v3 PATCH": v3_patch,
    "v3 POST": v3_post,
    "v3 actions/publish": v3_action,
    "publish()": program,
    "wagtail-localize": localize,
}


def _edit(world: World, page: ResultsPage, **buttons: str) -> tuple[ResultsPage, int]:
    return page, world.post("edit", page, page_form_data(page, **buttons)).status_code


def _let_time_come(page: ResultsPage) -> None:
    """Let it be a minute ago that the page was to be published."""
    past = timezone.now() - timedelta(minutes=1)
    for revision in page.revisions.filter(approved_go_live_at__isnull=False):
        revision.content["go_live_at"] = past.isoformat()
        revision.approved_go_live_at = past
        revision.save()


pytestmark = pytest.mark.django_db(transaction=True)


def in_database(page: ResultsPage | None) -> ResultsPage | None:
    return ResultsPage.objects.filter(**{"pk": page.pk} if page else {"slug": "2016"}).first()


every_route = pytest.mark.parametrize("route", ROUTES.values(), ids=ROUTES.keys())


@every_route
def test_a_good_page_becomes_public_with_one_publication(
    world: World, route: Route, transactions: Callable[[str], set[int]]
) -> None:
    with drafts_being_saved(world):
        page, status = route(world, good_body("The new words."))
    assert status < 400
    page = in_database(page)
    assert page is not None
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
def test_an_incomplete_page_does_not_become_public_and_nobody_sees_a_server_error(
    world: World, route: Route
) -> None:
    with drafts_being_saved(world):
        page, status = route(world, incomplete_body())
    assert status < 500
    page = in_database(page)
    if route is ROUTES["edit of a live page"]:
        assert page is not None
        assert "https://ecpat.se/" in str(page.body.raw_data)
    elif page is not None:
        assert not page.live
        assert not Publication.objects.filter(page_id=page.pk).exists()
