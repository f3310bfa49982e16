"""A notice before content that may be hard to read."""

from typing import Any

import pytest
from bs4 import BeautifulSoup

from results.blocks import CampaignBlock, ImageBlock, QuoteBlock, TextSectionBlock, VideoBlock

pytestmark = pytest.mark.django_db

VALUES: list[tuple[Any, dict[str, Any]]] = [
    (CampaignBlock, {"heading": "Forum", "text": "<p>Text.</p>"}),
    (TextSectionBlock, {"heading": "Part", "text": "<p>Text.</p>"}),
    (QuoteBlock, {"quote": "Words.", "name": "Somebody"}),
    (VideoBlock, {"title": "The film"}),
    (ImageBlock, {"alt_text": "A surface"}),
]


def shown(block: Any, **value: Any) -> BeautifulSoup:
    return BeautifulSoup(block().render(block().to_python(value), {}), "html.parser")


@pytest.mark.parametrize(("block", "value"), VALUES)
def test_a_notice_stands_before_the_content(block: Any, value: dict[str, Any]) -> None:
    page = shown(block, **value, care="notice", care_text="It tells of a crime.")
    notice = page.select_one("p.results-content-notice__text")
    assert notice
    assert notice.get_text() == "It tells of a crime."
    assert notice.find_next(class_="results-block__content")


@pytest.mark.parametrize(("block", "value"), VALUES)
def test_closed_content_is_opened_without_a_script(block: Any, value: dict[str, Any]) -> None:
    page = shown(block, **value, care="collapsed")
    closed = page.select_one("details:not([open])")
    assert closed
    assert closed.select_one("summary")
    assert closed.select_one(".results-block__content")
    # The heading stays in sight, so that the list of contents leads somewhere.
    assert not closed.select("h2")


@pytest.mark.parametrize(("block", "value"), VALUES)
@pytest.mark.parametrize("care", [{}, {"care": "none"}, {"care": "unknown"}])
def test_nothing_is_announced_unless_an_editor_asks(
    care: dict[str, str], block: Any, value: dict[str, Any]
) -> None:
    page = shown(block, **value, **care)
    assert not page.select(".results-content-notice__text, details")


def test_a_film_within_a_piece_of_work_has_a_notice_of_its_own() -> None:
    video = {"title": "The film", "care": "collapsed"}
    page = shown(CampaignBlock, heading="Forum", text="<p>Text.</p>", video=video)
    assert page.select_one("details .results-video")
    assert not page.select("details .results-text")
