"""Administrators keep webhooks in the admin, see what became of the messages, and send them again."""

from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

import pytest

from results.webhooks.models import Delivery, Endpoint, EventType
from tests.factories import MODERATOR, UserFactory, browser_of
from tests.pages import visit

pytestmark = pytest.mark.django_db

URL = "https://receiver.example/hook"
LIST = reverse("results_webhooks:index")


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


def test_the_list_says_what_became_of_the_messages_and_sends_again_what_failed(
    browser: Client, made: Endpoint
) -> None:
    moderator = browser_of(UserFactory.create(may=MODERATOR))
    dead = delivery(made, "dead", attempts=14, status=500)
    untried = delivery(made, "pending", due_at=timezone.now() + timedelta(hours=1))
    delivery(made, "pending", attempts=1, error="TimeoutError: No whole answer.")
    delivery(made, "delivered", attempts=1, status=204)
    (row,) = visit(LIST, browser).select("tbody tr")
    assert "2 1 204 Send again" in row.get_text(" ", strip=True)
    editor = visit(reverse("results_webhooks:edit", args=[made.pk]), browser)
    said = " ".join(editor.get_text().split())
    for each in ("delivered 204", "waiting TimeoutError: No whole answer.", "given up 500"):
        assert each in said
    button = row.select_one("[data-w-action-url-value]")
    assert button
    url = str(button["data-w-action-url-value"])
    moderator.post(url)
    assert made.count("dead") == 1
    browser.post(url)
    dead.refresh_from_db()
    assert (dead.state, dead.attempts) == ("pending", 0)
    assert Delivery.objects.get(pk=untried.pk).due_at == untried.due_at
    assert not Delivery.objects.filter(type="test").exists()


def test_a_webhook_of_which_nothing_failed_is_sent_a_test(browser: Client, made: Endpoint) -> None:
    (row,) = visit(LIST, browser).select("tbody tr")
    assert "Send a test" in row.get_text(" ", strip=True)
    browser.post(reverse("results_webhooks:send", args=[made.pk]))
    assert [(each.type, each.state) for each in Delivery.objects.all()] == [("test", "pending")]
