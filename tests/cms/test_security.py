"""What a browser is told by every response, what HTML a page may hold, guessed and forgotten passwords, and the end of sessions."""

import re
from collections.abc import Iterator
from datetime import timedelta
from threading import Event
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.core import mail
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.db.models import F
from django.http import HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import reverse

from wagtail import blocks
from wagtail.fields import StreamField

import pytest
from axes.models import AccessAttempt
from django_tasks import task_backends

from cms.middleware import TextGZipMiddleware, client_address
from cms.tasks import ThreadBackend

pytestmark = pytest.mark.django_db

PUBLIC_ADDRESSES = [
    "/",
    "/nothing-here/",
    "/en/",
    "/api/v2/pages/",
    "/api/v3-preview/pages/",
    "/api/x/",
]


def policy(response: Any) -> dict[str, list[str]]:
    """The Content-Security-Policy as directives and their sources."""
    header = response.headers["Content-Security-Policy"]
    directives = (directive.split() for directive in header.split(";") if directive.strip())
    return {name: sources for name, *sources in directives}


@pytest.mark.parametrize("address", [*PUBLIC_ADDRESSES, "/administration/"])
def test_public_responses_allow_nothing_inline_and_nothing_from_elsewhere(
    address: str, client: Client
) -> None:
    directives = policy(client.get(address))

    assert directives["default-src"] == ["'none'"]
    assert directives["frame-ancestors"] == ["'self'"]
    assert directives["object-src"] == directives["base-uri"] == ["'none'"]
    # The players of films, which no page asks for by itself.
    assert all(host.startswith("https://") for host in directives.pop("frame-src"))
    sources = {source for values in directives.values() for source in values}
    assert sources == {"'none'", "'self'"}


def test_the_admin_has_a_policy_of_its_own(admin_client: Client) -> None:
    directives = policy(admin_client.get("/admin/"))

    assert directives["script-src"] == ["'self'", "'unsafe-inline'"]
    assert directives["frame-ancestors"] == ["'self'"]
    assert directives["object-src"] == directives["base-uri"] == ["'none'"]
    sources = {source for values in directives.values() for source in values}
    assert sources == {"'none'", "'self'", "'unsafe-inline'", "data:", "blob:"}


STATIC_FILES = ["/static/results/figure.js", "/static/img/icon.svg"]


@pytest.mark.parametrize("address", [*PUBLIC_ADDRESSES, "/admin/login/", *STATIC_FILES])
def test_every_response_carries_the_other_headers(address: str, client: Client) -> None:
    with override_settings(WHITENOISE_USE_FINDERS=True):
        response = client.get(address)

    assert policy(response)
    headers = response.headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "geolocation=()" in headers["Permissions-Policy"]
    if address in STATIC_FILES:
        assert response.status_code == 200
        assert policy(response)["default-src"] == ["'none'"]
    else:
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert headers["X-Frame-Options"] == "DENY"


def test_a_password_can_be_guessed_five_times_only(client: Client) -> None:
    answers = [sign_in(client, "wrong").status_code for _ in range(5)]
    locked = sign_in(client, "correct horse battery")

    assert answers == [200, 200, 200, 200, 429]
    assert locked.status_code == 429
    assert "För många försök</h1>" in locked.content.decode()
    assert "_auth_user_id" not in client.session


def test_a_forged_forwarding_header_gives_no_further_guesses(client: Client) -> None:
    answers = [
        sign_in(client, "wrong", HTTP_X_FORWARDED_FOR=f"192.0.2.{n}").status_code for n in range(6)
    ]

    assert answers[-1] == 429


@override_settings(PROXY_COUNT=1)
def test_behind_a_proxy_the_visitor_is_who_the_proxy_saw(client: Client) -> None:
    for n in range(6):
        forged = sign_in(client, "wrong", HTTP_X_FORWARDED_FOR=f"192.0.2.{n}, 198.51.100.1")

    other = sign_in(client, "correct horse battery", HTTP_X_FORWARDED_FOR="198.51.100.2")

    assert forged.status_code == 429
    assert other.status_code == 302


@pytest.mark.parametrize("header", ["", "nonsense", "192.0.2.1, <script>", ",,"])
@override_settings(PROXY_COUNT=1)
def test_a_forwarding_header_that_makes_no_sense_is_left_aside(header: str, rf: Any) -> None:
    request = rf.get("/", headers={"x-forwarded-for": header})

    assert client_address(request) == "127.0.0.1"


def test_a_password_is_never_logged(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    sign_in(client, "mistyped-secret")
    sign_in(client, "correct horse battery")

    assert "mistyped-secret" not in caplog.text
    assert "correct horse battery" not in caplog.text


def test_only_whole_answers_of_text_are_compressed(rf: RequestFactory) -> None:
    def encoding(kind: str, status: int = 200) -> str | None:
        answer = HttpResponse(b"a" * 1000, content_type=kind, status=status)
        request = rf.get("/", headers={"accept-encoding": "gzip"})
        given = TextGZipMiddleware(lambda _: answer).process_response(request, answer)
        return given.headers.get("Content-Encoding")

    assert encoding("text/html; charset=utf-8") == encoding("application/json") == "gzip"
    assert encoding("application/pdf") is encoding("image/webp") is encoding("font/woff2") is None
    assert encoding("text/css", 206) is None


def all_blocks(block: blocks.Block) -> Iterator[blocks.Block]:
    yield block
    if isinstance(block, blocks.ListBlock):
        yield from all_blocks(block.child_block)
    for child in getattr(block, "child_blocks", {}).values():
        yield from all_blocks(child)


def test_no_block_takes_raw_html() -> None:
    streams = [
        field
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, StreamField)
    ]
    assert streams
    found = [block for field in streams for block in all_blocks(field.stream_block)]
    assert not [block for block in found if isinstance(block, blocks.RawHTMLBlock)]


PASSWORD = "correct horse battery"
LIMIT_OF_AN_ADDRESS = 25


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
