"""A published figure is changed with its entry only, whichever way; in the admin a screen asks for it."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from wagtail.models import Locale

import pytest
from bs4 import BeautifulSoup

from results.blocks import ChangeKind
from results.models import ResultsPage
from results.publishing import Refused
from results.rules.changes import add_changes
from tests.factories import (
    MODERATOR,
    ResultsPageFactory,
    UserFactory,
    again,
    as_stream,
    block,
    described,
    good_body,
)
from tests.routes import ROUTES, V3, Person, Route, routes, submit_for_approval
from tests.sharing.building import recorded

from .world import World

pytestmark = pytest.mark.django_db

FIGURE = good_body()[1]["value"]["stats"][0]["id"]


def body(value: str = "6500") -> list[dict[str, Any]]:
    found = good_body("Of 6558 reports we reviewed every one.")
    found[1]["value"]["stats"][0]["value"]["value"] = value
    return found


def changed(world: World, value: str = "6500") -> ResultsPage:
    """A published edition whose draft has another value of its figure."""
    page: ResultsPage = ResultsPageFactory.create(parent=world.index, content=body("6558"))
    page.save_revision(user=world.user).publish()
    page = again(page)
    page.body = as_stream(body(value))
    page.save_revision(user=world.user)
    return page


def value_of(page: Any) -> str:
    return str(again(page).body[1].value["stats"][0].value["value"])


def entries(page: Any) -> list[tuple[str, str, str]]:
    return [
        (str(each.value["value"]), each.value["kind"], each.value["reason"])
        for each in again(page).changes
    ]


# Descendants that are public already are left alone by the bulk action.
of_a_public_page = routes(without=("bulk with descendants",))


@of_a_public_page
def test_no_route_changes_a_published_figure_without_its_entry(world: World, route: Route) -> None:
    page = changed(world)
    route(world, page)
    assert (value_of(page), entries(page)) == ("6558", [])
    draft = again(page).get_latest_revision_as_object()
    assert draft.body[1].value["stats"][0].value["value"] == 6500


@of_a_public_page
def test_every_route_publishes_a_changed_figure_with_its_entry(world: World, route: Route) -> None:
    page = changed(world)
    described(page).save_revision(user=world.user)
    route(world, page)
    assert value_of(page) == "6500"
    assert [value for value, *_rest in entries(page)] == ["6558"]


def test_a_time_to_come_is_refused_at_once_without_the_entry(world: World) -> None:
    page = changed(world)
    page.go_live_at = timezone.now() + timedelta(days=1)
    revision = page.save_revision()
    with pytest.raises(Refused):
        revision.publish()
    revision = described(page).save_revision()
    revision.publish()
    revision.refresh_from_db()
    assert revision.approved_go_live_at == page.go_live_at


def test_api_v3_lists_each_figure_and_its_place_and_takes_figures_and_entries_together(
    world: World,
) -> None:
    page = changed(world)
    meta = {"type": "results.ResultsPage", "action": "publish"}
    response = world.api.patch(
        f"{V3}{page.pk}/", {"meta": meta, "body": body()}, content_type="application/json"
    )
    assert response.status_code == 422
    (error,) = response.json()["errors"]
    assert (error["type"], error["loc"]) == ("change_missing", ["body.1.value.stats.0.value"])
    assert "6" in error["msg"]
    why = {"figure": FIGURE, "kind": "revision", "reason": "Some came late."}
    data = {"meta": meta, "body": body(), "changes": [{"type": "change", "value": why}]}
    response = world.api.patch(f"{V3}{page.pk}/", data, content_type="application/json")
    assert response.status_code == 200
    assert entries(page) == [("6558", "revision", "Some came late.")]
    (shown,) = response.json()["changes"]
    assert shown["value"]["value"] == "6558"


def screen(page: ResultsPage) -> str:
    return reverse("results_admin:changes", args=[page.pk])


@routes("edit", "approve", "approve in the editor")
def test_publishing_in_the_admin_leads_to_the_screen_that_asks_why(
    world: World, route: Route
) -> None:
    page = changed(world)
    assert route(world, page).response.headers["location"] == screen(page)


def fields(page: ResultsPage, seen: str = "6,558, 2016", **answer: str) -> dict[str, str]:
    return {f"{FIGURE}-seen": seen, **{f"{FIGURE}-{name}": text for name, text in answer.items()}}


def test_the_screen_shows_old_and_new(world: World) -> None:
    page = changed(world)
    shown = world.browser.get(screen(page)).content.decode()
    label = page.body[1].value["stats"][0].value["label"]
    assert f">{label}</h2>" in shown
    assert "<del>6,558, 2016</del>" in shown
    assert "<ins>6,500, 2016</ins>" in shown


def test_the_screen_names_the_texts_with_a_former_value_in_every_language(world: World) -> None:
    page = changed(world)
    recorded(page)
    page.copy_for_translation(Locale.objects.create(language_code="en"), copy_parents=True)
    soup = BeautifulSoup(world.browser.get(screen(page)).content, "html.parser")
    swedish, english = (each.get_text() for each in soup.select(".results-changes__texts li"))
    said = "Text section “The hotline” › text – “6558” was the value of “reports reviewed”"
    assert swedish.startswith(f"Swedish: {said}")
    assert english.startswith(f"English: {said}")


def test_nothing_is_published_until_kind_and_reason_are_said(world: World) -> None:
    page = changed(world)
    for answer in ({}, {"kind": "correction"}, {"reason": "58 were counted twice."}):
        response = world.browser.post(screen(page), fields(page, **answer))
        assert response.status_code == 200
    assert "Choose the kind of change." in response.content.decode()
    assert (value_of(page), entries(page)) == ("6558", [])


def test_one_answer_holds_for_all_that_say_nothing_else(world: World) -> None:
    page = changed(world)
    other = block("stat", "other", value="12", label="meetings", unit="number")
    page.body = as_stream([*body("6558"), other])
    page.save_revision().publish()
    page = again(page)
    page.body = as_stream(body())
    page.save_revision()
    answer = {
        "all-kind": "correction",
        "all-reason": "Counted anew.",
        **fields(page, kind="revision"),
        f"{other['id']}-seen": "12, 2016",
    }
    assert world.browser.post(screen(page), answer).status_code == 302
    assert entries(page) == [
        ("6558", "revision", "Counted anew."),
        ("12", "withdrawn", "Counted anew."),
    ]


def test_an_approval_that_met_the_screen_ends_the_review_as_approved(world: World) -> None:
    page = submit_for_approval(changed(world), world.user)
    state = page.current_workflow_state
    answer = fields(page, kind="correction", reason="58 were counted twice.")
    world.browser.post(screen(page), answer)
    state.refresh_from_db()
    assert state.status == state.STATUS_APPROVED
    assert value_of(page) == "6500"


def test_of_two_who_publish_other_values_the_second_is_asked_about_the_firsts(world: World) -> None:
    page = changed(world, "6500")
    first, second = again(page), again(page)
    first.body, second.body = as_stream(body("6500")), as_stream(body("6510"))
    for draft in (first, second):
        add_changes(draft, {FIGURE: (ChangeKind.CORRECTION.value, "Counted twice.")})
    later = second.save_revision()
    first.save_revision().publish()
    with pytest.raises(Refused) as refused:
        later.publish()
    assert "6" in str(refused.value)
    assert value_of(page) == "6500"
    described(later.as_object()).save_revision().publish()
    assert [value for value, *_rest in entries(page)] == ["6558", "6500"]


def test_an_answer_about_a_figure_that_has_changed_meanwhile_is_asked_again(world: World) -> None:
    page = changed(world)
    answer = fields(page, seen="6,557, 2016", kind="correction", reason="Counted twice.")
    response = world.browser.post(screen(page), answer)
    assert "check the figure again" in response.content.decode()
    assert value_of(page) == "6558"


@pytest.fixture
def publisher(world: World) -> Person:
    """Who may publish, but not change what is published."""
    return Person.of(UserFactory.create(may=MODERATOR))


def test_whoever_may_not_change_published_figures_may_save_them_and_reads_why_not_more(
    world: World, publisher: Person
) -> None:
    page = changed(world)
    described(page.get_latest_revision_as_object()).save_revision()
    page = again(page)
    assert publisher.edit(page, **{"action-save": "1"}).status_code == 302
    response = publisher.edit(page)
    assert response.status_code == 200
    assert "the right to change published figures" in response.content.decode()
    assert publisher.browser.get(screen(page)).status_code == 302
    assert value_of(page) == "6558"


@routes(
    "v3 actions/publish", "v3 PATCH", "action of a person", "approve by a program", "bulk", "edit"
)
def test_nobody_without_the_permission_changes_a_published_figure(
    world: World, publisher: Person, route: Route
) -> None:
    page = changed(world)
    described(page).save_revision()
    route(publisher, page)
    assert value_of(page) == "6558"


def test_a_set_time_is_no_way_around_the_permission(world: World, publisher: Person) -> None:
    page = changed(world)
    page.go_live_at = timezone.now() + timedelta(days=1)
    described(page).save_revision()
    answer = ROUTES["v3 actions/publish"](publisher, page)
    assert answer.status == 422
    assert answer.response.json()["errors"][0]["type"] == "change_not_permitted"


def test_whoever_was_given_the_permission_changes_published_figures(
    world: World, publisher: Person
) -> None:
    page = changed(world)
    right = Permission.objects.get(codename="change_published_figures")
    publisher.user.user_permissions.add(right)
    answer = fields(page, kind="correction", reason="Counted twice.")
    assert publisher.browser.post(screen(page), answer).status_code == 302
    assert value_of(page) == "6500"
    assert entries(page) == [("6558", "correction", "Counted twice.")]
    assert not again(page).has_unpublished_changes
