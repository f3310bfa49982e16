"""What is still to do: in the page form, in its drafts, and where else it is known; whatever is stored."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from wagtail.admin.panels import ObjectList, TabbedInterface
from wagtail.models import Page

import pytest
from bs4 import BeautifulSoup, Tag

from results.models import ResultsPage
from results.models.forms import OpenPointsPanel
from results.rules.page import OpenPoint, read_open_points, set_done, store
from tests.factories import ResultsPageFactory, api_client, block, browser_of
from tests.publishing.forms import page_form_data
from tests.routes import V3

pytestmark = pytest.mark.django_db

TEXT_ID = block("text", "text")["id"]
CHECK = OpenPoint("Check the figure", ("body", TEXT_ID, "heading"))
CHOOSE = OpenPoint("Choose where the link leads", ("body", TEXT_ID))
READ = OpenPoint("Read it aloud")
# Paths of points whose place is gone, or never was one.
NOWHERE = [
    ("nothing", "x"),
    ("title", "x"),
    ("body", "f3a1b0de-0000-4000-8000-000000000000"),
    ("body", TEXT_ID, "links", "f3a1b0de-0000-4000-8000-000000000000"),
    ("body", TEXT_ID, "nothing"),
    ("body", TEXT_ID, "links", "x", "url"),
]


class Editor:
    """A person who reads English, with the form of one page."""

    def __init__(self, page: ResultsPage) -> None:
        self.page = page
        page.save_revision()
        self.browser = browser_of(language="en")
        self.url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        self.read(self.browser.get(self.url))

    def read(self, response: Any) -> None:
        assert response.status_code == 200
        self.html = BeautifulSoup(response.content, "html.parser")

    @property
    def panel(self) -> Tag | None:
        found = self.html.select_one("#results-open-points")
        return found

    @property
    def said(self) -> str:
        """What the panel says, in one line."""
        assert self.panel is not None
        return " ".join(self.panel.get_text(" ").split())

    def boxes(self) -> dict[str, Tag]:
        panel = self.panel
        assert panel is not None
        return {
            label.get_text(): panel.select(f"#{label['for']}")[0] for label in panel.select("label")
        }

    def link(self, point: OpenPoint) -> str | None:
        """Where "Show in the form" leads for the point."""
        row = self.boxes()[point.text].find_parent("li")
        assert row is not None
        link = row.find("a")
        return str(link["href"]) if isinstance(link, Tag) else None

    def sends(self, *ticked: OpenPoint) -> dict[str, Any]:
        """What the browser sends for the panel as it is shown, with these boxes ticked."""
        panel = self.panel
        shown = panel.select("input[type=hidden]") if panel else []
        boxes = self.boxes() if panel else {}
        return {
            "open_points-shown": [field["value"] for field in shown],
            "open_points": [boxes[point.text]["value"] for point in ticked],
        }

    def save(self, *ticked: OpenPoint, **buttons: str) -> Any:
        """Save the form with these boxes ticked, all others not."""
        page = self.latest()
        data = {**page_form_data(page, **buttons), **self.sends(*ticked)}
        response = self.browser.post(self.url, data)
        if response.status_code == 200:
            self.read(response)
        return response

    def latest(self) -> ResultsPage:
        page: ResultsPage = Page.objects.get(pk=self.page.pk).get_latest_revision_as_object()
        return page

    def store_meanwhile(self, *points: OpenPoint) -> None:
        """Let somebody else save a draft with these points."""
        page = self.latest()
        page.open_points = store(points)
        page.save_revision()

    def points(self) -> list[OpenPoint]:
        return read_open_points(self.latest().open_points)


def editor_of(*points: OpenPoint, **fields: Any) -> Editor:
    fields = {"live": False, "open_points": store(points), **fields}
    return Editor(ResultsPageFactory.create(**fields))


def done(point: OpenPoint) -> OpenPoint:
    return OpenPoint(point.text, point.path, done=True)


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
    assert "Text section “The hotline” › heading" in editor.said
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


def test_a_point_of_the_same_words_is_another_one_in_another_place() -> None:
    here, there = OpenPoint("Check", ("body", TEXT_ID)), OpenPoint("Check", ("introduction",))
    editor = editor_of(here, there)
    data = {**page_form_data(editor.page), **editor.sends()}
    data["open_points"] = data["open_points-shown"][1]
    editor.store_meanwhile(there, here)
    editor.browser.post(editor.url, data)
    assert editor.points() == [done(there), here]


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
    (entry,) = editor.html.select('.results-issues__list [data-code="open_point"]')
    assert entry.get_text() == "2 points are still to do"
    link = entry.find("a")
    assert isinstance(link, Tag)
    assert editor.html.select_one(str(link["href"])) is editor.panel
    assert "Nothing prevents publishing" not in editor.html.get_text()


Publish = Callable[[Editor, pytest.MonkeyPatch], str]


def by_api(editor: Editor, _patch: pytest.MonkeyPatch) -> str:
    url = f"{V3}{editor.page.pk}/actions/publish/"
    response = api_client().post(url, {}, content_type="application/json")
    assert response.status_code == 422
    return response.content.decode()


def without_the_panel(editor: Editor, monkeypatch: pytest.MonkeyPatch) -> str:
    panels = [
        panel for panel in ResultsPage.content_panels if not isinstance(panel, OpenPointsPanel)
    ]
    own = TabbedInterface([ObjectList(panels, heading="Content"), ObjectList(Page.promote_panels)])
    bound = own.bind_to_model(ResultsPage)
    monkeypatch.setattr(ResultsPage, "get_edit_handler", classmethod(lambda _page: bound))
    editor.read(editor.browser.get(editor.url))
    assert editor.panel is None
    editor.save(**{"action-publish": "1"})
    return editor.html.get_text()


DAMAGED: list[Any] = [
    None,
    {"text": "x"},
    [None, "x", 5, [], {}],
    [{"text": "x", "path": "body"}, {"text": "y", "path": [5, None]}, {"text": "z", "path": {}}],
    [{"text": "x" * 100_000, "path": ["body"] * 1000}],
]


def test_what_cannot_be_read_breaks_no_form() -> None:
    editor = editor_of()
    for stored in DAMAGED:
        revision = Page.objects.get(pk=editor.page.pk).latest_revision
        revision.content["open_points"] = stored
        revision.save()
        editor.read(editor.browser.get(editor.url))
        assert editor.save().status_code == 302, repr(stored)[:40]


def test_half_a_character_in_a_point_breaks_nothing() -> None:
    point = OpenPoint("\ud800")
    assert set_done([point], [point.key], [point.key])[0]["done"]


@pytest.mark.parametrize("publish", [by_api, without_the_panel])
def test_a_path_that_leads_nowhere_is_a_refusal_like_any_other(
    publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    points = [
        OpenPoint(f"Look here {number}.", path)
        for number, path in enumerate([*NOWHERE, ("open_points",)])
    ]
    editor = editor_of(*points)
    told = publish(editor, monkeypatch)
    assert [point.text for point in points if point.text not in told] == []
    editor.page.refresh_from_db()
    assert not editor.page.live
