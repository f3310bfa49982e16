"""A figure at an address of its own: where it has one and where it has none; cited and embedded."""

from datetime import date
from typing import Any

from django.test import Client
from django.utils import timezone

import pytest
from pytest_django import Settings

from results.rules.changes import add_changes
from tests.factories import ResultsIndexPageFactory, again, described, hide, home_page
from tests.models.changing import in_english
from tests.pages import queries, soup
from tests.record.building import body

from .figure_building import TIPS, edition, get, text, url

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


def test_a_citation_of_a_corrected_figure_says_since_when(monkeypatch: pytest.MonkeyPatch) -> None:
    page = edition(publication_date=date(2017, 3, 14))
    page.body = body({"name": "tips", "value": "6500", "label": "granskade tips"})
    monkeypatch.setattr(timezone, "localdate", lambda: date(2017, 4, 3))
    add_changes(page, {TIPS: ("correction", "58 tips hade räknats två gånger.")})
    page.save_revision().publish()
    plain, bibtex = copied(page)
    assert "ECPAT Sverige, 2016, 14 mars 2017, rättad 3 april 2017. http" in plain
    assert "note = {rättad 3 april 2017}" in bibtex


def copied(page: Any) -> tuple[str, str]:
    """The citation and the BibTeX that the page of the figure has to copy."""
    shown = soup(get(page))
    texts = [each.get_text() for each in shown.select(".results-copy__text")]
    (plain,) = (text for text in texts if "ECPAT Sverige, " in text and "@misc" not in text)
    (bibtex,) = (text for text in texts if text.startswith("@misc{ecpat-sverige-2016-"))
    return plain, bibtex


def test_what_is_to_be_copied_stands_there_as_text() -> None:
    page = edition()
    shown = soup(get(page))
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
    assert shown["X-Frame-Options"] == "DENY"
    assert "Set-Cookie" not in card
    assert "<script" not in text(card)
    assert len(card.content) < 15_000
    settings.SECURE_CSP = {}
    assert "Content-Security-Policy" not in get(page, "card/")


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


FORMS = ("", "card/", "share-image/")
OWN = {"name": "tips", "value": "6558", "label": "granskade tips"}
OTHER = {"name": "other", "value": "9", "label": "filmer"}


def test_a_figure_that_never_was_is_not_found() -> None:
    page = edition()
    draft = again(page)
    draft.body = body(OWN, OTHER)
    draft.save_revision()
    nobody = "00000000-0000-0000-0000-000000000000"
    for form in FORMS:
        for figure in (nobody, "1", TIPS.upper(), _id("other")):
            assert get(page, form, figure).status_code == 404, form


def _id(name: str) -> str:
    found: str = body({"name": name})[0]["value"]["stats"][0]["id"]
    return found


def test_either_word_answers_in_every_language_and_one_is_canonical() -> None:
    home_page("en")
    page = edition()
    english = in_english(page)
    for each in (page, english):
        for word in ("figures", "figurer"):
            said = text(Client().get(f"{each.url}{word}/{TIPS}/"))
            assert (
                f'<link rel="canonical" href="{each.full_url}{url(each)[len(each.url) :]}">' in said
            )
        for word in ("card", "kort"):
            assert get(each, f"{word}/").status_code == 200


def test_each_language_leads_to_the_same_figure_in_the_others() -> None:
    home_page("en")
    page = edition()
    english = in_english(page)
    for each in (page, english):
        said = text(get(each))
        for other in (page, english):
            language = other.locale.language_code
            assert f'hreflang="{language}" href="http://localhost{url(other)}"' in said
    assert 'hreflang="x-default"' in text(get(page))


def test_the_address_of_a_figure_stays_when_it_is_moved_and_corrected() -> None:
    page = edition()
    page.body = body(OTHER, {**OWN, "value": "6500"})
    described(page).save_revision().publish()
    said = text(get(page))
    assert '<data value="6500">6 500</data>' in said
    assert "tidigare 6 558" in said
    assert "It had been counted twice." in said


@pytest.mark.django_db(transaction=True)
def test_a_figure_of_a_withdrawn_edition_says_why_and_nothing_else() -> None:
    page = edition()
    page.withdraw("Siffrorna var förväxlade.")
    for form in FORMS:
        gone = get(page, form)
        assert gone.status_code == 410
        assert "Siffrorna var förväxlade." in gone.content.decode()
        assert "6 558" not in gone.content.decode().replace("\u00a0", " ")
    assert get(page, figure="00000000-0000-0000-0000-000000000000").status_code == 404


def test_a_figure_that_has_been_taken_out_says_why_also_in_a_frame() -> None:
    page = edition(OWN, OTHER)
    page.body = body(OTHER)
    described(page).save_revision().publish()
    gone = get(page)
    assert gone.status_code == 410
    assert "It had been counted twice." in gone.content.decode()
    assert get(page, figure=_id("other")).status_code == 200
    card = get(page, "card/")
    assert (card.status_code, "X-Frame-Options" in card.headers) == (410, False)


def test_each_figure_of_a_public_edition_leads_to_its_address(admin_client: Client) -> None:
    page = edition(OWN, OTHER)
    said = text(Client().get(page.url))
    for figure in (TIPS, _id("other")):
        assert f'href="{url(page, figure=figure)}"' in said
    hide(page.get_parent(), "private")
    assert f"/{TIPS}/" not in admin_client.get(page.url).content.decode()


def test_a_page_as_it_was_leads_to_no_figure_as_it_is() -> None:
    page = edition()
    page.body = body({**OWN, "value": "6500"})
    described(page).save_revision().publish()
    assert f"/{TIPS}/" not in text(Client().get(f"{page.url}versions/1/"))


def test_a_figure_costs_the_same_queries_whatever_stands_beside_it() -> None:
    costs, index = set(), ResultsIndexPageFactory.create()
    for number, count in enumerate((1, 40)):
        beside = [{**OTHER, "name": f"{count} {n}", "label": f"filmer {n}"} for n in range(count)]
        page = edition(OWN, *beside, parent=index, year=2016 + 2 * number)
        costs.add(queries(Client(), url(page)))
    assert len(costs) == 1
    assert costs.pop() <= 25
