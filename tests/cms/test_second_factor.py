"""A site that asks for a second factor gives no rights to a password alone, at no address."""

import time
from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import URLPattern, reverse

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from pytest_django import Settings

from cms import urls
from cms.accounts import urls as account_urls
from cms.accounts.urls import accounts

PASSWORD = "correct horse battery"
SECRET = 32 * "A"
LOGIN, CODE, FACTORS = "/accounts/login/", "/accounts/2fa/authenticate/", "/accounts/2fa/"

urlpatterns = [*account_urls.urlpatterns, *urls.urlpatterns]
handler404, handler429 = urls.handler404, urls.handler429
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@pytest.fixture(autouse=True)
def second_factor(settings: Settings) -> None:
    settings.SECOND_FACTOR = True
    settings.WAGTAIL_FRONTEND_LOGIN_URL = settings.LOGIN_URL


@pytest.fixture
def editor() -> User:
    return get_user_model().objects.create_superuser("editor", "editor@example.org", PASSWORD)


@pytest.fixture
def with_app(editor: User) -> User:
    """An editor who has set up an app, and recovery codes with it."""
    TOTP.activate(editor, SECRET)
    RecoveryCodes.activate(editor)
    return editor


def code(secret: str = SECRET) -> str:
    """What the app shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def give_password(client: Client, password: str = PASSWORD, **extra: Any) -> Any:
    data = {"login": "editor", "password": password}
    return client.post(f"{LOGIN}?next=/admin/", data, **extra)


def give_code(client: Client, given: str = "", **extra: Any) -> Any:
    return client.post(CODE, {"code": given or code()}, **extra)


def sign_in(client: Client) -> Client:
    give_password(client)
    assert give_code(client)["Location"] == "/admin/"
    return client


def is_in(client: Client) -> bool:
    return client.get("/admin/").status_code == 200


@pytest.mark.parametrize(
    "address",
    ["/", "/admin/", "/admin/account/", "/api/v2/pages/", "/snapshots/", "/documents/1/x/", "/x/"],
)
def test_a_password_alone_leads_from_everywhere_to_the_setting_up(
    address: str, editor: User, client: Client
) -> None:
    assert give_password(client)["Location"] == "/admin/"

    for answer in (client.get(address), client.post(address)):
        assert answer.status_code == 302
        assert answer["Location"] == FACTORS
    assert client.get(FACTORS).status_code == 200


@pytest.mark.usefixtures("editor")
def test_a_session_from_any_other_door_leads_to_the_setting_up_too(client: Client) -> None:
    client.post("/_util/login/", {"username": "editor", "password": PASSWORD})

    assert "_auth_user_id" in client.session
    assert client.get("/admin/")["Location"] == FACTORS


@pytest.mark.django_db(transaction=True)
def test_an_app_is_set_up_with_the_password_and_then_asked_for(
    editor: User, client: Client
) -> None:
    give_password(client)
    asked = client.get(reverse("mfa_activate_totp"))
    client.post(asked["Location"], {"password": PASSWORD})
    form = client.get(reverse("mfa_activate_totp"))
    secret = form.context["form"].secret
    assert f"<code>{secret}</code>" in form.text
    assert "data:" not in form.text

    done = client.post(reverse("mfa_activate_totp"), {"code": code(secret)})

    codes = client.get(done["Location"])
    assert len(codes.context["unused_codes"]) == 10
    assert is_in(client)
    other = Client()
    assert give_password(other)["Location"] == CODE
    assert not is_in(other)
    assert give_code(other, code(secret))["Location"] == "/admin/"
    assert is_in(other)
    assert f'href="{FACTORS}"' in other.get("/admin/account/").text
    # The recovery codes that came with the app are not what was shown.
    Authenticator.objects.filter(type=Authenticator.Type.TOTP).delete()
    assert not is_in(client)


def test_whoever_knows_only_the_password_is_out_when_the_editor_has_set_up_a_factor(
    editor: User, client: Client
) -> None:
    give_password(client)
    TOTP.activate(editor, SECRET)

    taking_away = client.post(reverse("mfa_deactivate_totp"))

    assert taking_away["Location"].startswith("/admin/login/")
    assert not is_in(client)
    assert not Session.objects.exists()
    assert Authenticator.objects.filter(user=editor).exists()


def test_a_recovery_code_lets_in_once(with_app: User, client: Client) -> None:
    spare = RecoveryCodes.activate(with_app).get_unused_codes()[0]
    for browser, leads_to in ((client, "/admin/"), (Client(), None)):
        give_password(browser)
        assert give_code(browser, spare).get("Location") == leads_to


@pytest.mark.django_db(transaction=True)
def test_new_recovery_codes_do_not_sign_out_whoever_came_with_an_old_one(
    with_app: User, client: Client
) -> None:
    give_password(client)
    give_code(client, RecoveryCodes.activate(with_app).get_unused_codes()[0])
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    made = client.post(reverse("mfa_generate_recovery_codes"))

    assert client.get(made["Location"]).status_code == 200
    assert is_in(client)


def test_a_factor_that_is_taken_away_ends_the_sessions_that_it_has_opened(
    with_app: User, client: Client
) -> None:
    sign_in(client)
    assert is_in(client)

    # With the recovery codes as well, as an administrator does for somebody who has lost everything.
    Authenticator.objects.filter(user=with_app).delete()

    assert not is_in(client)
    # Nor is it led to setting up a new one: it may be a thief's.
    assert "/login/" in client.get(FACTORS)["Location"]


@pytest.mark.usefixtures("with_app")
def test_wrong_codes_count_as_wrong_passwords_do(client: Client) -> None:
    prepared = Client()
    give_password(prepared)
    give_password(client)

    answers = [give_code(client, "000000").status_code for _ in range(5)]
    in_time = give_code(prepared)

    assert answers == [200, 200, 200, 200, 429]
    assert in_time.status_code == 429
    assert 0 < int(in_time["Retry-After"]) <= 3600
    assert not is_in(prepared)


def test_nobody_locks_an_editor_out_by_the_name(with_app: User, client: Client) -> None:
    for n in range(30):
        give_password(Client(), "wrong", REMOTE_ADDR=f"192.0.2.{n}")

    sign_in(client)


@pytest.mark.usefixtures("editor")
def test_wagtail_s_own_login_leads_to_this_one(client: Client) -> None:
    asked = client.get("/admin/pages/", follow=True)

    assert asked.redirect_chain[-1][0] == f"{LOGIN}?next=%2Fadmin%2Fpages%2F"
    posted = client.post("/admin/login/", {"username": "editor", "password": PASSWORD})
    assert posted["Location"] == LOGIN
    assert "_auth_user_id" not in client.session


def test_a_visitor_without_a_session_is_not_looked_at(client: Client) -> None:
    answer = client.get("/", follow=True)

    assert "Cookie" not in answer.headers.get("Vary", "")
    assert not Session.objects.exists()


# Where somebody is sent who has to show more first.
ASKING = {
    "/admin/login/": "login",
    LOGIN: "login",
    CODE: "code",
    "/accounts/reauthenticate/": "again",
}
# For nobody, for who gave the password and has no factor, for who has one and has not shown it
# (nobody, wherever it is not the question for it), for who has shown it.
ROWS = {
    "account_login": "ok away code away",
    "account_logout": "away ok away ok",
    "account_inactive": "ok ok ok ok",
    "account_reauthenticate": "login ok login ok",
    "account_reset_password": "away away away away",
    "mfa_index": "login ok login ok",
    "mfa_authenticate": "login away ok away",
    "mfa_reauthenticate": "login again login ok",
    "mfa_activate_totp": "login again login again",
    "mfa_deactivate_totp": "login 404 login again",
    "mfa_view_recovery_codes": "login 404 login 404",
    "mfa_generate_recovery_codes": "login again login again",
    "mfa_download_recovery_codes": "login 404 login 404",
    "mfa_list_webauthn": "login ok login ok",
    "mfa_add_webauthn": "login again login again",
    "mfa_reauthenticate_webauthn": "login again login again",
    "mfa_remove_webauthn": "login again login again",
    "mfa_edit_webauthn": "login again login again",
    "mfa_login_webauthn": "login away code away",
}
WITH_KEY = {"mfa_remove_webauthn", "mfa_edit_webauthn"}


def _names(patterns: Iterable[Any]) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield str(pattern.name)
        else:
            yield from _names(pattern.url_patterns)


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    assert set(_names(accounts)) == set(ROWS)


@pytest.mark.parametrize("name", ROWS)
@pytest.mark.parametrize("role", ["nobody", "password", "not shown", "shown"])
def test_an_address_does_for_whoever_asks_what_its_row_says(
    name: str, role: str, editor: User, client: Client
) -> None:
    other = get_user_model().objects.create_superuser("other", "other@example.org", PASSWORD)
    key = TOTP.activate(other, SECRET).instance
    if "shown" in role:
        TOTP.activate(editor, SECRET)
    if role == "shown":
        sign_in(client)
    elif role != "nobody":
        give_password(client)
    kept = list(Authenticator.objects.values())
    url = reverse(name, args=[key.pk] if name in WITH_KEY else [])

    said = ROWS[name].split()[["nobody", "password", "not shown", "shown"].index(role)]

    assert _word(client.get(url)) == said
    client.post(url)
    assert list(Authenticator.objects.values()) == kept


def _word(response: Any) -> str:
    if response.status_code == 302:
        return ASKING.get(response["Location"].partition("?")[0], "away")
    return "ok" if response.status_code == 200 else str(response.status_code)
