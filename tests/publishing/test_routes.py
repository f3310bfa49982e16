"""By whatever way a public page goes, moves or ends: one Publication for each page concerned."""

from collections.abc import Callable
from contextlib import nullcontext
from datetime import timedelta
from typing import Any

from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from wagtail.models import Page

import pytest

from results.models import ResultsIndexPage, ResultsPage
from results.publishing import Publication
from tests.factories import ResultsIndexPageFactory, ResultsPageFactory, home_page
from tests.routes import V3

from .forms import page_form_data
from .world import World, drafts_being_saved

pytestmark = pytest.mark.django_db

# Gives the status of the answer, or whatever a program gets.
Act = Callable[[World, ResultsPage], Any]


def admin_post(name: str, **fields: str) -> Act:
    def act(world: World, page: ResultsPage) -> int:
        return world.post(name, page, fields).status_code

    return act


def bulk(action: str) -> Act:
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


def expire(world: World, page: ResultsPage) -> None:
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    call_command("publish_scheduled")


ACTS: dict[str, tuple[Act, str]] = {
    "unpublish in the admin": (admin_post("unpublish", reason="Mixed up."), "unpublished"),
    "unpublish the index with all below": (unpublish_the_index_with_all, "unpublished"),
    "bulk unpublish": (bulk("unpublish"), "unpublished"),
    "v3 unpublish": (v3("unpublish"), "unpublished"),
    "unpublish()": (lambda world, page: page.unpublish(), "unpublished"),
    "expire": (expire, "unpublished"),
    "move in the admin": (move_in_admin, "moved"),
    "bulk move": (bulk("move"), "moved"),
    "v3 move": (v3("move"), "moved"),
    "move()": (lambda world, page: page.move(other_index(world), pos="last-child"), "moved"),
    "move the index": (move_the_index, "moved"),
    "move a page above the index": (move_a_page_above_the_index, "moved"),
    "another slug": (change_the_slug, "moved"),
    "another slug of the index": (change_the_slug_of_the_index, "moved"),
    "another slug of the front page": (change_the_slug_of_the_front_page, "moved"),
    "delete in the admin": (admin_post("delete"), "deleted"),
    "delete the index in the admin": (delete_the_index_in_admin, "deleted"),
    "bulk delete": (bulk("delete"), "deleted"),
    "v3 delete": (v3("delete"), "deleted"),
    "delete()": (lambda world, page: page.delete(), "deleted"),
    "delete() of a query": (lambda world, page: ResultsPage.objects.all().delete(), "deleted"),
    "delete() of the front page": (lambda world, page: home_page().delete(), "deleted"),
}
# Nobody can save a draft that they delete.
TAKE_ALL_DRAFTS_AWAY = [ACTS[f"delete() of {what}"][0] for what in ("a query", "the front page")]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("act", "kind"), ACTS.values(), ids=ACTS.keys())
def test_what_happens_to_a_public_page_is_one_publication_in_its_transaction(
    world: World, act: Act, kind: str, transactions: Callable[[str], set[int]]
) -> None:
    page = ResultsPageFactory.create(parent=world.index)
    old_url_path = page.url_path
    others = nullcontext() if act in TAKE_ALL_DRAFTS_AWAY else drafts_being_saved(world)
    with others:
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
    "act", [move_in_admin, bulk("move"), v3("move")], ids=["admin", "bulk", "v3"]
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
