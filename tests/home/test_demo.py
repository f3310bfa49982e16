"""The demo's content: made by its people with their own rights, whole in both languages."""

import re
from typing import Any
from urllib.parse import urljoin

from django.contrib.auth import get_user_model
from django.test import Client

from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import GroupPagePermission, Page, PageLogEntry, Revision, Site
from wagtail_localize.models import SegmentOverride, StringTranslation

import pytest

from home.models import InformationPage
from results.models import Indicator, ResultsPage
from results.publishing import Publication
from tests.home.demo import ENGLISH, EXAMPLES, PAGES, SWEDISH, load_demo
from tests.pages import visit
from tests.pdf.spoken import Spoken

pytestmark = [pytest.mark.usefixtures("demo"), pytest.mark.django_db]

# As the document gives them, with the no-break spaces that the document has not.
FIGURES = {
    SWEDISH: (
        "över\u00a0250",
        "133\u00a0000",
        "1\u00a0382",
        "6\u00a0558",
        "1\u00a0100",
        "98,6\u00a0%",
    ),
    ENGLISH: ("over\u00a0250", "133,000", "1,382", "6,558", "1,100", "98.6%"),
}


def edition(year: int, language: str) -> ResultsPage:
    """The edition of a year in a language."""
    found: ResultsPage = ResultsPage.objects.get(
        period_start__year=year, locale__language_code=language
    )
    return found


def test_an_interrupted_load_is_taken_up_where_it_stopped() -> None:
    assert Page.objects.filter(depth__gt=1).count() == len(PAGES)
    assert get_image_model().objects.count() == 2
    assert get_document_model().objects.count() == 2


def test_everybody_needs_no_more_than_their_own_rights() -> None:
    published = [(edition(year, "en"), "translator") for year in (2015, 2016, 2017)]
    published += [(edition(year, "sv"), "editor") for year in (2015, 2016)]
    for page, name in [*published, (edition(2017, "sv"), "moderator")]:
        publishers = {
            entry.user
            for entry in PageLogEntry.objects.filter(page=page.pk, action="wagtail.publish")
        }
        assert {(user.username, user.is_superuser) for user in publishers} == {(name, False)}
        assert not page.has_unpublished_changes
    for model in (get_image_model(), get_document_model()):
        uploaders = model.objects.values_list("uploaded_by_user__username", flat=True)
        assert set(uploaders) == {"editor"}


@pytest.mark.parametrize("address", [SWEDISH, ENGLISH])
def test_every_figure_of_the_document_stands_on_the_page(address: str) -> None:
    page = visit(address)
    figures = page.select(":is(.results-figure, .results-point) data[value]")
    assert {data.get_text() for data in figures} == {*FIGURES[address]}
    whole = page.select_one(".results-figure__whole")
    assert whole
    assert FIGURES[address][3] in whole.get_text()


@pytest.mark.parametrize("address", [SWEDISH, ENGLISH])
def test_the_menu_says_where_the_reader_is(address: str) -> None:
    index = urljoin(address, "../")
    for shown, current in ((address, "true"), (index, "page")):
        (entry,) = visit(shown).select(".site-menu [aria-current]")
        assert (entry["href"], entry["aria-current"]) == (index, current)


@pytest.mark.parametrize("address", [SWEDISH, ENGLISH])
def test_every_link_leads_to_a_page_or_the_report(address: str) -> None:
    page = visit(address)
    kinds = []
    for link in page.select("a.results-link"):
        answer: Any = Client().get(str(link["href"]))
        assert answer.status_code == 200, link
        kinds.append(answer["Content-Type"].partition(";")[0])
    assert kinds.count("text/html") >= 3
    assert "application/pdf" in kinds
    assert not page.select(".results-link--missing")


def test_every_picture_says_in_the_reader_s_language_what_it_shows() -> None:
    said = {}
    for address in (SWEDISH, ENGLISH):
        pictures = visit(address).select("img")
        said[address] = [str(picture["alt"]) for picture in pictures]
        for picture in pictures:
            file: Any = Client().get(str(picture["src"]))
            assert file.status_code == 200
            assert b"".join(file.streaming_content)
    assert len(said[SWEDISH]) == len(said[ENGLISH]) == 2
    assert all(said[SWEDISH])
    assert not {*said[SWEDISH]} & {*said[ENGLISH]}


