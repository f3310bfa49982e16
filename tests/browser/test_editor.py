"""What an editor sees while composing."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from playwright.sync_api import Page as Window
from playwright.sync_api import expect

from results.models import ResultsPage
from results.publishing import Heartbeat, Publication
from results.rules.page import OpenPoint, store
from tests.factories import ResultsPageFactory, again, block, incomplete_body

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def draft(**fields: object) -> ResultsPage:
    stat = block("stat", "s", value="6558", label="tips", unit="number")
    edition: ResultsPage = ResultsPageFactory.create(live=False, content=[stat], **fields)
    edition.save_revision()
    return edition


# What is typed before Wagtail has looked at the form it takes for what was there; it looks twice,
# and once more when an answer to its own saving has come.
WATCH_FORM = """
{
  const told = () => document.documentElement.dataset;
  let quiet;
  document.addEventListener("w-unsaved:watch-edits", () => {
    clearTimeout(quiet);
    quiet = setTimeout(() => { told().watched = ""; }, 1000);
  });
  document.addEventListener("w-autosave:save", () => { told().saving = ""; });
  for (const end of ["success", "error"]) {
    document.addEventListener(`w-autosave:${end}`, () => { delete told().saving; });
  }
}
"""


def open_form(window: Window, edition: ResultsPage) -> None:
    """Open the page editor and wait until Wagtail watches what is typed into it."""
    window.add_init_script(WATCH_FORM)
    window.goto(f"/admin/pages/{edition.pk}/edit/")
    expect(window.locator("html[data-watched]")).to_be_attached()


@contextmanager
def autosave(window: Window, field: str, value: str) -> Iterator[None]:
    """Wait until Wagtail has tried to save by itself what is changed inside, the field's value."""
    part = re.compile(rf'name="{re.escape(field)}"\s+{re.escape(value)}\s')
    with window.expect_response(
        lambda answer: (
            answer.url.endswith("/edit/") and bool(part.search(answer.request.post_data or ""))
        )
    ):
        yield
    expect(window.locator("html:not([data-saving])")).to_be_attached()


def type_figure(window: Window, value: str, **fields: str) -> None:
    """Change the figure, and wait until Wagtail has tried to save that by itself."""
    with autosave(window, "body-0-value-value", value):
        for name, text in {"value": value, **fields}.items():
            window.fill(f"[name=body-0-value-{name}]", text)


def test_the_form_says_how_a_figure_is_understood_and_at_once_what_cannot_be(
    admin_page: Window,
) -> None:
    open_form(admin_page, draft())
    understood = admin_page.locator("[name=body-0-value-value] + .results-figure-preview")
    expect(understood).to_have_text("= 6\u00a0558 tips")

    admin_page.fill("[name=body-0-value-value]", "1382")
    admin_page.fill("[name=body-0-value-label]", "delningar")
    expect(understood).to_have_text("= 1\u00a0382 delningar")

    admin_page.select_option("[name=body-0-value-qualifier]", "over")
    expect(understood).to_have_text("= över\u00a01\u00a0382 delningar")

    admin_page.fill("[name=body-0-value-value]", "1,234")
    understood = admin_page.locator("[name=body-0-value-value] + .results-figure-preview--error")
    expect(understood).to_contain_text("1,2340")


def test_a_figure_is_made_a_part_of_another_one_by_its_name(admin_page: Window) -> None:
    part = block("stat", "part", value="1100", label="tips som bedömdes", unit="number")
    whole = block("stat", "whole", value="6558", label="tips", unit="number")
    edition = ResultsPageFactory.create(live=False, content=[part, whole])
    edition.save_revision()
    open_form(admin_page, edition)
    settings = admin_page.locator("[data-streamfield-action=SETTINGS]").first
    choice = admin_page.locator("[name=body-0-value-part_of] + select")
    settings.click()

    with autosave(admin_page, "body-0-value-part_of", whole["id"]):
        choice.select_option("6558 tips")

    admin_page.reload()
    settings.click()
    expect(choice.locator("option:checked")).to_have_text("6558 tips")
    latest = again(edition).get_latest_revision_as_object()
    assert latest.body[0].value["part_of"] == whole["id"]


