"""How blocks are shown: content notices, previews in the picker, players of films."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

import pytest
from bs4 import BeautifulSoup

from results.blocks import CampaignBlock, ImageBlock, QuoteBlock, TextSectionBlock, VideoBlock
from results.blocks.media import player_url, site_name
from results.models import ResultsPage
from tests.factories import browser_of

pytestmark = pytest.mark.django_db

VALUES: list[tuple[Any, dict[str, Any]]] = [
    (CampaignBlock, {"heading": "Forum", "text": "<p>Text.</p>"}),
    (TextSectionBlock, {"heading": "Part", "text": "<p>Text.</p>"}),
    (QuoteBlock, {"quote": "Words.", "name": "Somebody"}),
    (VideoBlock, {"title": "The film", "url": "https://example.org/film"}),
    (ImageBlock, {"alt_text": "A surface"}),
]


def shown(block: Any, **value: Any) -> BeautifulSoup:
    return BeautifulSoup(block().render(block().to_python(value), {}), "html.parser")


@pytest.mark.parametrize(("block", "value"), VALUES)
def test_a_notice_stands_before_the_content(block: Any, value: dict[str, Any]) -> None:
    page = shown(block, **value, care="notice", care_text="It tells of a crime.")
    notice = page.select_one("p.results-care__text")
    assert notice
    assert notice.get_text() == "It tells of a crime."
    assert notice.find_next(class_="results-block__content")


@pytest.mark.parametrize(("block", "value"), VALUES)
def test_closed_content_is_opened_without_a_script(block: Any, value: dict[str, Any]) -> None:
    page = shown(block, **value, care="collapsed")
    closed = page.select_one("details:not([open])")
    assert closed
    notice = closed.select_one("summary.results-care__text")
    assert notice
    assert gettext("This part may be distressing to read.") in notice.get_text()
    assert closed.select_one(".results-block__content")
    # The heading stays in sight, so that the list of contents leads somewhere.
    assert not closed.select("h2")


@pytest.mark.parametrize(("block", "value"), VALUES)
@pytest.mark.parametrize("care", [{}, {"care": "none"}, {"care": "unknown"}])
def test_nothing_is_announced_unless_an_editor_asks(
    care: dict[str, str], block: Any, value: dict[str, Any]
) -> None:
    page = shown(block, **value, **care)
    assert not page.select(".results-care__text, details")


def test_a_film_within_a_piece_of_work_has_a_notice_of_its_own() -> None:
    video = {"title": "The film", "url": "https://example.org/film", "care": "collapsed"}
    page = shown(CampaignBlock, heading="Forum", text="<p>Text.</p>", video=video)
    assert page.select_one("details .results-video")
    assert not page.select("details .results-text")


BLOCKS = ResultsPage._meta.get_field("body").stream_block.child_blocks


def test_the_preview_of_every_block_is_drawn_in_the_site_s_theme() -> None:
    browser = browser_of()
    for kind, block in BLOCKS.items():
        response = browser.get(
            reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix}
        )
        assert response.status_code == 200, kind
        assert "results/results.css" in response.text, kind
        assert 'class="results-' in response.text, kind


YOUTUBE = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1"


@pytest.mark.parametrize(
    "url",
    [
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        "https://m.youtube.com/watch?t=3&v=dQw4w9WgXcQ",
        "https://youtu.be/dQw4w9WgXcQ?si=x",
        "https://www.youtube.com/embed/dQw4w9WgXcQ",
        "https://www.youtube.com/shorts/dQw4w9WgXcQ/",
    ],
)
def test_a_film_at_youtube_has_a_player_without_cookies(url: str) -> None:
    assert player_url(url) == YOUTUBE


@pytest.mark.parametrize("url", ["https://vimeo.com/123456", "https://vimeo.com/channels/x/123456"])
def test_a_film_at_vimeo_has_a_player_that_does_not_track(url: str) -> None:
    assert player_url(url) == "https://player.vimeo.com/video/123456?autoplay=1&dnt=1"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://www.youtube.com/",
        "https://www.youtube.com/watch?v=",
        'https://www.youtube.com/watch?v="><script>',
        "https://www.youtube.com.example.org/watch?v=dQw4w9WgXcQ",
        "https://example.org/watch?v=dQw4w9WgXcQ",
        "https://vimeo.com/about",
        "https://[",
    ],
)
def test_an_address_that_is_no_film_of_a_known_site_has_no_player(url: str) -> None:
    assert player_url(url) == ""


def test_a_site_that_nobody_knows_is_named_by_its_host() -> None:
    assert site_name("https://www.example.org/film") == "example.org"
