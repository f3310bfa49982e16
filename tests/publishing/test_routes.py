"""By whatever way a page becomes public, or stops to be so: one Publication in its transaction, or none at all."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from wagtail.models import Page
from wagtail_localize.models import Translation
from wagtail_localize.operations import translate_object

import pytest

from results.models import ResultsIndexPage, ResultsPage
from results.publishing import Publication
from tests.factories import (
    ResultsIndexPageFactory,
    ResultsPageFactory,
    as_stream,
    good_body,
    home_page,
)
from tests.routes import ROUTES, V3, let_time_come, of_admin, of_api

from .forms import page_form_data
from .world import World

pytestmark = pytest.mark.django_db
committing = pytest.mark.django_db(transaction=True)
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


@committing
@every_way
def test_a_good_page_becomes_public_with_one_publication(
    world: World, way: Way, transactions: Callable[[str], set[int]]
) -> None:
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


@pytest.fixture
def a_draft_being_saved() -> Iterator[None]:
    """Wagtail's flag "this is only a draft", on the blocks that all threads share."""
    body = ResultsPage._meta.get_field("body").stream_block
    body.defer_required_validation()
    yield
    body.restore_deferred_validation()


@every_way
def test_an_incomplete_page_is_not_published_also_while_another_thread_saves_a_draft(
    world: World, way: Way, a_draft_being_saved: None
) -> None:
    body = good_body()
    body[0]["value"]["text"] = ""
    page, status = way(world, body)
    assert status < 500
    page = in_database(page)
    if way is edit_live:
        assert page is not None
        assert "We reviewed every report." in str(page.body.raw_data)
    elif page is not None:
        assert not page.live
        assert not Publication.objects.filter(page_id=page.pk).exists()


# Gives the status of the answer, or whatever a program gets.
Act = Callable[[World, ResultsPage], Any]


def admin_post(name: str, **fields: str) -> Act:
    def act(world: World, page: ResultsPage) -> int:
        return world.post(name, page, fields).status_code

    return act


def in_bulk(action: str) -> Act:
    def act(world: World, page: ResultsPage) -> int:
        fields = {"chooser": other_index(world).pk, "type_confirm_delete": "x"}
        return world.bulk(action, page, **fields).status_code

    return act


def v3(action: str, **data: Any) -> Act:
    def act(world: World, page: ResultsPage) -> int:
        if action == "move":
            data.update(destination_id=other_index(world).pk, position="last-child")
        url = f"{V3}{page.pk}/actions/{action}/"
        send = world.api.delete if action == "delete" else world.api.post
        return send(url, data, content_type="application/json").status_code

    return act


def other_index(world: World) -> ResultsIndexPage:
    other = ResultsIndexPage.objects.filter(slug="other").first()
    return other or ResultsIndexPageFactory.create(slug="other")


def move_in_admin(world: World, page: ResultsPage) -> int:
    url = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, other_index(world).pk])
    return world.browser.post(url).status_code


def move_the_index(world: World, page: ResultsPage) -> None:
    parent = home_page().add_child(instance=Page(title="Section", slug="section"))
    world.index.move(parent, pos="last-child")


def move_a_page_above_the_index(world: World, page: ResultsPage) -> None:
    section = home_page().add_child(instance=Page(title="Section", slug="section"))
    ResultsIndexPage.objects.get(pk=world.index.pk).move(section, pos="last-child")
    Publication.objects.all().delete()
    root = Page.get_first_root_node()
    Page.objects.get(slug="section").move(root, pos="last-child")


def change_the_slug(world: World, page: ResultsPage) -> None:
    page.slug = "for-2016"
    page.save()


def change_the_slug_of_the_index(world: World, page: ResultsPage) -> int:
    index = ResultsIndexPage.objects.get(pk=world.index.pk)
    index.slug = "outcomes"
    data = page_form_data(index, **{"action-publish": "1"})
    return world.post("edit", index, data).status_code


def change_the_slug_of_the_front_page(world: World, page: ResultsPage) -> None:
    home = home_page()
    home.slug = "front"
    home.save()


def delete_the_index_in_admin(world: World, page: ResultsPage) -> int:
    return world.post("delete", world.index).status_code


