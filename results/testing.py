"""Pages for the tests of a site, published as an editor would."""

from datetime import date
from typing import Any

from wagtail.models import Page, Site

from .building import build_body
from .models import ResultsIndexPage, ResultsPage

BODY = [
    ("text", {"heading": "Example data", "text": "<p>This is what we did.</p>"}),
    ("stats", {"heading": "Figures", "stats": [("stat", {"value": 1382, "label": "reports"})]}),
]


def index(parent: Page | None = None, **fields: Any) -> ResultsIndexPage:
    """Return a published index page, below the default site's root page unless `parent` is given."""
    parent = parent or Site.objects.get(is_default_site=True).root_page
    fields = {"title": "Results", "slug": "results", **fields}
    return _added(parent, ResultsIndexPage(**fields))


def edition(
    parent: Page | None = None,
    year: int = 2016,
    body: list[Any] | None = None,
    *,
    live: bool = True,
    **fields: Any,
) -> ResultsPage:
    """Return an edition of the year, a draft if not `live`; `body` is plain Python.

    Without a parent it goes below the only index page, which is made when there is none.
    """
    parent = parent or ResultsIndexPage.objects.first() or index()
    fields = {
        "title": str(year),
        "slug": str(year),
        "period_start": date(year, 1, 1),
        "period_end": date(year, 12, 31),
        "body": build_body(BODY if body is None else body),
        **fields,
    }
    return _added(parent, ResultsPage(**fields), live=live)


def _added(parent: Page, page: Any, *, live: bool = True) -> Any:
    page.live = False
    parent.add_child(instance=page)
    revision = page.save_revision()
    if live:
        revision.publish()
        page.refresh_from_db()
    return page
