"""Guessed passwords, the end of sessions, and forgotten passwords, with Wagtail's own login."""

import re
from datetime import timedelta
from threading import Event
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.core import mail
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.db.models import F
from django.test import Client, RequestFactory
from django.urls import reverse

import pytest
from axes.models import AccessAttempt
from django_tasks import task_backends

from cms.middleware import client_address
from cms.tasks import ThreadBackend

PASSWORD = "correct horse battery"
LIMIT_OF_AN_ADDRESS = 25

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def editor() -> User:
    cache.clear()
    return get_user_model().objects.create_superuser("editor", "editor@example.org", PASSWORD)


def sign_in(client: Client, password: str = PASSWORD, name: str = "editor", **extra: Any) -> Any:
    data = {"username": name, "password": password}
    return client.post(reverse("wagtailadmin_login"), data, **extra)


def is_in(client: Client) -> bool:
    return client.get("/admin/").status_code == 200


def spray(client: Client, times: int, **extra: Any) -> list[int]:
    """Try one password with many names."""
    return [sign_in(client, "wrong", f"name-{n}", **extra).status_code for n in range(times)]


def test_an_address_guesses_with_all_names_together_five_times_as_often(client: Client) -> None:
    answers = spray(client, LIMIT_OF_AN_ADDRESS)

    assert answers == [200] * (LIMIT_OF_AN_ADDRESS - 1) + [429]
    assert sign_in(client).status_code == 429
    assert sign_in(Client(), REMOTE_ADDR="192.0.2.2").status_code == 302


def test_an_account_of_one_s_own_gives_no_further_guesses(client: Client) -> None:
    get_user_model().objects.create_user("kim", password=PASSWORD)
    spray(client, LIMIT_OF_AN_ADDRESS - 1)
    sign_in(client, name="kim")

    assert sign_in(client, "wrong", "somebody").status_code == 429


@pytest.mark.parametrize(
    ("address", "seen"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("::1", "::"),
        ("", ""),
    ],
)
def test_an_address_is_known_by_what_one_visitor_has(
    address: str, seen: str, rf: RequestFactory
) -> None:
    assert client_address(rf.get("/", REMOTE_ADDR=address)) == seen


def test_the_page_says_how_long_to_wait_and_trying_again_makes_it_no_longer(client: Client) -> None:
    spray(client, LIMIT_OF_AN_ADDRESS)
    earlier = timedelta(minutes=40)
    AccessAttempt.objects.update(attempt_time=F("attempt_time") - earlier)
    kept = AccessAttempt.objects.count()

    for _ in range(2):
        answer = sign_in(client, name="another")

    assert 1190 <= int(answer["Retry-After"]) <= 1200
    assert "20 minut" in answer.text
    assert AccessAttempt.objects.count() == kept
    AccessAttempt.objects.update(attempt_time=F("attempt_time") - earlier)
    assert sign_in(client).status_code == 302


def test_a_new_password_ends_every_session(client: Client) -> None:
    sign_in(client)
    assert is_in(client)
    visitor = Client()
    visitor.post(reverse("wagtailadmin_password_reset"), {"email": "editor@example.org"})
    link = re.search(r"http://testserver(/\S+)", str(mail.outbox[0].body))
    assert link
    form = visitor.get(link[1], follow=True).redirect_chain[-1][0]
    new = "battery staple correct"
    visitor.post(form, {"new_password1": new, "new_password2": new})

    assert not is_in(client)
    assert sign_in(client).status_code == 200
    assert sign_in(client, new).status_code == 302


def test_whoever_signs_out_is_signed_out_everywhere_and_nobody_else_is(client: Client) -> None:
    get_user_model().objects.create_superuser("kim", password=PASSWORD)
    copied, forgotten, another = Client(), Client(), Client()
    sign_in(client)
    sign_in(forgotten)
    sign_in(another, name="kim")
    copied.cookies["sessionid"] = client.cookies["sessionid"].value

    client.post(reverse("wagtailadmin_logout"))

    assert not is_in(client)
    assert not is_in(copied)
    assert not is_in(forgotten)
    assert is_in(another)


@pytest.mark.parametrize(("remember", "ends"), [("", ""), ("on", 12 * 60 * 60)])
def test_a_session_ends_with_the_browser_unless_asked_and_after_half_a_day(
    remember: str, ends: object, client: Client
) -> None:
    data = {"username": "editor", "password": PASSWORD, "remember": remember}
    answer = client.post(reverse("wagtailadmin_login"), data)

    assert answer.cookies["sessionid"]["max-age"] == ends
    assert client.session.get_expiry_age() == 12 * 60 * 60


def test_the_mail_about_a_forgotten_password_names_the_site_whatever_host_was_asked(
    client: Client,
) -> None:
    address, data = reverse("wagtailadmin_password_reset"), {"email": "editor@example.org"}

    assert client.post(address, data, headers={"host": "evil.example"}).status_code == 400
    assert not mail.outbox
    client.post(address, data, headers={"host": "localhost"})
    assert "http://testserver/admin/password_reset/confirm/" in mail.outbox[0].body
    assert "localhost" not in mail.outbox[0].body


def forget(client: Client, email: str = "editor@example.org", **extra: Any) -> Any:
    return client.post(reverse("wagtailadmin_password_reset"), {"email": email}, **extra)


def test_an_account_gets_three_mails_an_hour_whoever_asks_for_them(client: Client) -> None:
    answers = [forget(client, REMOTE_ADDR=f"192.0.2.{number}") for number in range(5)]

    assert [answer.status_code for answer in answers] == [302, 302, 302, 200, 200]
    assert "har begärts för ofta under en timme" in answers[-1].text
    assert len(mail.outbox) == 3


def test_a_client_asks_for_ten_mails_an_hour_whatever_addresses_it_makes_up(client: Client) -> None:
    for number in range(10):
        assert forget(client, f"nobody-{number}@example.org").status_code == 302

    assert forget(client).status_code == 200
    assert not mail.outbox
    assert forget(client, REMOTE_ADDR="192.0.2.7").status_code == 302
    assert len(mail.outbox) == 1


def test_whether_there_is_an_account_shows_in_no_answer(client: Client) -> None:
    def told(answer: Any) -> tuple[int, str, str]:
        text = re.sub(r"\b\w{64}\b|\w+@example.org", "", answer.text)
        return answer.status_code, answer.headers.get("Location", ""), text

    for _time in range(4):
        somebody, nobody = forget(client), forget(client, "nobody@example.org")
        assert told(somebody) == told(nobody)


@pytest.mark.django_db(transaction=True)
def test_nobody_waits_for_the_mail(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    may_send, is_sent = Event(), Event()

    def send(message: EmailMessage, **_options: Any) -> None:
        assert may_send.wait(30)
        mail.outbox.append(message)
        is_sent.set()

    monkeypatch.setattr(EmailMessage, "send", send)
    task_backends["mail"] = ThreadBackend("mail", {})
    try:
        assert forget(client).status_code == 302
    finally:
        del task_backends["mail"]
    assert not mail.outbox
    may_send.set()
    assert is_sent.wait(30)
    assert "http://testserver/admin/password_reset/confirm/" in mail.outbox[0].body
