"""Where a figure has an address of its own, and where it has none."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import pytest

from tests.factories import HIDDEN, ResultsIndexPageFactory, described, hide, home_page
from tests.models.changing import anew, in_english
from tests.record.building import body

from .building import TIPS, edition, get, text, url

pytestmark = pytest.mark.django_db

FORMS = ("", "card/", "json/", "oembed/", "share-image/")
OWN = {"name": "tips", "value": "6558", "label": "granskade tips"}
OTHER = {"name": "other", "value": "9", "label": "filmer"}


@pytest.mark.parametrize("how", HIDDEN)
def test_a_figure_of_an_edition_that_is_not_public_is_not_found(
    how: str, client: Client, admin_client: Client
) -> None:
    page = edition()
    hide(page, how)
    for form in FORMS:
        for browser in (client, admin_client):
            assert browser.get(url(page, form)).status_code == 404, form


def test_a_figure_that_never_was_is_not_found() -> None:
    page = edition()
    draft = anew(page)
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
    assert [get(page, form).status_code for form in ("card/", "json/", "oembed/")] == [410] * 3
    assert "X-Frame-Options" not in get(page, "card/").headers


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
        get(page)
        with CaptureQueriesContext(connection) as queries:
            text(get(page))
        costs.add(len(queries))
    assert len(costs) == 1
    assert costs.pop() <= 25
