"""What else knows of open points: publishing, the findings, the history, copies."""

from django.urls import reverse
from django.utils import translation

from wagtail.admin.panels import FieldPanel, ObjectList

import pytest
from bs4 import Tag

from results.findings import read_open_points
from results.findings.open_points import store
from results.models import ResultsPage
from results.models.panels import FindingsPanel
from tests.factories import ResultsPageFactory

from .editor import CHECK, CHOOSE, READ, TEXT_ID, Editor, done, editor_of

pytestmark = pytest.mark.django_db


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


def test_a_draft_may_have_open_points() -> None:
    editor = editor_of(CHECK)
    assert editor.save().status_code == 302


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
