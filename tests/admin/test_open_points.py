"""What is still to do: in the page form, in its drafts, and where else it is known."""

from django.http import QueryDict
from django.urls import reverse
from django.utils import translation

from wagtail.admin.panels import FieldPanel, ObjectList

import pytest
from bs4 import Tag

from results.findings import OpenPoint, read_open_points
from results.findings.open_points import store
from results.models import ResultsPage
from results.models.panels import FindingsPanel
from tests.factories import ResultsPageFactory
from tests.publishing.forms import page_form_data

from .editor import CHECK, CHOOSE, NOWHERE, READ, TEXT_ID, Editor, done, editor_of

pytestmark = pytest.mark.django_db


def test_a_page_without_points_or_that_does_not_exist_yet_has_no_panel() -> None:
    editor = editor_of()
    assert editor.panel is None
    assert "Still to do" not in editor.html.get_text()
    index = editor.page.get_parent()
    editor.read(
        editor.browser.get(
            reverse("wagtailadmin_pages:add", args=["results", "resultspage", index.pk])
        )
    )
    assert editor.panel is None


def test_the_panel_shows_what_is_done_at_the_end_and_counts_it() -> None:
    editor = editor_of(done(READ), CHECK, CHOOSE)
    assert list(editor.boxes()) == [CHECK.text, CHOOSE.text, READ.text]
    assert [box.has_attr("checked") for box in editor.boxes().values()] == [False, False, True]
    assert "1 of 3 done" in editor.said
    progress = editor.html.select_one("progress")
    assert progress is not None
    assert (progress["value"], progress["max"]) == ("1", "3")


def test_a_point_leads_to_its_block_and_says_where_that_is() -> None:
    editor = editor_of(CHECK, READ)
    assert editor.link(CHECK) == f"#block-{TEXT_ID}-section"
    assert "Body › Text section “The hotline” › Heading" in editor.said
    assert editor.link(READ) is None


def test_a_point_of_a_field_leads_to_something_to_be_seen() -> None:
    fields = ["hero_alt_text", "hero_image", "report", "body", "period_end"]
    points = [OpenPoint(f"Look at {field}", (field,)) for field in fields]
    editor = editor_of(*points)
    for point in points:
        link = editor.link(point)
        assert link, point
        (place,) = editor.html.select(link)
        assert place.get("type") != "hidden", point


def test_a_point_whose_place_is_gone_stays_without_a_link() -> None:
    points = [OpenPoint(f"Look here {number}", path) for number, path in enumerate(NOWHERE)]
    editor = editor_of(*points)
    assert [editor.link(point) for point in points] == [None] * len(NOWHERE)
    editor.save(*points)
    assert editor.points() == [done(point) for point in points]


def test_what_is_ticked_is_done_and_what_is_unticked_is_to_do_again() -> None:
    editor = editor_of(CHECK, done(CHOOSE), READ)
    editor.save(CHECK)
    assert editor.points() == [done(CHECK), CHOOSE, READ]


def test_a_draft_of_a_live_page_leaves_the_points_of_the_live_page() -> None:
    editor = editor_of(done(CHECK), live=True)
    editor.save()
    assert editor.points() == [CHECK]
    editor.page.refresh_from_db()
    assert read_open_points(editor.page.open_points) == [done(CHECK)]


def test_ticking_alone_is_a_change_of_the_page() -> None:
    editor = editor_of(CHECK)
    form_class = editor.page.get_edit_handler().get_form_class()

    def changed(*ticked: OpenPoint) -> list[str]:
        data = QueryDict(mutable=True)
        for name, value in {**page_form_data(editor.page), **editor.sends(*ticked)}.items():
            data.setlist(name, value if isinstance(value, list) else [value])
        form = form_class(data, instance=editor.latest(), parent_page=editor.page.get_parent())
        return [name for name in form.changed_data if name == "open_points"]

    assert changed(CHECK) == ["open_points"]
    assert changed() == []


def test_a_point_of_the_same_words_is_another_one_in_another_place_or_twice() -> None:
    here, there = OpenPoint("Check", ("body", TEXT_ID)), OpenPoint("Check", ("introduction",))
    editor = editor_of(here, there, there)
    data = {**page_form_data(editor.page), **editor.sends()}
    data["open_points"] = data["open_points-shown"][1]
    editor.store_meanwhile(there, there, here)
    editor.browser.post(editor.url, data)
    assert editor.points() == [done(there), there, here]


def test_no_text_is_taken_from_the_browser() -> None:
    editor = editor_of(CHECK)
    data = {**page_form_data(editor.page), **editor.sends(CHECK)}
    data["open_points"] = [*data["open_points"], "Something else", '[{"text": "x"}]']
    data["open_points-shown"] = [*data["open_points-shown"], "Something else"]
    editor.browser.post(editor.url, data)
    assert editor.points() == [done(CHECK)]


