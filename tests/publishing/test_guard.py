"""What must not be written is refused where the row is written, whoever writes it, of whatever type."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from datetime import date, timedelta
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import NON_FIELD_ERRORS
from django.db import connection
from django.db.models.signals import pre_save
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from wagtail.blocks import Block, CharBlock, StructBlock
from wagtail.fields import StreamField
from wagtail.models import Page, pages
from wagtail.signals import page_unpublished

import pytest
from wagtail_factories import ImageFactory

from results import rules
from results.blocks import ResultsStreamBlock, find_issues
from results.issues import Issue, Stage
from results.models import ResultsIndexPage, ResultsPage, ResultsPageMixin
from results.publishing import Kind, Publication, Refused, as_system, guard
from results.rules import page as page_rules
from tests.factories import (
    ResultsIndexPageFactory,
    ResultsPageFactory,
    again,
    as_stream,
    block,
    good_body,
    home_page,
    incomplete_body,
    unsafe_body,
)
from tests.routes import Route, routes

from .world import NOTHING, World, kinds, reconcile

pytestmark = pytest.mark.django_db
committing = pytest.mark.django_db(transaction=True)
TOMORROW = timezone.now() + timedelta(days=1)


@pytest.mark.parametrize("slug", ["2016", pytest.param("home-sv", marks=committing)])
def test_a_page_is_withdrawn_with_all_that_belongs_to_it_or_not_at_all(
    index: ResultsIndexPage, slug: str
) -> None:
    page = ResultsPageFactory.create(parent=index)

    def fail(**kwargs: Any) -> None:
        raise RuntimeError

    page_unpublished.connect(fail)
    try:
        with pytest.raises(RuntimeError):
            Page.objects.get(slug=slug).unpublish()
    finally:
        page_unpublished.disconnect(fail)
    assert Page.objects.get(slug=slug).live
    assert kinds(page) == [Kind.PUBLISHED]


def test_unsafe_content_is_written_nowhere(index: ResultsIndexPage) -> None:
    for live in (True, False):
        with pytest.raises(Refused):
            ResultsPageFactory.create(parent=index, content=unsafe_body(), live=live)
    page = ResultsPageFactory.create(parent=index, live=False)
    page.body = json.dumps(unsafe_body())
    with pytest.raises(Refused):
        page.save_revision()


def test_a_page_that_is_public_stays_so_when_it_gets_a_time(index: ResultsIndexPage) -> None:
    page = ResultsPageFactory.create(parent=index)
    page.go_live_at = TOMORROW
    page.save()
    assert ResultsPage.objects.get().live


def test_a_refused_child_leaves_the_tree_whole(index: ResultsIndexPage) -> None:
    with pytest.raises(Refused):
        ResultsPageFactory.create(parent=index, content=incomplete_body())
    index.refresh_from_db()
    assert index.numchild == 0
    ResultsPageFactory.create(parent=index)
    assert not any(Page.find_problems())


@pytest.mark.parametrize(
    "case",
    [
        (False, False, None, True),
        (False, False, TOMORROW, True),
        (False, True, timezone.now(), False),
        (True, False, None, False),
        (True, False, TOMORROW, False),
    ],
)
def test_what_readers_do_not_see_yet_is_asked_more_when_a_person_publishes_it(
    index: ResultsIndexPage, monkeypatch: pytest.MonkeyPatch, case: tuple[bool, bool, Any, bool]
) -> None:
    live, by_system, moment, is_asked = case
    page = ResultsPageFactory.create(parent=index, live=live)
    if live:
        page.save_revision().publish()
        page = again(page)
    page.go_live_at = moment
    revision = page.save_revision()
    unseen = Issue("Not yet", "unseen", stage=Stage.GOING_PUBLIC)
    refuse = rules.Rule(lambda content: [unseen], Stage.GOING_PUBLIC)
    monkeypatch.setattr(rules, "_registered", [refuse])
    refused = pytest.raises(Refused) if is_asked else nullcontext()
    with refused, as_system() if by_system else nullcontext():
        revision.publish()
    assert ResultsPage.objects.get().live is not is_asked


def test_a_page_of_a_type_that_is_gone_is_none_of_ours(index: ResultsIndexPage) -> None:
    gone = ContentType.objects.create(app_label="gone", model="gone")
    page = index.add_child(instance=Page(title="Gone", slug="gone", content_type=gone))
    Page.objects.get(pk=page.pk).delete()
    assert kinds(page) == []


def only_its_body(page: ResultsPage) -> None:
    page.body, page.live = as_stream(good_body("Other words.")), False
    page.save(update_fields=["body"])


@pytest.mark.parametrize(
    ("live", "act"),
    [
        (False, lambda page: page.get_latest_revision().publish()),
        (True, lambda page: page.unpublish()),
        (False, lambda page: page.unpublish()),
        (True, only_its_body),
    ],
)
def test_whoever_changes_what_is_public_asks_for_the_lock_of_the_page_above(
    index: ResultsIndexPage, monkeypatch: pytest.MonkeyPatch, live: bool, act: Any
) -> None:
    page = ResultsPageFactory.create(parent=index, live=live)
    page.save_revision()
    locked: list[int] = []
    monkeypatch.setattr(guard, "lock_parent", lambda page: locked.append(page.pk))
    act(ResultsPage.objects.get())
    home_page().unpublish()
    assert set(locked) == {page.pk}


def test_the_system_publishes_what_is_incomplete_but_not_what_is_unsafe(
    index: ResultsIndexPage,
) -> None:
    with as_system():
        page = ResultsPageFactory.create(parent=index, content=incomplete_body())
        with pytest.raises(Refused):
            ResultsPageFactory.create(parent=index, content=unsafe_body(), year=2017)
    assert Publication.objects.get(page_id=page.pk).by_system


def test_a_page_that_broke_some_day_can_still_be_unpublished_and_moved(
    index: ResultsIndexPage,
) -> None:
    page = ResultsPageFactory.create(parent=index)
    ResultsPage.objects.update(body=as_stream(unsafe_body()))
    other = ResultsIndexPageFactory.create(slug="other")
    ResultsPage.objects.get().move(other, pos="last-child")
    page = ResultsPage.objects.get()
    page.save_revision(changed=False)
    page.last_published_at = None
    page.unpublish()
    assert kinds(page) == ["published", "moved", "unpublished"]


def test_a_reserved_slug_is_refused_now_and_later_even_if_nobody_typed_it(
    index: ResultsIndexPage,
) -> None:
    fields: Any
    # Without a period Wagtail makes the slug of the title.
    for fields in (
        {"slug": "figures"},
        {"slug": "", "title": "Figures", "period_start": None, "period_end": None},
    ):
        with pytest.raises(Refused) as caught:
            ResultsPageFactory.create(parent=index, live=False, **fields)
        assert list(caught.value.error_dict) == ["slug"]
    page = ResultsPageFactory.create(parent=index, live=False)
    page.slug = "figures"
    with pytest.raises(Refused):
        page.save()


def test_the_bare_page_of_an_incomplete_edition_does_not_become_live(
    index: ResultsIndexPage,
) -> None:
    page = ResultsPageFactory.create(parent=index, content=incomplete_body(), live=False)
    bare = Page.objects.get(pk=page.pk)
    bare.live = True
    with pytest.raises(Refused):
        bare.save()


def test_what_a_save_does_not_write_is_asked_as_it_stands_in_the_row(
    index: ResultsIndexPage,
) -> None:
    page = ResultsPageFactory.create(parent=index, content=incomplete_body(), live=False)
    page.body, page.live = as_stream(good_body()), True
    with pytest.raises(Refused):
        page.save(update_fields=["live"])
    page.save(update_fields=["live", "body"])
    assert kinds(page) == ["published"]


def test_a_public_page_is_asked_as_such_by_a_save_that_does_not_say_so(
    index: ResultsIndexPage,
) -> None:
    page = ResultsPageFactory.create(parent=index)
    page.body, page.live = as_stream(incomplete_body()), False
    with pytest.raises(Refused):
        page.save(update_fields=["body"])


def test_a_page_that_is_published_again_as_it_is_is_asked_again(index: ResultsIndexPage) -> None:
    page = ResultsPageFactory.create(parent=index)
    ResultsPage.objects.filter(pk=page.pk).update(body=as_stream(incomplete_body()))
    page = ResultsPage.objects.get(pk=page.pk)
    page.last_published_at = timezone.now()
    with pytest.raises(Refused):
        page.save()


def test_what_a_save_does_not_write_is_not_recorded_either(index: ResultsIndexPage) -> None:
    page = ResultsPageFactory.create(parent=index, live=False)
    page.title, page.live, page.last_published_at = "Another", True, timezone.now()
    page.save(update_fields=["live"])
    record = Publication.objects.get(page_id=page.pk)
    assert (record.title, record.published_at) == ("2016", None)
    assert reconcile() == NOTHING


def test_a_save_of_nothing_but_the_address_is_recorded_as_a_move(index: ResultsIndexPage) -> None:
    page = ResultsPageFactory.create(parent=index)
    before = page.url_path
    page.slug = "elsewhere"
    page.set_url_path(page.get_parent())
    page.save(update_fields=["slug", "url_path"])
    record = Publication.objects.filter(page_id=page.pk)[0]
    assert (record.kind, record.old_url_path, record.url_path) == ("moved", before, page.url_path)


def test_a_page_stays_a_draft_when_its_row_has_a_time_to_come(index: ResultsIndexPage) -> None:
    page = ResultsPageFactory.create(parent=index, live=False)
    ResultsPage.objects.update(go_live_at=TOMORROW)
    page.live = True
    page.save(update_fields=["live"])
    assert not ResultsPage.objects.get().live


def test_a_reason_without_a_field_is_about_the_whole_page(index: ResultsIndexPage) -> None:
    page = ResultsPageFactory.create(parent=index, live=False)
    page.open_points = [{"text": "Ask for the figures", "done": False}]
    page.save()
    revision = page.save_revision()
    with pytest.raises(Refused) as caught:
        revision.publish()
    assert list(caught.value.error_dict) == [NON_FIELD_ERRORS]
    assert "Ask for the figures" in str(caught.value)


def test_what_is_deleted_after_the_draft_was_checked_refuses_its_publication(
    index: ResultsIndexPage,
) -> None:
    image = ImageFactory.create()
    body = [*good_body(), block("image", "im", image=image.pk, alt_text="A picture")]
    revision = again(ResultsPageFactory.create(parent=index, content=body)).save_revision()
    image.delete()
    with pytest.raises(Refused):
        revision.publish()


def count_queries(page: Page, names: list[str] | None = None) -> int:
    page = again(page)
    with CaptureQueriesContext(connection) as captured:
        page.save(update_fields=names)
    return len(captured)


def test_the_guard_costs_a_draft_one_query_and_a_public_page_one_more_for_the_lock(
    index: ResultsIndexPage,
) -> None:
    draft = ResultsPageFactory.create(parent=index, live=False)
    public = ResultsPageFactory.create(parent=index, year=2017)
    saves = [(draft, None), (public, None), (home_page(), None), (public, ["locked"])]
    guarded = [count_queries(*save) for save in saves]
    name = "results.publishing.before_save"
    pre_save.disconnect(dispatch_uid=name)
    try:
        plain = [count_queries(*save) for save in saves]
    finally:
        pre_save.connect(guard.before_save, dispatch_uid=name)
    assert [with_ - without for with_, without in zip(guarded, plain, strict=True)] == [1, 2, 0, 0]


@committing
@routes(
    "edit",
    "approve",
    "scheduler",
    "v3 actions/publish",
    "v3 PATCH",
    "publish()",
    "action of a person",
)
def test_a_saved_state_is_checked_once_on_its_way_to_the_public(
    world: World, route: Route, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = world.live_with_draft(good_body())
    checked: Counter[type[Block]] = Counter()

    def counted(block: Block, value: Any) -> Iterator[Issue]:
        checked[type(block)] += 1
        return find_issues(block, value)

    monkeypatch.setattr(page_rules, "find_issues", counted)
    assert route(world, page).status in {200, 302}
    assert ResultsPage.objects.get(pk=page.pk).body
    assert set(checked.values()) == {1}


@pytest.fixture
def edition_of_the_site(
    index: ResultsIndexPage, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[], Any]]:
    """Makes live editions of 2016, not yet in the tree, of a type that the site has for this test."""
    monkeypatch.setattr(pages, "PAGE_MODEL_CLASSES", list(pages.PAGE_MODEL_CLASSES))
    meta = type("Meta", (), {"app_label": "home"})
    badge = StructBlock([("name", CharBlock())])
    attributes = {
        "__module__": __name__,
        "Meta": meta,
        "body": StreamField(ResultsStreamBlock([("badge", badge)]), blank=True),
        "content_panels": [*Page.content_panels, *ResultsPageMixin.results_panels],
        "template": "results/results_page.html",
    }
    model: Any = type("SiteEdition", (ResultsPageMixin, Page), attributes)
    with connection.schema_editor() as editor:
        editor.create_model(model)
    days = {"period_start": date(2016, 1, 1), "period_end": date(2016, 12, 31)}
    yield lambda: model(title="2016 too", slug="2016-too", locale=index.locale, **days)
    with connection.schema_editor() as editor:
        editor.delete_model(model)
    del apps.all_models["home"]["siteedition"]
    apps.clear_cache()


@committing
def test_the_period_of_our_edition_is_taken_for_one_of_the_site_s_and_the_reverse(
    index: ResultsIndexPage, edition_of_the_site: Callable[[], Any]
) -> None:
    draft = ResultsPageFactory.create(parent=index, live=False)
    index.add_child(instance=edition_of_the_site())
    with pytest.raises(Refused) as caught:
        draft.save_revision().publish()
    assert caught.value.refusals[0].code == "period_taken"
    assert list(caught.value.error_dict) == ["period_start"]

    index.get_children().get(slug="2016-too").delete()
    draft.save_revision().publish()
    with pytest.raises(Refused) as caught:
        ResultsIndexPage.objects.get().add_child(instance=edition_of_the_site())
    assert [refusal.code for refusal in caught.value.refusals] == ["period_taken"]


@committing
@routes("edit", "scheduler", "publish()")
def test_a_block_of_the_site_in_a_page_of_the_site_is_refused_with_its_place_or_shown(
    world: World, edition_of_the_site: Callable[[], Any], route: Route
) -> None:
    page = edition_of_the_site()
    page.live, page.body = False, json.dumps([block("badge", "b", name="")])
    world.index.add_child(instance=page)
    page.save_revision()
    (issue,) = page.get_refusals(publishing=True)
    assert (issue.code, issue.path) == ("required", ("body", page.body[0].id, "name"))
    assert re.search("This field is required|måste fyllas i", route(world, again(page)).said)
    assert kinds(page) == []
    page.body = json.dumps([block("badge", "b", name="Shown")])
    page.save_revision()
    route(world, again(page))
    assert kinds(page) == [Kind.PUBLISHED]
    assert "Shown" in Client().get(again(page).url).text
