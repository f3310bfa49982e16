"""What each address of the second factor does, for whom."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import URLPattern, reverse

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP

from cms.accounts.urls import accounts
from tests.cms.test_second_factor import (
    LOGIN,
    PASSWORD,
    SECRET,
    editor,
    give_password,
    second_factor,
    sign_in,
    urlpatterns,
)

__all__ = ["editor", "second_factor", "urlpatterns"]
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]

# Where somebody is sent who has to show more first.
ASKING = {
    "/admin/login/": "login",
    LOGIN: "login",
    "/accounts/2fa/authenticate/": "code",
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
    name: str, role: str, editor: Any, client: Client
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
