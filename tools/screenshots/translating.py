"""Pictures of translation: a source that has changed, and what its translator sees of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from tools.screenshots import drafting
from tools.screenshots.camera import shot

if TYPE_CHECKING:
    from playwright.sync_api import Page as Window

    from tools.screenshots.camera import Camera


def banner(camera: Camera) -> bytes:
    """What stands above the translation editor."""
    window = _translator(camera, 420)
    window.goto(f"/admin/pages/{_changed()[0]}/edit/?editor=1")
    window.locator(".messages .warning").wait_for()
    return shot(window)


def changed_strings(camera: Camera) -> bytes:
    """The texts that have changed, word by word, after a first decision."""
    window = _translator(camera, 1000)
    window.goto(f"/admin/results/translations/{_changed()[1]}/strings/")
    window.get_by_role("button", name="Still right").first.click()
    window.locator("[data-results-undo]").wait_for()
    # The list of decisions comes with the next look.
    window.goto(f"/admin/results/translations/{_changed()[1]}/strings/")
    return shot(window)


def texts(camera: Camera) -> bytes:
    """The first texts of an edition beside its page, one of them with a wrong number typed in."""
    window = _translator(camera, 900)
    window.goto(f"/admin/results/translations/{_changed()[1]}/strings/?doubt=all")
    window.get_by_role("button", name="The page beside the texts").click()
    window.frame_locator(".results-strings__page iframe").locator("h1").wait_for()
    strings = window.locator(".results-string")
    field = strings.nth(2).locator("[name=text]")
    field.fill(field.input_value().replace("1", "2", 1) or "2")
    strings.nth(2).locator("[data-results-notes] li").first.wait_for()
    window.wait_for_load_state("networkidle")
    return shot(window)


def texts_narrow(camera: Camera) -> bytes:
    """A text of an edition on a telephone, with a wrong number typed in."""
    window = camera.signed_in("translator", 390, 844)
    window.goto(f"/admin/results/translations/{_changed()[1]}/strings/?doubt=all")
    string = window.locator(".results-string").nth(2)
    field = string.locator("[name=text]")
    field.fill(field.input_value().replace("1", "2", 1) or "2")
    string.locator("[data-results-notes] li").first.wait_for()
    string.scroll_into_view_if_needed()
    window.wait_for_load_state("networkidle")
    return shot(window)


def report(camera: Camera) -> bytes:
    """How each page stands in each language."""
    window = camera.signed_in("admin", 1400, 620)
    _changed()
    window.goto("/admin/reports/results-languages/")
    return shot(window)


def status(camera: Camera) -> bytes:
    """The status panel of a source whose draft has changed once more."""
    window = camera.signed_in("admin", 1280, 900)
    window.goto(f"/admin/pages/{drafting.edition_with_new_draft()}/edit/")
    window.locator("[data-side-panel-toggle=status]").click()
    window.get_by_text("will follow at once").evaluate(
        "line => line.scrollIntoView({block: 'center'})"
    )
    window.wait_for_load_state("networkidle")
    return shot(window)


def reason(camera: Camera) -> bytes:
    """The question why a text differs from its source."""
    window = _translator(camera, 700)
    window.goto(f"/admin/pages/{drafting.translation_with_wrong_number()}/edit/")
    window.get_by_role("button", name="Publish in English").click()
    window.locator("#reason").wait_for()
    return shot(window)


def differences(camera: Camera) -> bytes:
    """What differs in a version that is written by hand."""
    window = camera.signed_in("admin", 1280, 640)
    window.goto(f"/admin/results/languages/{drafting.version_by_hand()}/")
    return shot(window)


def _translator(camera: Camera, height: int) -> Window:
    return camera.signed_in("translator", 1280, height)


@cache
def _changed() -> tuple[int, int]:
    return drafting.changed_source()


PICTURES: dict[str, Callable[[Camera], bytes]] = {
    "languages-banner": banner,
    "changed-strings": changed_strings,
    "texts": texts,
    "texts-narrow": texts_narrow,
    "languages-report": report,
    "languages-status": status,
    "translation-reason": reason,
    "language-differences": differences,
}
