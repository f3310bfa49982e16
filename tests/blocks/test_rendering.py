"""How blocks are shown: campaigns by what they have, notices, previews, players of films."""

import json
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

import pytest
from bs4 import BeautifulSoup

from results.blocks import (
    CampaignBlock,
    ImageBlock,
    QuoteBlock,
    ResultsStreamBlock,
    TextSectionBlock,
    VideoBlock,
    find_issues,
)
from results.blocks.links import player_url, site_name
from results.blocks.sections import CampaignValue
from results.models import ResultsPage
from tests.factories import ResultsPageFactory, block, browser_of
from tests.pages import visit
from tests.reading.test_pictures import picture

pytestmark = pytest.mark.django_db

LONG = f"<p>{'Vi granskade alla tips. ' * 40}</p>"


def figure(name: str) -> dict[str, Any]:
    return block("stat", name, value="6558", label="tips", unit="number")


def piece(name: str = "piece", **value: Any) -> dict[str, Any]:
    value = {"heading": "Tips", "text": "<p>Vi granskade alla.</p>", **value}
    if "stats" in value:
        value["stats"] = [figure(each) for each in value["stats"]]
    return block("campaign", name, **value)


def page_of(*blocks: dict[str, Any], **fields: Any) -> BeautifulSoup:
    page = ResultsPageFactory.create(content=list(blocks), **fields)
    return visit(page.get_url())


FILM = {"title": "Filmen", "url": "https://example.org/film"}


@pytest.mark.parametrize(
    ("value", "layout"),
    [
        ({}, "plain"),
        ({"stats": ["one"]}, "number"),
        ({"stats": ["one"], "text": LONG}, "plain"),
        ({"video": FILM}, "film"),
        ({"video": {"title": "Filmen"}}, "plain"),
        ({"video": FILM, "stats": ["one"]}, "film"),
        ({"video": FILM, "is_lead": True}, "spread"),
        ({"is_lead": True}, "spread"),
    ],
)
def test_a_piece_is_laid_out_by_what_it_has(value: dict[str, Any], layout: str) -> None:
    assert page_of(piece(**value)).select(f"section.results-campaign--{layout}")


def test_a_piece_with_a_picture_is_not_built_around_its_figure() -> None:
    image = {"image": picture(900, 300).pk, "alt_text": "A surface"}
    assert page_of(piece(stats=["one"], image=image)).select(".results-campaign--plain")


def test_a_piece_that_code_makes_of_its_heading_is_shown() -> None:
    piece = CampaignValue(CampaignBlock(), [("heading", "Tips")])
    assert piece.layout == "plain"
    assert "Tips" in CampaignBlock().render(piece)


@pytest.mark.parametrize(
    ("value", "times"),
    [
        ({"stats": ["one", "two"]}, 1),
        ({"stats": ["one", "two"], "video": FILM}, 1),
        ({"stats": ["one", "two"], "is_lead": True}, 2),
    ],
)
def test_a_main_point_is_shown_again_only_where_its_piece_is_built_around_it(
    value: dict[str, Any], times: int
) -> None:
    point = block("point", "point", figure=figure("one")["id"], text="tips.")
    shown = page_of(piece(**value), main_points=json.dumps([point]))
    (section,) = shown.select(".results-campaign")
    assert len(section.select("data")) == times
    # Notes and changes lead to one place.
    assert len(shown.select(f"[id=figure-{figure('one')['id']}]")) == 1
    assert len(shown.select(f"a[href='#figure-{figure('one')['id']}']")) <= 1


def test_of_a_film_without_an_address_nothing_is_printed() -> None:
    film = {"title": "Filmen", "description": "Vad den visar."}
    shown = page_of(piece(video=film), block("video", "film", **film))
    assert "Filmen" not in shown.get_text()
    assert not shown.select(".results-video, .results-video-block")


def test_a_film_without_a_still_has_its_title_for_one() -> None:
    shown = page_of(block("video", "film", **FILM))
    (still,) = shown.select(".results-video__play--titled .results-video__title[aria-hidden]")
    assert still.text == "Filmen"


