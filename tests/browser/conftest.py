"""Chromium, watched: a browser test fails when a page complains or asks another host."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth import get_user_model
from django.test import Client

from wagtail.users.models import UserProfile

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    sync_playwright,
)
from pytest_django.live_server_helper import LiveServer

from tests.factories import ResultsPageFactory, home_page
from tools.screenshots.camera import launched

WATCH = """
document.addEventListener("securitypolicyviolation", event => console.error(
    `policy: ${event.violatedDirective} ${event.blockedURI} at ${event.sourceFile}:${event.lineNumber}`
));
"""


def speak(language: str) -> None:
    """Let the only user read the admin in this language."""
    UserProfile.objects.update_or_create(
        user=get_user_model().objects.get(), defaults={"preferred_language": language}
    )


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = launched(playwright)
        yield browser
        browser.close()


@pytest.fixture
def complaints() -> list[str]:
    """What pages have complained about; a test that expects a complaint clears the list."""
    return []


@pytest.fixture
def context(
    chromium: Browser, live_server: LiveServer, complaints: list[str]
) -> Iterator[BrowserContext]:
    """A browser's profile: its own cookies, a Swedish reader, a window of 1280 × 900."""
    own = urlsplit(live_server.url).netloc

    def watch_request(request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in {"http", "https", "ws", "wss"} and address.netloc != own:
            complaints.append(f"another host: {request.url}")

    def watch_console(message: ConsoleMessage) -> None:
        if message.type == "error":
            complaints.append(
                f"console: {message.text} ({message.page.url if message.page else ''})"
            )

    context = chromium.new_context(
        base_url=live_server.url, locale="sv-SE", viewport={"width": 1280, "height": 900}
    )
    context.add_init_script(WATCH)
    pending: set[Request] = set()
    context.on("request", lambda request: pending.add(request))
    context.on("requestfinished", lambda request: pending.discard(request))
    context.on("requestfailed", lambda request: pending.discard(request))
    context.on("request", watch_request)
    context.on("console", watch_console)
    context.on("weberror", lambda error: complaints.append(f"script: {error.error}"))
    yield context
    # What the server still writes must not meet the end of the test's database.
    for _ in range(100):
        if pending and context.pages:
            context.pages[0].wait_for_timeout(10)
    context.close()
    assert not complaints


@pytest.fixture
def page(context: BrowserContext) -> Page:
    page = context.new_page()
    page.set_default_timeout(15_000)
    return page


@pytest.fixture
def admin_page(page: Page, context: BrowserContext, live_server: LiveServer) -> Page:
    user = get_user_model().objects.create_superuser("admin", "admin@example.org", "password")
    client = Client()
    client.force_login(user)
    context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    return page


@pytest.fixture
def edition(admin_page: Page) -> Any:
    """An edition in both languages, and an administrator who reads English."""
    home_page("en")
    speak("en")
    return ResultsPageFactory.create(introduction="What we do.")
