"""The ways by which a page can become public, each as an editor, a client or a program takes it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from wagtail.models import (
    Locale,
)
from wagtail_localize.models import Translation
from wagtail_localize.operations import translate_object

from results.models import ResultsPage
from results.publishing import Publication, Refused
from tests.factories import ResultsIndexPageFactory, ResultsPageFactory, as_stream, home_page

from .forms import page_form_data
from .world import World

V3 = "/api/v3-preview/pages/"


Body = list[dict[str, Any]]
# Takes the world and a body; gives the page, if there is one, and the status of the last answer.
Route = Callable[[World, Body], tuple[ResultsPage | None, int]]


def create(world: World, body: Body) -> tuple[ResultsPage | None, int]:
    page = ResultsPageFactory.build(content=body, parent=world.index, locale=world.index.locale)
    page.pk = None
    url = reverse("wagtailadmin_pages:add", args=["results", "resultspage", world.index.pk])
    data = page_form_data(page, **{"action-publish": "1"})
    return None, world.browser.post(url, data).status_code


def create_for_later(world: World, body: Body) -> tuple[ResultsPage | None, int]:
    page = ResultsPageFactory.build(content=body, parent=world.index, locale=world.index.locale)
    page.pk = None
    page.go_live_at = timezone.now() + timedelta(hours=1)
    url = reverse("wagtailadmin_pages:add", args=["results", "resultspage", world.index.pk])
    status = world.browser.post(url, page_form_data(page, **{"action-publish": "1"})).status_code
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
    return page, _bulk(world, "publish", page.pk).status_code


def bulk_with_descendants(world: World, body: Body) -> tuple[ResultsPage | None, int]:
    page = world.draft(body)
    world.index.save_revision()
    response = _bulk(world, "publish", world.index.pk, include_descendants="on")
    return page, response.status_code


def workflow(world: World, body: Body) -> tuple[ResultsPage | None, int]:
    page = world.submitted(world.draft(body))
    state = page.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    return page, world.browser.post(url, {"comment": ""}).status_code


def workflow_in_window(world: World, body: Body) -> tuple[ResultsPage | None, int]:
    page = world.submitted(world.draft(body))
    state = page.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    headers = {"x-requested-with": "XMLHttpRequest"}
    return page, world.browser.post(url, {"comment": "Well."}, headers=headers).status_code


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
    data = {
        "meta": {
            "type": "results.ResultsPage",
            "parent_id": world.index.pk,
            "action": "publish",
        },
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
    english = Locale.objects.get_or_create(language_code="en")[0]
    home_page("en")
    ResultsIndexPageFactory.create(
        parent=home_page("en"), translation_key=world.index.translation_key
    )
    translate_object(source, [english])
    translation = Translation.objects.get(source__object_id=source.translation_key)
    page = translation.get_target_instance()
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return page, world.browser.post(url, {"action": "publish"}).status_code


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
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return page, world.browser.post(url, page_form_data(page, **buttons)).status_code


def _let_time_come(page: ResultsPage) -> None:
    """Let it be a minute ago that the page was to be published."""
    past = timezone.now() - timedelta(minutes=1)
    for revision in page.revisions.filter(approved_go_live_at__isnull=False):
        revision.content["go_live_at"] = past.isoformat()
        revision.approved_go_live_at = past
        revision.save()


def _bulk(world: World, action: str, pk: int, **fields: str) -> Any:
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    return world.browser.post(f"{url}?id={pk}", fields)
