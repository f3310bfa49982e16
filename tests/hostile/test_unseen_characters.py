"""What nobody sees gets into no text that readers see, whichever way, and nothing is lost; what is stored is repaired."""

import json
from collections.abc import Callable
from typing import Any

from django.db import connection

from wagtail.models import Page

import pytest

from results.characters import cleaned
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


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("tips\u202e6102\u202c", "tips6102"),
        ("\u2066a\u2067b\u2068c\u2069", "abc"),
        ("\ufeffa\x00b\x07c\x7fd\x9fe", "abcde"),
        ("half\ud83d", "half"),
        ("a\x0bb\x0cc\x85d", "a b c d"),
        ("o" + 70 * "\u0301" + "!", "o" + 8 * "\u0301" + "!"),
        ("o" + 70 * "\u0301\u200d", "o" + 8 * "\u0301\u200d" + 62 * ""),
        ("x" + 9 * "\u20dd" + "y" + 9 * "\u0336", "x" + 8 * "\u20dd" + "y" + 8 * "\u0336"),
    ],
)
def test_what_nobody_sees_is_taken_out(text: str, rest: str) -> None:
    assert cleaned(text) == rest


@pytest.mark.parametrize(
    "text",
    [
        "Vi granskade 6\u00a0558 tips,\n\tvarav 1\u202f100 – \u201dnästan\u201d alla.",
        # Tibetan, with the longest cluster of any writing; Hebrew with accents; Vietnamese.
        "\u0f67\u0f90\u0fb5\u0fa8\u0fb3\u0fba\u0fbc\u0fbb\u0f82",
        "\u05d1\u05bc\u05b0\u05e8\u05b5\u05d0\u05e9\u05c1\u05b4\u0596\u05d9\u05ea",
        "Vie\u0323\u0302t Nam",
        # Persian with its joiner, and marks for the direction of what stands beside them.
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 \u200e\u200f\u061c",
        "\U0001f469\u200d\U0001f469\u200d\U0001f467 \u2764\ufe0f 1\ufe0f\u20e3",
        12 * "—" + 12 * "\u2764\ufe0f",
        "soft\u00adhyphen",
    ],
)
def test_what_a_writing_needs_stays(text: str) -> None:
    assert cleaned(text) == text
