"""How pieces of work are laid out by what they have, and what is left out."""

import json
from typing import Any

from django.test import Client

import pytest
from bs4 import BeautifulSoup

from results.blocks import QuoteBlock, ResultsStreamBlock, find_faults
from tests.factories import ResultsPageFactory, block

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
    return BeautifulSoup(Client().get(page.get_url()).content, "html.parser")


FILM = {"title": "Filmen", "url": "https://example.org/film"}


@pytest.mark.parametrize(
    ("value", "layout"),
    [
        ({}, "plain"),
        ({"stats": ["one"]}, "number"),
        ({"stats": ["one"], "text": LONG}, "plain"),
        ({"stats": ["one", "two"]}, "plain"),
        ({"video": FILM}, "film"),
        ({"video": {"title": "Filmen"}}, "plain"),
        ({"video": FILM, "stats": ["one"]}, "film"),
        ({"video": FILM, "is_lead": True}, "spread"),
        ({"is_lead": True}, "spread"),
    ],
)
def test_a_piece_is_laid_out_by_what_it_has(value: dict[str, Any], layout: str) -> None:
    assert page_of(piece(**value)).select(f"section.results-campaign--{layout}")


@pytest.mark.parametrize(
    ("value", "times"),
    [
        ({"stats": ["one", "two"]}, 1),
        ({"stats": ["one", "two"], "video": FILM}, 1),
        ({"stats": ["one", "two"], "is_lead": True}, 2),
        ({"stats": ["one"]}, 1),
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
        ([piece("one", is_lead=True), piece("two", is_lead=True)], "lead_piece_twice"),
    ],
)
def test_what_a_story_lacks_is_a_finding(blocks: list[dict[str, Any]], code: str | None) -> None:
    body = ResultsStreamBlock()
    found = [each.code for each in find_faults(body, body.to_python(blocks))]
    assert found == ([code] if code else [])


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("”Ni lyssnade.”", "Ni lyssnade."),
        (' "Ni lyssnade." ', "Ni lyssnade."),
        ("»Ni lyssnade.«", "Ni lyssnade."),
        ("”Ja”, sa hon, ”det gick.”", "”Ja”, sa hon, ”det gick.”"),
        ("Hon sa ”ja”.", "Hon sa ”ja”."),
    ],
)
def test_the_quotation_marks_around_a_quotation_are_those_of_the_page(
    typed: str, kept: str
) -> None:
    quotation = QuoteBlock().child_blocks["quote"]
    assert quotation.clean(typed) == kept