def test_every_page_is_there_and_nothing_is_left_in_the_other_language() -> None:
    words = {
        "sv": re.compile(r"\b(the|and|of|with)\b", re.I),
        "en": re.compile(r"\b(och|att|som|är|från)\b", re.I),
    }
    for address in PAGES:
        page = visit(address)
        language = "en" if address.startswith("/en/") else "sv"
        assert page.select_one(f'html[lang="{language}"]')
        assert len(page.select("h1")) == 1
        assert page.select_one('meta[name="description"]')
        main = page.select_one("main")
        assert main
        for foreign in main.select(f'[lang]:not([lang="{language}"])'):
            foreign.decompose()
        assert not words[language].search(main.get_text(" ")), address


def test_run_again_it_keeps_what_was_edited_and_changes_the_password_only() -> None:
    swedish = edition(2016, "sv")
    swedish.title = "Vårt 2016"
    swedish.slug = "vart-2016"
    swedish.save_revision().publish()
    edition(2016, "en").unpublish()
    Page.objects.get(slug="nordiskt-forum").delete()
    before = everything()

    output = load_demo(password="another password for the demo")

    assert everything() == before
    assert output.count("left as it is") == 2
    for name in ("admin", "editor", "translator", "moderator"):
        user = get_user_model().objects.get(username=name)
        assert user.check_password("another password for the demo")


def printed(address: str) -> str:
    """What the PDF of an edition says, with single spaces."""
    response: Any = Client().get(f"{address}pdf/")
    assert response.status_code == 200
    return " ".join(Spoken(b"".join(response.streaming_content)).text.split())


# What stands at figures that are compared with another year.
COMPARED = {
    SWEDISH: ["En ökning med 618 sedan 2015", "En ökning med 2,2 procentenheter sedan 2015"],
    "/en/results/2017/": [
        "Up 566 since 2016",
        "Up 1,184 since 2015",
        "Counted in another way than before",
        "The target of 150,000 for 2017 was missed",
    ],
}


@pytest.mark.parametrize("address", COMPARED)
def test_a_year_is_compared_with_others_but_not_where_its_definition_is_another(
    address: str,
) -> None:
    said = [line.get_text() for line in visit(address).select(".results-figure__change")]
    assert [line for line in COMPARED[address] if line.replace(" ", "") not in bare(said)] == []
    text = printed(address)
    assert [line for line in COMPARED[address] if line not in text] == []


def test_a_correction_stands_at_its_figure_in_the_list_and_in_the_pdf() -> None:
    address = "/en/results/2017/"
    page = visit(address)
    link = page.select_one(".results-figure__changed a")
    assert link
    listed = page.select_one(f".results-changes li{link['href']}")
    assert listed
    for text in (listed.get_text(), printed(address)):
        assert "90 reports had been counted twice" in text
        assert "earlier7,214" in bare([text])[0]


EXAMPLE = re.compile("exempeldata|example data", re.I)


@pytest.mark.parametrize("address", [*EXAMPLES, SWEDISH, ENGLISH])
def test_all_that_shows_an_invented_figure_says_that_it_is_example_data(address: str) -> None:
    page: Any = Client().get(address)
    found = visit(address).select_one("main")
    assert found
    assert EXAMPLE.search(found.get_text(" "))
    assert EXAMPLE.search(printed(address))
    pk = page.context["page"].pk
    for api in (f"/api/v2/pages/{pk}/", f"/api/v3-preview/pages/{pk}/"):
        assert EXAMPLE.search(Client().get(api).content.decode()), api


def bare(texts: list[str]) -> list[str]:
    """The texts without spaces, which differ from line to line."""
    return ["".join(text.split()) for text in texts]


def everything() -> dict[str, list[Any]]:
    """Every row of what people edit in the demo."""
    models = (
        Page,
        ResultsPage,
        Indicator,
        InformationPage,
        Revision,
        PageLogEntry,
        Publication,
        StringTranslation,
        SegmentOverride,
        GroupPagePermission,
        get_image_model(),
        get_document_model(),
        Site,
    )
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}
