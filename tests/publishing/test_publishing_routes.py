"""By whatever way a page becomes public: one Publication in its transaction, or none at all."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from wagtail_localize.models import Translation
from wagtail_localize.operations import translate_object

import pytest

from results.models import ResultsPage
from results.publishing import Publication
from tests.factories import (
    ResultsIndexPageFactory,
    ResultsPageFactory,
    as_stream,
    good_body,
    home_page,
    incomplete_body,
)
from tests.routes import ROUTES, V3, let_time_come, of_admin, of_api

from .forms import page_form_data
from .world import World, drafts_being_saved

pytestmark = pytest.mark.django_db(transaction=True)

Body = list[dict[str, Any]]
# Takes the world and a body; gives the page, if there is one yet, and the status of the last answer.
Way = Callable[[World, Body], tuple[ResultsPage | None, int]]


def create(world: World, body: Body, **fields: Any) -> tuple[None, int]:
    page = ResultsPageFactory.build(
        content=body, parent=world.index, locale=world.index.locale, pk=None, **fields
    )
    url = reverse("wagtailadmin_pages:add", args=["results", "resultspage", world.index.pk])
    data = page_form_data(page, **{"action-publish": "1"})
    return None, of_admin(world.browser.post(url, data)).status


def create_for_later(world: World, body: Body) -> tuple[None, int]:
    answer = create(world, body, go_live_at=timezone.now() + timedelta(hours=1))
    for created in ResultsPage.objects.child_of(world.index):
        assert not created.live
        assert not Publication.objects.filter(page_id=created.pk).exists()
        let_time_come(created)
    return answer


def edit_live(world: World, body: Body) -> tuple[ResultsPage, int]:
    page = world.live_with_draft(body)
    return page, ROUTES["edit"](world, page).status


def v3_patch(world: World, body: Body) -> tuple[ResultsPage, int]:
    page = world.draft([])
    data = {"meta": {"type": "results.ResultsPage", "action": "publish"}, "body": body}
    response = world.api.patch(f"{V3}{page.pk}/", data, content_type="application/json")
    return page, of_api(response).status


def v3_post(world: World, body: Body) -> tuple[None, int]:
    data = {
        "meta": {"type": "results.ResultsPage", "parent_id": world.index.pk, "action": "publish"},
        "title": "2016",
        "slug": "2016",
        "period_start": "2016-01-01",
        "period_end": "2016-12-31",
        "body": body,
    }
    return None, of_api(world.api.post(V3, data, content_type="application/json")).status


def localize(world: World, body: Body) -> tuple[ResultsPage, int]:
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


def of_a_draft(name: str) -> Way:
    def way(world: World, body: Body) -> tuple[ResultsPage, int]:
        page = world.draft(body)
        return page, ROUTES[name](world, page).status

    return way


WAYS: dict[str, Way] = {
    "create": create,
    "create for later": create_for_later,
    "edit of a live page": edit_live,
    "v3 PATCH with a body": v3_patch,
    "v3 POST": v3_post,
    "wagtail-localize": localize,
    **{name: of_a_draft(name) for name in ROUTES},
}
every_way = pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)


def in_database(page: ResultsPage | None) -> ResultsPage | None:
    return ResultsPage.objects.filter(**{"pk": page.pk} if page else {"slug": "2016"}).first()


@every_way
def test_a_good_page_becomes_public_with_one_publication(
    world: World, way: Way, transactions: Callable[[str], set[int]]
) -> None:
    with drafts_being_saved(world):
        page, status = way(world, good_body("The new words."))
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
    before = 1 if way is edit_live else 0
    assert Publication.objects.filter(page_id=page.pk).count() == before + 1
    assert transactions("results_publication") <= transactions("wagtailcore_page")


@every_way
def test_an_incomplete_page_does_not_become_public_and_nobody_sees_a_server_error(
    world: World, way: Way
) -> None:
    with drafts_being_saved(world):
        page, status = way(world, incomplete_body())
    assert status < 500
    page = in_database(page)
    if way is edit_live:
        assert page is not None
        assert "https://ecpat.se/" in str(page.body.raw_data)
    elif page is not None:
        assert not page.live
        assert not Publication.objects.filter(page_id=page.pk).exists()
