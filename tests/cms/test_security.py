"""What a browser is told by every response, what HTML a page may hold, and guessed passwords."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.http import HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import reverse

from wagtail import blocks
from wagtail.fields import StreamField

import pytest

from cms.middleware import TextGZipMiddleware, client_address

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


def sign_in(client: Client, password: str, **headers: str) -> Any:
    credentials = {"username": "editor", "password": password}
    return client.post(reverse("wagtailadmin_login"), credentials, **headers)  # type: ignore[arg-type]


@pytest.fixture
def editor() -> Any:
    return get_user_model().objects.create_superuser("editor", password="correct horse battery")


@pytest.mark.usefixtures("editor")
def test_a_password_can_be_guessed_five_times_only(client: Client) -> None:
    answers = [sign_in(client, "wrong").status_code for _ in range(5)]
    locked = sign_in(client, "correct horse battery")

    assert answers == [200, 200, 200, 200, 429]
    assert locked.status_code == 429
    assert "För många försök</h1>" in locked.content.decode()
    assert "_auth_user_id" not in client.session


@pytest.mark.usefixtures("editor")
def test_a_forged_forwarding_header_gives_no_further_guesses(client: Client) -> None:
    answers = [
        sign_in(client, "wrong", HTTP_X_FORWARDED_FOR=f"192.0.2.{n}").status_code for n in range(6)
    ]

    assert answers[-1] == 429


@pytest.mark.usefixtures("editor")
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


@pytest.mark.usefixtures("editor")
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