def unpublish_the_index_with_all(world: World, page: ResultsPage) -> int:
    return world.post("unpublish", world.index, {"include_descendants": "on"}).status_code


def let_expire(world: World, page: ResultsPage) -> None:
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    call_command("publish_scheduled")


ACTS: dict[str, tuple[Act, str]] = {
    "unpublish in the admin": (admin_post("unpublish", reason="Mixed up."), "unpublished"),
    "unpublish the index with all below": (unpublish_the_index_with_all, "unpublished"),
    "bulk unpublish": (in_bulk("unpublish"), "unpublished"),
    "v3 unpublish": (v3("unpublish"), "unpublished"),
    "unpublish()": (lambda world, page: page.unpublish(), "unpublished"),
    "expire": (let_expire, "unpublished"),
    "move in the admin": (move_in_admin, "moved"),
    "bulk move": (in_bulk("move"), "moved"),
    "v3 move": (v3("move"), "moved"),
    "move()": (lambda world, page: page.move(other_index(world), pos="last-child"), "moved"),
    "move the index": (move_the_index, "moved"),
    "move a page above the index": (move_a_page_above_the_index, "moved"),
    "another slug": (change_the_slug, "moved"),
    "another slug of the index": (change_the_slug_of_the_index, "moved"),
    "another slug of the front page": (change_the_slug_of_the_front_page, "moved"),
    "delete in the admin": (admin_post("delete"), "deleted"),
    "delete the index in the admin": (delete_the_index_in_admin, "deleted"),
    "bulk delete": (in_bulk("delete"), "deleted"),
    "v3 delete": (v3("delete"), "deleted"),
    "delete()": (lambda world, page: page.delete(), "deleted"),
    "delete() of a query": (lambda world, page: ResultsPage.objects.all().delete(), "deleted"),
    "delete() of the front page": (lambda world, page: home_page().delete(), "deleted"),
}


@committing
@pytest.mark.parametrize(("act", "kind"), ACTS.values(), ids=ACTS.keys())
def test_what_happens_to_a_public_page_is_one_publication_in_its_transaction(
    world: World, act: Act, kind: str, transactions: Callable[[str], set[int]]
) -> None:
    page = ResultsPageFactory.create(parent=world.index)
    old_url_path = page.url_path
    status = act(world, page)
    assert not isinstance(status, int) or status < 400
    assert transactions("results_publication") <= transactions("wagtailcore_page")
    publications = Publication.objects.filter(page_id=page.pk)
    last = publications.first()
    assert last is not None
    assert last.kind == kind
    assert publications.exclude(kind="published").count() == 1
    now = Page.objects.filter(pk=page.pk).first()
    if kind == "moved":
        assert now is not None
        assert last.url_path == now.url_path != old_url_path
        assert last.old_url_path.endswith("/2016/")
    elif kind == "unpublished":
        assert now is not None
        assert not now.live
    else:
        assert now is None
        assert last.url_path == old_url_path


@pytest.mark.parametrize(
    "act", ["unpublish()", "move()", "move the index", "another slug", "delete()"]
)
def test_what_happens_to_a_draft_is_no_publication(world: World, act: str) -> None:
    page = ResultsPageFactory.create(parent=world.index, live=False)
    ACTS[act][0](world, page)
    assert not Publication.objects.filter(page_id=page.pk).exists()


@pytest.mark.parametrize(
    "act", [move_in_admin, in_bulk("move"), v3("move")], ids=["admin", "bulk", "v3"]
)
def test_an_edition_does_not_move_to_where_its_period_is_taken(world: World, act: Act) -> None:
    ResultsPageFactory.create(parent=other_index(world), slug="taken")
    page = ResultsPageFactory.create(parent=world.index)
    assert act(world, page) < 500
    now = Page.objects.get(pk=page.pk)
    assert now.url_path == page.url_path
    assert Publication.objects.filter(page_id=page.pk).count() == 1
    assert not any(Page.find_problems())


def test_a_page_that_only_changes_its_place_among_its_siblings_is_no_publication(
    world: World,
) -> None:
    first, second = (
        ResultsPageFactory.create(parent=world.index, year=year) for year in (2016, 2017)
    )
    second.move(first, pos="left")
    assert Publication.objects.filter(page_id=second.pk).count() == 1
