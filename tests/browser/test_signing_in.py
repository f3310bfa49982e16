"""A passkey is set up and used in Chromium, under the site's strict policy, by whoever reads so."""

from urllib.parse import urlsplit

from django.contrib.auth import get_user_model

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

from cms import urls
from cms.accounts import urls as account_urls
from tests.browser.conftest import speak
from tests.browser.looks import assert_it_looks_right

urlpatterns = [*account_urls.urlpatterns, *urls.urlpatterns]
pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls(__name__),
]
PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def editor(settings: Settings, page: Page) -> None:
    settings.SECOND_FACTOR = True
    get_user_model().objects.create_superuser("editor", "editor@example.org", PASSWORD)
    speak("en")


def has_key(page: Page) -> None:
    """Give the browser a key that confirms each time, as a phone does with a finger."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def give_password(page: Page) -> None:
    page.goto("/admin/")
    page.locator("[name=login]").fill("editor")
    page.locator("[name=password]").fill(PASSWORD)
    with page.expect_navigation(url="**/accounts/2fa/**"):
        page.locator("[name=password]").press("Enter")


def set_up(page: Page) -> None:
    """Add a passkey, for which the password is asked once more."""
    page.goto("/accounts/2fa/")
    page.get_by_role("link", name="Add a passkey").click()
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    page.get_by_label("Passwordless").check()
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("heading", name="Recovery Codes")).to_be_visible()


def is_in(page: Page) -> bool:
    page.goto("/admin/")
    return urlsplit(page.url).path == "/admin/"


def sign_out(page: Page) -> None:
    page.goto("/accounts/2fa/")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/")


def test_a_passkey_lets_in_without_a_password_and_after_one(page: Page) -> None:
    has_key(page)
    give_password(page)
    set_up(page)
    assert is_in(page)
    sign_out(page)
    assert not is_in(page)

    page.locator("#passkey_login").click()
    page.wait_for_url(lambda url: urlsplit(url).path == "/admin/")
    sign_out(page)

    give_password(page)
    page.locator("#mfa_webauthn_authenticate").click()
    page.wait_for_url(lambda url: urlsplit(url).path == "/admin/")


def test_the_pages_can_be_read_by_everybody_and_fit_a_narrow_window(page: Page) -> None:
    has_key(page)
    page.goto("/accounts/login/")
    assert_it_looks_right(page)
    give_password(page)
    assert_it_looks_right(page)
    set_up(page)
    for address in ("", "totp/activate/", "webauthn/", "webauthn/add/", "recovery-codes/generate/"):
        page.goto(f"/accounts/2fa/{address}")
        assert_it_looks_right(page)
    sign_out(page)
    give_password(page)
    assert_it_looks_right(page)
    page.locator("[name=code]").fill("000000")
    with page.expect_navigation():
        page.locator("[name=code]").press("Enter")
    assert_it_looks_right(page)
