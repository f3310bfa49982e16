"""Administrators keep webhooks in the admin, see what became of each message, and are told of failures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

import pytest

from results.webhooks.models import Delivery, Endpoint, EventType
from tests.factories import MODERATOR, UserFactory, browser_of
from tests.pages import visit

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db

URL = "https://receiver.example/hook"
LOG = reverse("results_webhooks_admin:deliveries")


@pytest.fixture
def browser(db: None) -> Client:
    return browser_of(language="en")


@pytest.fixture
def made() -> Endpoint:
    return Endpoint.objects.create(name="Example data", url=URL, events=["edition.published"])


def delivery(endpoint: Endpoint, state: str, **fields: object) -> Delivery:
    type = EventType.PUBLISHED.value
    return Delivery.objects.create(
        endpoint=endpoint, event_id="msg_1", type=type, body="{}", state=state, **fields
    )


def test_an_endpoint_gets_a_secret_when_it_is_made_and_is_refused_without_tls(
    browser: Client,
) -> None:
    form = {"name": "Example data", "url": URL, "events": ["edition.moved"], "enabled": "on"}
    adding = reverse("results_webhooks:add")
    assert "test" not in {each["value"] for each in visit(adding, browser).select("[name=events]")}
    answer = browser.post(adding, form | {"url": "http://10.0.0.1/"})
    assert "begins with https://" in answer.content.decode()
    assert browser.post(adding, form).status_code == 302
    endpoint = Endpoint.objects.get()
    assert endpoint.events == ["edition.moved"]
    shown = visit(reverse("results_webhooks:edit", args=[endpoint.pk]), browser).select_one(
        "main code"
    )
    assert shown
    assert shown.text == endpoint.secret
    assert len(endpoint.secret) > 40


def test_the_buttons_send_a_test_and_make_a_new_secret(browser: Client, made: Endpoint) -> None:
    editor = visit(reverse("results_webhooks:edit", args=[made.pk]), browser)
    rotate, test = (
        str(each["data-w-action-url-value"]) for each in editor.select("[data-w-action-url-value]")
    )
    browser.post(test)
    assert [(each.type, each.state) for each in Delivery.objects.all()] == [("test", "pending")]
    browser.post(rotate)
    before = made.secret
    made.refresh_from_db()
    assert made.previous_secret == before != made.secret
    answer = browser.get(reverse("results_webhooks:edit", args=[made.pk]))
    assert "signs too, until" in answer.content.decode()


def test_the_log_says_what_became_of_each_message_and_sends_it_again(
    browser: Client, made: Endpoint
) -> None:
    dead = delivery(made, "dead", attempts=14, status=500)
    delivery(made, "pending", attempts=1, error="TimeoutError: No whole answer.")
    delivery(made, "delivered", attempts=1, status=204)
    rows = [row.get_text(" ", strip=True) for row in visit(LOG, browser).select("tbody tr")]
    for row, said in zip(
        rows,
        ("delivered 1 204", "waiting 1 TimeoutError: No whole", "given up 14 500"),
        strict=True,
    ):
        assert said in row
    (filtered,) = visit(f"{LOG}?state=dead", browser).select("tbody tr")
    button = filtered.select_one("[data-w-action-url-value]")
    assert button
    browser.post(str(button["data-w-action-url-value"]))
    dead.refresh_from_db()
    assert (dead.state, dead.attempts) == ("pending", 0)


def test_the_front_page_of_the_admin_says_what_was_given_up(
    browser: Client, made: Endpoint
) -> None:
    home = reverse("wagtailadmin_home")
    assert not visit(home, browser).select("#results-webhooks-section")
    delivery(made, "dead")
    delivery(made, "dead")
    (panel,) = visit(home, browser).select("#results-webhooks-section")
    assert "Example data: 2 messages were given up" in " ".join(panel.get_text().split())
    (row,) = visit(reverse("results_webhooks:index"), browser).select("tbody tr")
    assert row.select("td")[-1].get_text(strip=True) == "2"
    moderator = browser_of(UserFactory.create(may=MODERATOR))
    assert not visit(home, moderator).select("#results-webhooks-section")