@pytest.mark.parametrize(
    ("blocks", "code"),
    [
        ([block("quote", "q", quote="Kunskap skyddar.", name="")], "required"),
        ([block("quote", "q", quote="Kunskap skyddar.", name="En källa")], None),
        ([block("video", "v", title="Filmen")], "film_without_address"),
        ([piece(video={"title": "Filmen"})], "film_without_address"),
        ([block("video", "v", **FILM)], None),
        ([piece("one", is_lead=True)], None),
    ],
)
def test_what_a_story_lacks_is_an_issue(blocks: list[dict[str, Any]], code: str | None) -> None:
    body = ResultsStreamBlock()
    found = [each.code for each in find_issues(body, body.to_python(blocks))]
    assert found == ([code] if code else [])


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("”Ni lyssnade.”", "Ni lyssnade."),
        (' "Ni lyssnade." ', "Ni lyssnade."),
        ("”Ja”, sa hon, ”det gick.”", "”Ja”, sa hon, ”det gick.”"),
        ("Hon sa ”ja”.", "Hon sa ”ja”."),
    ],
)
def test_the_quotation_marks_around_a_quotation_are_those_of_the_page(
    typed: str, kept: str
) -> None:
    quotation = QuoteBlock().child_blocks["quote"]
    assert quotation.clean(typed) == kept


VALUES: list[tuple[Any, dict[str, Any]]] = [
    (CampaignBlock, {"heading": "Forum", "text": "<p>Text.</p>"}),
    (TextSectionBlock, {"heading": "Part", "text": "<p>Text.</p>"}),
    (QuoteBlock, {"quote": "Words.", "name": "Somebody"}),
    (VideoBlock, {"title": "The film", "url": "https://example.org/film"}),
    (ImageBlock, {"alt_text": "A surface"}),
]


def shown(block: Any, **value: Any) -> BeautifulSoup:
    return BeautifulSoup(block().render(block().to_python(value), {}), "html.parser")


@pytest.mark.parametrize(("block", "raw"), VALUES)
def test_a_notice_stands_before_the_content(block: Any, raw: dict[str, Any]) -> None:
    raw = {**raw, "care": "notice", "care_text": "It tells of a crime."}
    value, page = block().to_python(raw), shown(block, **raw)
    notice = page.select_one("p.results-care__text")
    assert notice
    assert notice.get_text() == value.content_notice_text == "It tells of a crime."
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
def test_nothing_is_announced_unless_an_editor_asks(block: Any, value: dict[str, Any]) -> None:
    for care in ({}, {"care": "none"}, {"care": "unknown"}):
        assert not shown(block, **value, **care).select(".results-care__text, details")


def test_a_film_within_a_piece_of_work_has_a_notice_of_its_own() -> None:
    video = {"title": "The film", "url": "https://example.org/film", "care": "collapsed"}
    page = shown(CampaignBlock, heading="Forum", text="<p>Text.</p>", video=video)
    assert page.select_one("details .results-video")
    assert not page.select("details .results-text")


BLOCKS = ResultsPage._meta.get_field("body").stream_block.child_blocks


def test_the_preview_of_every_block_is_drawn_in_the_site_s_theme() -> None:
    browser = browser_of()
    for kind, child in BLOCKS.items():
        response = browser.get(
            reverse("wagtailadmin_block_preview"), {"id": child.definition_prefix}
        )
        assert response.status_code == 200, kind
        assert "results/results.css" in response.text, kind
        assert 'class="results-' in response.text, kind
        # The picker knows of no page, and shows an example.
        assert kind != "chart" or 'class="results-chart__panel' in response.text


YOUTUBE = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1"
VIMEO = "https://player.vimeo.com/video/123456?autoplay=1&dnt=1"


@pytest.mark.parametrize(
    ("url", "player"),
    [
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ", YOUTUBE),
        ("https://m.youtube.com/watch?t=3&v=dQw4w9WgXcQ", YOUTUBE),
        ("https://youtu.be/dQw4w9WgXcQ?si=x", YOUTUBE),
        ("https://www.youtube.com/shorts/dQw4w9WgXcQ/", YOUTUBE),
        ("https://vimeo.com/123456", VIMEO),
        ("https://vimeo.com/channels/x/123456", VIMEO),
        ("", ""),
        ("https://www.youtube.com/watch?v=", ""),
        ('https://www.youtube.com/watch?v="><script>', ""),
        ("https://www.youtube.com.example.org/watch?v=dQw4w9WgXcQ", ""),
        ("https://example.org/123456", ""),
        ("https://vimeo.com/about", ""),
        ("https://[", ""),
    ],
)
def test_a_film_of_a_known_site_has_a_player_that_does_not_track(url: str, player: str) -> None:
    assert player_url(url) == player


def test_a_site_that_nobody_knows_is_named_by_its_host() -> None:
    assert site_name("https://www.example.org/film") == "example.org"