def test_the_deletion_of_a_figure_tells_what_refers_to_it_and_no_id_is_shown(
    admin_page: Window,
) -> None:
    stat = block("stat", "whole", value="6558", label="tips", unit="number")
    group, whole = block("stats", "g", heading="Siffror", stats=[stat]), stat["id"]
    figures = {"value": "1100", "label": "tips som bedömdes", "unit": "number", "part_of": whole}
    gone = block("stat", "gone")["id"]
    points = [
        block("point", "p", figure=whole, text="granskade tips."),
        block("point", "q", figure=gone, text="delningar."),
    ]
    edition = ResultsPageFactory.create(
        live=False, content=[block("stat", "part", **figures), group], main_points=points
    )
    edition.save_revision()
    open_form(admin_page, edition)
    admin_page.locator("[data-streamfield-action=SETTINGS]").first.click()

    deleted = admin_page.locator("div:has(> [name=body-1-deleted])")
    deleted.locator("[data-streamfield-action=DELETE]").first.click()

    for place in ("1100 tips som bedömdes", "granskade tips."):
        told = f"”6558 tips” har tagits bort, men ”{place}” hänvisar till den."
        expect(admin_page.locator(".messages")).to_contain_text(told)
    for name in ("body-0-value-part_of", "main_points-0-value-figure"):
        chosen = admin_page.locator(f"[name={name}] + select option:checked")
        expect(chosen).to_have_text("6558 tips (en siffra som har tagits bort)")
    long_gone = admin_page.locator("[name=main_points-1-value-figure] + select option:checked")
    expect(long_gone).to_have_text("en siffra som har tagits bort")
    # Beside its heading, a closed group of fields sums up what is in it.
    groups = admin_page.locator("[data-panel-heading]", has_text="Del av en helhet")
    groups.first.click()
    expect(groups.first).to_have_text(re.compile("Del av en helhet\\s+6558 tips"))
    shown = admin_page.locator("main").inner_text()
    assert whole not in shown
    assert gone not in shown


def test_what_is_typed_beside_the_number_goes_where_it_belongs_until_that_is_undone(
    admin_page: Window,
) -> None:
    edition = draft()
    open_form(admin_page, edition)
    figure = admin_page.locator("[name=body-0-value-value]")
    fields = {
        name: admin_page.locator(f"[name=body-0-value-{name}]")
        for name in ("qualifier", "label", "whole_value", "whole_label")
    }
    reading = admin_page.locator("[name=body-0-value-value] + .results-figure-preview")
    figure.fill("över 1 100 olagliga av 7 000 tips")
    expect(figure).to_have_value("över 1 100 olagliga av 7 000 tips")
    with autosave(admin_page, "body-0-value-value", "1100"):
        figure.blur()
        expect(figure).to_have_value("1100")
    expect(fields["qualifier"]).to_have_value("over")
    # What was said about it before stays.
    expect(fields["label"]).to_have_value("tips")
    expect(fields["whole_value"]).to_have_value("7000")
    expect(fields["whole_label"]).to_have_value("tips")
    expect(reading).to_have_text("= över\u00a01\u00a0100 tips")
    saved = ResultsPage.objects.get(pk=edition.pk).get_latest_revision_as_object().body[0].value
    assert (saved["value"], saved["qualifier"], saved["whole_value"]) == (1100, "over", 7000)

    undo = admin_page.locator(".results-figure-preview button")
    expect(undo).to_have_count(1)
    undo.click()
    expect(figure).to_have_value("6558")
    expect(fields["qualifier"]).to_have_value("exact")
    expect(fields["whole_value"]).to_have_value("")
    expect(fields["whole_label"]).to_have_value("")
    expect(reading).to_have_text("= 6\u00a0558 tips")
    expect(undo).to_be_hidden()


def test_a_number_that_is_typed_anew_takes_nothing_over_from_the_one_before(
    admin_page: Window,
) -> None:
    open_form(admin_page, draft())
    figure = admin_page.locator("[name=body-0-value-value]")
    reading = admin_page.locator("[name=body-0-value-value] + .results-figure-preview")
    for typed, number, read, others in (
        ("ca 2,4 miljoner kr", "2400000", "= cirka\u00a02,4\u00a0miljoner\u00a0kr tips", {}),
        ("14", "14", "= 14 tips", {"qualifier": "exact", "scale": "none", "unit": "number"}),
        ("1/3", "1", "= 1 tips", {"whole_value": "3"}),
        ("87", "87", "= 87 tips", {"whole_value": ""}),
    ):
        figure.fill(typed)
        figure.blur()
        expect(figure).to_have_value(number)
        expect(reading).to_have_text(read)
        for name, value in others.items():
            expect(admin_page.locator(f"[name=body-0-value-{name}]")).to_have_value(value)

    # What a person has chosen since stays.
    figure.fill("2,4 miljoner")
    figure.blur()
    admin_page.locator("[data-streamfield-action=SETTINGS]").first.click()
    admin_page.select_option("[name=body-0-value-scale]", "thousand")
    figure.fill("14000")
    figure.blur()
    expect(reading).to_have_text("= 14\u00a0tusen tips")


