"""An editor with the form of one edition, and the panel of its open points."""

from typing import Any

from django.urls import reverse

from wagtail.models import Page

from bs4 import BeautifulSoup, Tag

from results.findings import OpenPoint, read_open_points
from results.findings.open_points import store
from results.models import ResultsPage
from tests.factories import ResultsPageFactory, block, browser_of
from tests.publishing.forms import page_form_data

TEXT_ID = block("text", "text")["id"]
CHECK = OpenPoint("Check the figure", ("body", TEXT_ID, "heading"))
CHOOSE = OpenPoint("Choose where the link leads", ("body", TEXT_ID))
READ = OpenPoint("Read it aloud")
# Paths of points whose place is gone, or never was one.
NOWHERE = [
    ("nothing",),
    ("nothing", "x"),
    ("title", "x"),
    ("draft_title",),
    ("page_ptr", "x"),
    ("sites_rooted_here",),
    ("body", "f3a1b0de-0000-4000-8000-000000000000", "links"),
    ("body", "f3a1b0de-0000-4000-8000-000000000000"),
    ("body", TEXT_ID, "links", "f3a1b0de-0000-4000-8000-000000000000"),
    ("body", TEXT_ID, "nothing"),
    ("body", TEXT_ID, "heading", "x", "y"),
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
