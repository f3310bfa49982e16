"""A figure is cited, embedded and fetched."""

from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from pytest_django import Settings

from tests.factories import ResultsIndexPageFactory, home_page

from .building import TIPS, edition, get, text, url

pytestmark = pytest.mark.django_db


def test_a_citation_is_in_the_language_of_the_page_and_bibtex_reads_every_character_as_itself() -> (
    None
):
    figure = {"name": "tips", "value": "6558", "label": r"50 % {a_b} \ #1 $ ~"}
    parent = ResultsIndexPageFactory.create(parent=home_page("en"))
    page = edition(
        figure, parent=parent, title="Mål & resultat", publication_date=date(2017, 3, 14)
    )
    plain, bibtex = copied(page)
    said = r"6,558 50 % {a_b} \ #1 $ ~, 2016. ECPAT Sverige, Mål & resultat, 14 March 2017. "
    assert plain.startswith(f"{said}{page.full_url}")
    assert r"\% \{a\_b\} \textbackslash{} \#1 \$ \textasciitilde{}, 2016: 6,558}}" in bibtex
    assert r"howpublished = {Mål \& resultat}" in bibtex
    assert bibtex.count("{") - bibtex.count(r"\{") == bibtex.count("}") - bibtex.count(r"\}")
    plain, bibtex = copied(edition())
    assert "2016. ECPAT Sverige, 2016. http" in plain
    assert "year" not in bibtex


def copied(page: Any) -> tuple[str, str]:
    """The citation and the BibTeX that the page of the figure has to copy."""
    shown = BeautifulSoup(get(page).content, "html.parser")
    texts = [each.get_text() for each in shown.select(".results-copy__text")]
    (plain,) = (text for text in texts if "ECPAT Sverige, " in text and "@misc" not in text)
    (bibtex,) = (text for text in texts if text.startswith("@misc{ecpat-sverige-2016-"))
    return plain, bibtex


def test_what_is_to_be_copied_stands_there_as_text() -> None:
    page = edition()
    shown = BeautifulSoup(get(page).content, "html.parser")
    texts = [each.get_text() for each in shown.select(".results-copy__text")]
    buttons = [str(each["data-results-copy"]) for each in shown.select("button[hidden]")]
    assert [each.replace("\r\n", "\n") for each in buttons] == texts
    assert "6\u00a0558 granskade tips, 2016" in texts
    assert f"http://localhost{url(page)}" in texts


def test_every_site_may_show_the_card_and_nothing_else_in_a_frame(settings: Settings) -> None:
    page = edition()
    card, shown = get(page, "card/"), get(page)
    assert "X-Frame-Options" not in card
    policy = card["Content-Security-Policy"]
    assert "frame-ancestors *" in policy
    assert (
        policy.replace("frame-ancestors *", "frame-ancestors 'self'")
        == shown["Content-Security-Policy"]
    )
    for other in (shown, get(page, "json/"), get(page, "oembed/")):
        assert other["X-Frame-Options"] == "DENY"
    assert "Set-Cookie" not in card
    assert "<script" not in text(card)
    assert len(card.content) < 15_000
    settings.SECURE_CSP = {}
    assert "Content-Security-Policy" not in get(page, "card/")


def test_other_sites_find_the_card_by_oembed() -> None:
    page = edition()
    head = BeautifulSoup(get(page).content, "html.parser").head
    assert head
    link = head.find("link", type="application/json+oembed")
    assert link
    assert link["href"] == f"http://localhost{url(page, 'oembed/')}"
    told = get(page, "oembed/").json()
    assert (told["version"], told["type"], told["provider_name"]) == (
        "1.0",
        "rich",
        "ECPAT Sverige",
    )
    frame: Any = BeautifulSoup(told["html"], "html.parser").iframe
    assert get(page).content.decode().count(frame["src"])
    assert frame["title"] == told["title"] == "6\u00a0558 granskade tips, 2016"


@pytest.mark.parametrize(
    ("asked", "width", "height"),
    [({"maxwidth": "300", "maxheight": "200"}, 300, 200), ({"maxwidth": "9999"}, 416, 280), ({"maxwidth": "0"}, 1, 280), ({"maxwidth": "-5", "maxheight": "wide"}, 416, 280)],
)  # fmt: skip
def test_the_card_is_no_larger_than_it_is_asked_for(
    asked: dict[str, str], width: int, height: int
) -> None:
    page = edition()
    assert get(page, "oembed/", format="xml").status_code == 501
    told = get(page, "oembed/", **asked).json()
    assert (told["width"], told["height"]) == (width, height)
    assert f'width="{width}" height="{height}"' in told["html"]


def test_a_figure_as_json_says_what_the_page_says() -> None:
    page = edition()
    told = get(page, "json/").json()
    assert told["id"] == TIPS
    assert (told["value"], told["text"], told["label"]) == ("6558", "6\u00a0558", "granskade tips")
    assert told["period"] == ["2016-01-01", "2016-12-31"]
    assert told["url"] == f"http://localhost{url(page)}"
    assert told["edition"]["title"] == page.title


def test_the_picture_of_a_figure_is_one_of_its_own() -> None:
    page = edition(
        {"name": "tips", "value": "6558", "label": "granskade tips"},
        {"name": "other", "value": "9", "label": "filmer"},
    )
    other = page.body[0].value["stats"][1].id
    one, two = get(page, "share-image/"), get(page, "share-image/", other)
    assert one["Content-Type"] == "image/png"
    assert one.content.startswith(b"\x89PNG")
    assert one.content != two.content
    assert f"{url(page, 'share-image/')}?v=" in text(get(page))