def test_points_that_have_changed_come_or_moved_meanwhile_keep_what_they_are() -> None:
    editor = editor_of(CHECK, CHOOSE)
    changed = OpenPoint("Check the other figure", CHECK.path)
    editor.store_meanwhile(done(READ), CHOOSE, changed)
    editor.save(CHECK, CHOOSE)
    assert editor.points() == [done(READ), done(CHOOSE), changed]


def test_a_form_without_the_field_leaves_the_points_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    editor = editor_of(CHECK, done(READ))
    sent = editor.sends(CHECK)
    own = ObjectList([FieldPanel("title"), FieldPanel("period_start"), FieldPanel("period_end")])
    bound = own.bind_to_model(ResultsPage)
    monkeypatch.setattr(ResultsPage, "get_edit_handler", classmethod(lambda _page: bound))
    form = bound.get_form_class()(
        {"title": "Typed", "period_start": "2016-01-01", "period_end": "2016-12-31", **sent},
        instance=editor.latest(),
        parent_page=editor.page.get_parent(),
    )
    assert "open_points" not in form.fields
    assert form.is_valid(), form.errors
    saved = form.save(commit=False)
    assert (saved.title, read_open_points(saved.open_points)) == ("Typed", [CHECK, done(READ)])
    rendered = bound.get_bound_panel(instance=saved, form=form).render_form_content()
    assert "open_points" not in rendered


def test_publishing_is_refused_beside_the_panel_until_all_is_done() -> None:
    editor = editor_of(CHECK, CHOOSE, READ)
    editor.save(CHECK, **{"action-publish": "1"})
    assert "2 points are still to do." in editor.said
    assert "The page could not be saved due to validation errors" in editor.html.get_text()
    assert "1 of 3 done" in editor.said
    assert editor.boxes()[CHECK.text].has_attr("checked")
    # What is ticked is not at fault.
    invalid = [text for text, box in editor.boxes().items() if box.get("aria-invalid")]
    assert invalid == [CHOOSE.text, READ.text]
    # Named there, and not once more beside the body.
    assert editor.html.get_text().count("Still to do: ") == 0
    assert not ResultsPage.objects.get(pk=editor.page.pk).live

    response = editor.save(CHECK, CHOOSE, READ, **{"action-publish": "1"})
    assert response.status_code == 302
    assert ResultsPage.objects.get(pk=editor.page.pk).live


def test_the_panel_of_findings_counts_the_points_and_leads_to_their_panel() -> None:
    editor = editor_of(CHECK, CHOOSE, done(READ))
    (entry,) = editor.html.select('.results-findings__list [data-code="open_point"]')
    assert entry.get_text() == "2 points are still to do"
    link = entry.find("a")
    assert isinstance(link, Tag)
    assert editor.html.select_one(str(link["href"])) is editor.panel
    assert "Nothing stands in the way" not in editor.html.get_text()


def test_a_form_without_the_field_has_the_points_among_the_findings() -> None:
    page = ResultsPageFactory.create(live=False, open_points=store([CHECK]))
    own = ObjectList([FieldPanel("title"), FindingsPanel()]).bind_to_model(ResultsPage)
    form = own.get_form_class()(instance=page)
    with translation.override("en"):
        html = own.get_bound_panel(instance=page, form=form).render_html()
    assert f"Still to do: {CHECK.text}" in html


def test_two_versions_can_be_compared() -> None:
    editor = editor_of(CHECK, READ, content=[])
    first = editor.page.get_latest_revision()
    editor.save(CHECK)
    second = editor.latest().latest_revision
    url = reverse(
        "wagtailadmin_pages:revisions_compare", args=[editor.page.pk, first.pk, second.pk]
    )
    editor.read(editor.browser.get(url))
    (row,) = (
        row for row in editor.html.select("tr") if row.get_text().strip().startswith("Open points")
    )
    changes = [(mark["class"], mark.get_text()) for mark in row.select("span")]
    assert changes == [
        (["deletion"], "Still to do: Check the figure"),
        (["addition"], "Done: Check the figure"),
    ]
    assert "Still to do: Read it aloud" in row.get_text()


def test_reverting_to_a_version_brings_back_what_was_done() -> None:
    editor = editor_of(done(CHECK))
    first = editor.page.get_latest_revision()
    editor.save()
    assert editor.points() == [CHECK]
    url = reverse("wagtailadmin_pages:revisions_revert", args=[editor.page.pk, first.pk])
    editor.read(editor.browser.get(url))
    assert editor.boxes()[CHECK.text].has_attr("checked")


def test_a_copy_keeps_its_points_and_they_lead_to_its_own_blocks() -> None:
    editor = editor_of(CHECK, done(READ))
    copy = editor.page.copy(update_attrs={"slug": "copy"}, keep_live=False)
    assert read_open_points(copy.open_points) == [CHECK, done(READ)]
    assert Editor(copy).link(CHECK) == f"#block-{TEXT_ID}-section"


def test_an_alias_has_the_points_of_its_source() -> None:
    editor = editor_of(CHECK)
    alias = editor.page.create_alias(update_slug="alias")
    assert read_open_points(alias.specific.open_points) == [CHECK]
