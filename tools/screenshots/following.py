"""Pictures of figures over the years: the next edition, its sheet, a correction, the reports."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from tools.screenshots import drafting
from tools.screenshots.camera import scroll_to, shot

if TYPE_CHECKING:
    from playwright.sync_api import FilePayload

    from tools.screenshots.camera import Camera

# Of the demo's own sheet two figures are left to a person: one is last year's, one far from it.
SHEET = """\
Indikator;Värde
granskade tips;7 124
tips som bedömdes som illegala;1 190
andel tips som gällde dokumenterade övergrepp;97,4 %
visningar av kampanjfilmen;151 000
deltagare i forumet;4 000
"""


def next_edition(camera: Camera) -> bytes:
    """A figure of the edition that has been begun, with what was published of it last year."""
    window = camera.signed_in("admin", 1280, 700)
    window.goto(_begun(camera))
    scroll_to(window, "[name=body-0-value-stats-0-value-value]", above=260)
    return shot(window)


def texts_to_confirm(camera: Camera) -> bytes:
    """The texts of last year that are to be confirmed."""
    window = camera.signed_in("admin", 1280, 620)
    window.goto(_begun(camera))
    scroll_to(window, "#results-open-points", above=120)
    return shot(window)


def fill_figures(camera: Camera) -> bytes:
    """The rows of a sheet before anything is written."""
    window = camera.signed_in("admin", 1280, 640)
    window.goto(_begun(camera))
    window.get_by_role("button", name="Actions").first.click()
    window.get_by_role("link", name="Fill in figures from a sheet").click()
    sheet: FilePayload = {"name": "2018.csv", "mimeType": "text/csv", "buffer": SHEET.encode()}
    window.set_input_files("[name=sheet]", sheet)
    window.get_by_role("button", name="Show the rows").click()
    window.locator(".results-fill").wait_for()
    return shot(window)


def changed_figures(camera: Camera) -> bytes:
    """The question why a published figure has changed, and a sentence with the old number."""
    window = camera.signed_in("admin", 1280, 860)
    page = drafting.swedish_edition(2016)
    window.goto(f"/admin/pages/{page.pk}/edit/")
    window.fill("[name=introduction]", f"{page.introduction} Vi granskade 6 558 tips.")
    figures = window.locator("[name^=body-][name$=-value-value]")
    shown = figures.evaluate_all("inputs => inputs.map(each => each.value.replace(/\\D/g, ''))")
    figures.nth(shown.index("6558")).fill("6 500")
    window.locator("[name=action-publish]").evaluate("button => button.click()")
    window.wait_for_url(f"**/admin/results/changes/{page.pk}/")
    return shot(window)


def corrected_figure(camera: Camera) -> bytes:
    """A corrected figure as readers see it."""
    window = camera.visitor(1000, 700)
    window.goto("/en/results/2017/")
    scroll_to(window, ".results-figure__changed", above=300)
    return shot(window)


def figures_report(camera: Camera) -> bytes:
    """Every figure that was ever public."""
    window = camera.signed_in("admin", 1400, 760)
    window.goto("/admin/results/reports/figures/")
    return shot(window)


@cache
def _begun(camera: Camera) -> str:
    # The tutorial's edition is of the same year.
    drafting.delete_drafts(2018)
    window = camera.signed_in("admin", 1280, 620)
    window.goto(f"/admin/results/next-edition/{drafting.swedish_edition(2017).pk}/")
    window.get_by_role("button", name="Start 2018 from 2017").click()
    window.wait_for_url("**/edit/")
    return window.url


PICTURES: dict[str, Callable[[Camera], bytes]] = {
    "next-edition": next_edition,
    "texts-to-confirm": texts_to_confirm,
    "fill-figures": fill_figures,
    "changed-figures": changed_figures,
    "corrected-figure": corrected_figure,
    "figures-report": figures_report,
}