def test_publishing_an_unfinished_page_is_refused_beside_the_field_that_its_findings_lead_to(
    admin_page: Window,
) -> None:
    edition: ResultsPage = ResultsPageFactory.create(live=False, content=incomplete_body())
    edition.save_revision()
    open_form(admin_page, edition)
    anchor = admin_page.locator(".results-issues__list a").first.get_attribute("href")
    assert anchor
    expect(admin_page.locator(anchor)).to_be_attached()
    admin_page.fill("[name=share_text]", "Typed just now")
    admin_page.locator("[name=action-publish]").evaluate("button => button.click()")

    error = admin_page.locator(".w-field__errors", has_text="Välj vart länken leder")
    expect(error.first).to_be_visible()
    expect(admin_page.locator("[name=share_text]")).to_have_value("Typed just now")
    assert not ResultsPage.objects.get(pk=edition.pk).live


def test_what_stands_in_the_way_is_in_the_side_panel_and_leads_into_closed_settings(
    admin_page: Window,
) -> None:
    part = block("stat", "p", value="98", label="andel", unit="number", period_start="2016-02-01")
    edition = ResultsPageFactory.create(
        live=False, content=[part], publication_date=date(2017, 3, 1)
    )
    edition.save_revision()
    open_form(admin_page, edition)
    toggle = admin_page.locator("[data-side-panel-toggle=checks]")
    count = toggle.locator(".results-issues__count")
    expect(count).to_have_text("1")
    toggle.click()
    side = admin_page.locator("[data-side-panel=checks]")

    side.get_by_role("link", name="Ange även periodens sista dag").click()
    end = admin_page.locator("[name=body-0-value-period_end]")
    expect(end).to_be_focused()

    with admin_page.expect_response(lambda answer: "/issues/" in answer.url):
        end.fill("2016-02-29")
    expect(count).to_have_text("")
    expect(side).to_contain_text("Ingenting hindrar publicering")


def test_the_preview_follows_typing_and_survives_an_unfinished_block(admin_page: Window) -> None:
    open_form(admin_page, draft())
    admin_page.get_by_role("button", name=re.compile("förhandsgranskning", re.I)).first.click()
    preview = admin_page.frame_locator("iframe[src*='in_preview_panel']").last
    expect(preview.get_by_text(re.compile(r"6\s558"))).to_be_visible()

    type_figure(admin_page, "7123")
    expect(preview.get_by_text(re.compile(r"7\s123"))).to_be_visible()

    # A label is required to publish; while it is missing the preview goes on without it.
    type_figure(admin_page, "8001", label="")
    expect(preview.get_by_text(re.compile(r"8\s001"))).to_be_visible()

    # What is no number is kept as it was typed, and shown as missing.
    type_figure(admin_page, "about eight")
    expect(preview.get_by_text("Uppgift saknas")).to_be_visible()
    type_figure(admin_page, "8002")
    expect(preview.get_by_text(re.compile(r"8\s002"))).to_be_visible()


def test_a_point_is_ticked_off_with_a_click_and_saved_by_itself(admin_page: Window) -> None:
    stat = block("stat", "s", value="6558", label="tips", unit="number")
    points = [OpenPoint("Kontrollera siffran", ("body", stat["id"])), OpenPoint("Läs högt")]
    edition = draft(open_points=store(points))
    open_form(admin_page, edition)
    box = admin_page.get_by_role("checkbox", name="Kontrollera siffran")
    link = admin_page.locator("#results-open-points a")
    expect(link).to_have_count(1)
    link.click()
    expect(admin_page.locator(f"#block-{stat['id']}-section")).to_be_in_viewport()

    name, value = box.get_attribute("name"), box.get_attribute("value")
    with autosave(admin_page, name or "", value or ""):
        box.check()
    open_form(admin_page, edition)
    expect(box).to_be_checked()
    expect(admin_page.get_by_role("checkbox", name="Läs högt")).not_to_be_checked()


def test_the_panel_of_steps_tells_by_itself_when_what_was_under_way_is_done(
    admin_page: Window,
) -> None:
    Heartbeat.beat()
    edition: ResultsPage = ResultsPageFactory.create()
    open_form(admin_page, edition)
    states = admin_page.locator(".results-steps li")
    assert {"pending", "done"} == set(states.evaluate_all("all => all.map(e => e.dataset.state)"))

    Publication.objects.update(state="done", steps={})

    expect(admin_page.locator(".results-steps li:not([data-state=done])")).to_have_count(0)
