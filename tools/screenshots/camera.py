"""Chromium in front of the demo, and the form in which a picture is kept."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from PIL import Image
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Playwright, StorageState
    from playwright.sync_api import Page as Window

# Debian's Chromium without its windows, which takes half of the time.
CHROMIUM = "/usr/bin/chromium-headless-shell"
# Without these Chromium asks its maker's hosts at every start.
QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--no-sandbox",
]
COLOURS = 128
MAX_BYTES = 120_000
# A count of Wagtail's news, which changes with its versions, and a button over what is below it.
PASSING = ".w-dismissible-badge, wagtail-userbar"

Scheme = Literal["light", "dark"]


class TooLargeError(Exception):
    """A picture weighs more than a reader of the documentation should have to fetch."""


def launched(playwright: Playwright) -> Browser:
    """Return Chromium, without a window, which asks no host by itself."""
    return playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)


@dataclass(slots=True, eq=False)
class Camera:
    """Windows of visitors and editors, and the folder of pictures."""

    browser: Browser
    address: str
    password: str
    folder: Path
    sessions: dict[str, StorageState] = field(default_factory=dict)

    @classmethod
    @contextmanager
    def open(cls, address: str, password: str, folder: Path) -> Iterator[Camera]:
        """A browser before the demo at this address, whose accounts have this password."""
        with sync_playwright() as playwright:
            browser = launched(playwright)
            yield cls(browser, address, password, folder)
            browser.close()

    def visitor(self, width: int, height: int, scheme: Scheme = "light") -> Window:
        """The window of somebody who is not signed in, of this size in pixels."""
        return self._context(width, height, scheme).new_page()

    def signed_in(self, user: str, width: int, height: int) -> Window:
        """The window of an account of the demo, of this size in pixels."""
        if user not in self.sessions:
            self.sessions[user] = self._sign_in(user)
        return self._context(width, height, "light", self.sessions[user]).new_page()

    def keep(self, name: str, taken: bytes) -> int:
        """Write a picture with few colours; its size in bytes.

        Raises TooLargeError before anything is written.
        """
        image = Image.open(io.BytesIO(taken)).convert("RGB")
        made = io.BytesIO()
        image.quantize(COLOURS, dither=Image.Dither.NONE).save(made, "PNG", optimize=True)
        size = len(made.getvalue())
        if size > MAX_BYTES:
            raise TooLargeError(f"{name}: {size} bytes are more than {MAX_BYTES}")
        (self.folder / f"{name}.png").write_bytes(made.getvalue())
        return size

    def _sign_in(self, user: str) -> StorageState:
        context = self._context(1280, 900, "light")
        window = context.new_page()
        # Not to the dashboard, which asks Wagtail's own host for news.
        window.goto("/admin/login/?next=/admin/results_listing/")
        window.fill("[name=username]", user)
        window.fill("[name=password]", self.password)
        window.click("form [type=submit]")
        window.wait_for_url("**/admin/results_listing/")
        return context.storage_state()

    def _context(
        self, width: int, height: int, scheme: Scheme, session: StorageState | None = None
    ) -> BrowserContext:
        context = self.browser.new_context(
            base_url=self.address,
            color_scheme=scheme,
            locale="en-GB",
            reduced_motion="reduce",
            storage_state=session,
            viewport={"width": width, "height": height},
        )
        context.set_default_timeout(20_000)
        own = urlsplit(self.address).netloc
        context.route(
            lambda url: urlsplit(url).netloc != own, lambda route: route.abort("blockedbyclient")
        )
        return context


def shot(window: Window) -> bytes:
    """What the window shows, when all of it is there and nothing moves."""
    window.wait_for_load_state("networkidle")
    window.evaluate("document.fonts.ready")
    # A style sheet for that would have to be allowed by the site's policy.
    window.locator(PASSING).evaluate_all("found => found.forEach(one => one.remove())")
    return window.screenshot(animations="disabled", caret="hide")


def scroll_to(window: Window, selector: str, *, above: int) -> None:
    """Scroll until so many pixels of the window are above the element."""
    window.wait_for_load_state("networkidle")
    window.locator(selector).first.evaluate(
        """(found, above) => {
          found.style.scrollMarginTop = `${above}px`;
          found.scrollIntoView({ behavior: "instant" });
        }""",
        above,
    )
