"""What nobody sees gets into no text that readers see, whichever way; what is stored is repaired."""

import json
from collections.abc import Callable
from typing import Any

from django.db import connection

from wagtail.models import Page

import pytest

from results.models import ResultsPage
from tests.factories import ResultsPageFactory, good_body, home_page
from tests.importing.admin.importer import DOCUMENT, Importer, draft_of, index_page
from tests.translation.building import make_document, make_image
from tests.translation.changing import published_in_english
from tests.translation.translating import say, target, translation_of

pytestmark = pytest.mark.django_db

# Before each of these words stands what nobody sees.
UNSEEN = "\u202e\x07\u2066"
FIELDS: dict[str, Any] = {
    "title": f"{UNSEEN}Results",
    "introduction": f"{UNSEEN}What we did.",
    "hero_alt_text": f"{UNSEEN}A classroom",
    "search_description": f"{UNSEEN}Example data",
    "content": good_body(f"{UNSEEN}We reviewed every report."),
}


def by_the_shell() -> ResultsPage:
    page: ResultsPage = ResultsPageFactory.create(**FIELDS)
    return page


def by_a_draft_that_is_published() -> ResultsPage:
    page: ResultsPage = ResultsPageFactory.create(live=False)
    for name, value in (FIELDS | {"body": json.dumps(FIELDS["content"])}).items():
        setattr(page, name, value)
    revision = page.save_revision()
    assert not holds_unseen(revision.content)
    revision.publish()
    return page


def by_an_import() -> ResultsPage:
    index = index_page()
    document = DOCUMENT.replace("Hotline", "\u202eHot\u2066line").replace("tips", "\u202dtips")
    return draft_of(Importer(index).review(content=document).make())


def by_a_translation() -> ResultsPage:
    home_page("en")
    page = ResultsPageFactory.create()
    published_in_english(page)
    say(translation_of(page), "title", f"{UNSEEN}Results")
    translation_of(page).save_target(publish=True)
    return target(page)


def holds_unseen(content: Any) -> bool:
    text = json.dumps(content, default=str)
    # A stream in a revision is JSON within JSON.
    return any(f"u{code}" in text for code in ("202e", "202d", "2066", "0007"))


def row_of(page: Page) -> Any:
    """What the database holds of the page."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT title, draft_title, search_description, introduction, hero_alt_text, "
            "CAST(body AS text) FROM results_resultspage JOIN wagtailcore_page "
            "ON id = page_ptr_id WHERE id = %s",
            [page.pk],
        )
        *texts, body = cursor.fetchone()
    return [*texts, json.loads(body)]


@pytest.mark.parametrize(
    "way", [by_the_shell, by_a_draft_that_is_published, by_an_import, by_a_translation]
)
def test_what_nobody_sees_gets_in_by_no_way(way: Callable[[], ResultsPage]) -> None:
    page = way()
    assert not holds_unseen(row_of(page))
    latest = page.get_latest_revision()
    assert latest is None or not holds_unseen(latest.content)


def test_the_names_of_pictures_and_documents_are_cleaned() -> None:
    for made in (make_image(f"{UNSEEN}Picture"), make_document(f"{UNSEEN}Report")):
        made.refresh_from_db()
        assert made.title in {"Picture", "Report"}
