"""Pictures of the admin: the list, the form of an edition, the import, translation."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from tools.screenshots import drafting
from tools.screenshots.camera import Camera, scroll_to, shot

if TYPE_CHECKING:
    from playwright.sync_api import Page as Window

DOCUMENT = Path(__file__).parents[2] / "docs" / "examples" / "results-2016.md"
# A text in wagtail-localize's editor, by its words in the source language.
SEGMENT = ".js-translation-editor li:has(> p:text-is('{}'))"


def listing(camera: Camera) -> bytes:
    """The list of the demo's editions."""
    window = camera.signed_in("admin", 1280, 560)
    window.goto("/admin/results_listing/")
    return shot(window)


def figure(camera: Camera) -> bytes:
    """The figure of the tutorial, with the line that says how it is understood."""
    window = camera.signed_in("admin", 1280, 800)
    window.goto(f"/admin/pages/{_unfinished()}/edit/")
    label = window.locator("[name=body-0-value-stats-0-value-label]")
    label.focus()
    window.locator(".results-figure-preview", has_text="1\u00a0382").wait_for()
    scroll_to(window, "[name=body-0-value-stats-0-value-value]", above=300)
    return shot(window)


def issues(camera: Camera) -> bytes:
    """What stops the tutorial's edition from being published."""
    window = camera.signed_in("admin", 1280, 800)
    window.goto(f"/admin/pages/{_unfinished()}/edit/")
    scroll_to(window, "[name=share_text]", above=300)
    return shot(window)


def import_upload(camera: Camera) -> bytes:
    """The document and its year, about to be sent."""
    return shot(_chosen(camera, 620))


def import_review(camera: Camera) -> bytes:
    """What will be made of the document."""
    window = _chosen(camera, 1000)
    _read(window)
    return shot(window)


def open_points(camera: Camera) -> bytes:
    """What is still to do in the draft that was made of the document."""
    window = _chosen(camera, 600)
    _read(window)
    window.get_by_role("button", name="Create the draft").click()
    window.locator("#results-open-points").wait_for()
    # The message that the draft has been made goes with the next look at it.
    window.reload()
    scroll_to(window, "#results-open-points", above=300)
    return shot(window)


def translating(camera: Camera) -> bytes:
    """The tutorial's edition before its translator, who has begun."""
    window = camera.signed_in("translator", 1280, 1000)
    window.goto(f"/admin/pages/{drafting.submitted_edition().pk}/edit/?editor=1")
    for source, words in {"En provutgåva.": "A trial edition.", "Öppet hus": "Open day"}.items():
        text = window.locator(SEGMENT.format(source))
        text.get_by_role("button", name="Translate").click()
        text.get_by_role("textbox").fill(words)
        text.get_by_role("button", name="Save").click()
        text.get_by_text("Translated manually").wait_for()
    scroll_to(window, SEGMENT.format("En provutgåva."), above=120)
    return shot(window)


def content_notices(camera: Camera) -> bytes:
    """Content notices on the page, open and closed, a helpline, and the way out."""
    window = camera.signed_in("admin", 1000, 1280)
    window.goto(f"/admin/pages/{drafting.edition_with_notices().pk}/view_draft/")
    return shot(window)


@cache
def _unfinished() -> int:
    return drafting.tutorial_edition("2018-unfinished", drafting.UNFINISHED_LINK).pk


@cache
def _empty_index() -> int:
    return drafting.empty_index("import").pk


def _chosen(camera: Camera, height: int) -> Window:
    window = camera.signed_in("admin", 1000, height)
    window.goto(f"/admin/results/import/{_empty_index()}/")
    window.set_input_files("[name=document]", DOCUMENT)
    window.fill("[name=year]", "2016")
    window.locator("[name=year]").blur()
    return window


def _read(window: Window) -> None:
    window.get_by_role("button", name="Read the document").click()
    window.locator("#figure-0").wait_for()


PICTURES: dict[str, Callable[[Camera], bytes]] = {
    "listing": listing,
    "import-upload": import_upload,
    "import-review": import_review,
    "open-points": open_points,
    "figure": figure,
    "issues": issues,
    "translating": translating,
    "content-notices": content_notices,
}
