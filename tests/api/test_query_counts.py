"""Reading an edition costs the same number of queries, whatever it links to."""

from typing import Any

from django.test import Client

from wagtail.models import Page

import pytest

from home.models import HomePage
from results.models import ResultsIndexPage, ResultsPage
from tests.api.building import (
    add_page,
    item,
    make_document,
    make_image,
    make_site,
)
from tests.api.conftest import V2, V3
from tests.factories import ResultsPageFactory
from tests.pages import queries

# Whole answers; what is ours of them, by what a page with nothing on it costs.
MOST = {"page": (16, 2), "v3": (9, 5), "v2": (12, 4)}
MOST_OF_INDEX = 14
# With finding the page by its path; API v3 does not ask again who may read it.
MOST_BY_PATH = {V2: 13, V3: 10}


def block(home: Page, number: int) -> dict[str, Any]:
    """A campaign that refers to pages, pictures and documents that no other refers to."""
    page = add_page(home, title=f"Page {number}", slug=f"page-{number}")
    other = add_page(home, title=f"Other {number}", slug=f"other-{number}")
    image, poster = (
        make_image(name=f"{name}-{number}.png", size=(30, 20)) for name in ("image", "poster")
    )
    document, annex = (make_document(name=f"{name}-{number}.pdf") for name in ("report", "annex"))
    return item(
        "campaign",
        10 * number,
        heading=f"Piece {number}",
        text=f'<p><a linktype="page" id="{other.pk}">page</a> '
        f'<a linktype="document" id="{annex.pk}">document</a></p>',
        image={"image": image.pk, "alt_text": "A picture"},
        video={"title": "Film", "url": "https://youtu.be/a", "poster": poster.pk},
        stats=[item("stat", 10 * number + 1, value="5", label="tips", source=f"Page {number}")],
        links=[
            item("link", 10 * number + 2, text=f"Read about {number}", page=page.pk),
            item("link", 10 * number + 3, text=f"Report {number}", document=document.pk),
        ],
    )


def edition_of(size: int, home: Page, index: Page, year: int) -> ResultsPage:
    """An edition of so many campaigns."""
    edition: ResultsPage = ResultsPageFactory.create(
        parent=index,
        year=year,
        content=[block(home, 100 * year + number) for number in range(size)],
        hero_image=make_image(name=f"hero-{year}.png"),
        report=make_document(name=f"whole-{year}.pdf"),
    )
    return edition


@pytest.mark.django_db
def test_an_edition_of_12_blocks_costs_as_many_queries_as_one_of_3(visitor: Client) -> None:
    home, _home_en = make_site()
    index = add_page(home, ResultsIndexPage, title="Resultat", slug="resultat")
    plain = add_page(home, HomePage, title="Plain", slug="plain")
    small = edition_of(3, home, index, 2015)
    large = edition_of(12, home, index, 2016)
    for name, address in [("page", "{0.url}"), ("v2", V2 + "{0.pk}/"), ("v3", V3 + "{0.pk}/")]:
        most, most_of_ours = MOST[name]
        cost = queries(visitor, address.format(large))
        assert cost == queries(visitor, address.format(small)), name
        assert cost <= most, name
        # A page with nothing on it costs what is not ours.
        assert cost - queries(visitor, address.format(plain)) <= most_of_ours, name
    for api, most in MOST_BY_PATH.items():
        assert queries(visitor, f"{api}find/?html_path={large.url}") <= most
    # The index page shows the cover of the newest edition.
    assert queries(visitor, index.url) <= MOST_OF_INDEX
