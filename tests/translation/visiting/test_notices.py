"""Above a page that is no present translation stands a notice."""

from typing import Any

from django.test import Client
from django.utils import timezone, translation

from wagtail.models import PageViewRestriction
from wagtail_localize.models import StringTranslation

import pytest

from results.models import ResultsPage
from results.pdf.making import printed
from tests.factories import good_body

from ..changing import body_with, publish, published_in_english
from ..translating import english, target, translate, translation_of
from .visitors import visit

pytestmark = pytest.mark.django_db


def notice(page: Any) -> Any:
    return visit(page).find(class_="results-notice")


@pytest.fixture
def older(page: Any) -> Any:
    """A translation of an introduction that has changed since."""
    published_in_english(page)
    publish(page, introduction="Vad vi gjorde.")
    return target(page)


def test_a_translation_of_an_earlier_version_says_so_and_leads_to_the_present_one(
    older: Any, page: Any
) -> None:
    found = notice(older)
    assert found["lang"] == "en"
    assert "This translation is of an earlier version." in found.text
    _index, newest = visit(older.get_parent()).select(".results-notice")
    assert "earlier version" in newest.text
    today = timezone.localdate()
    assert f"changed since {today.day} {today:%B %Y}" in found.text
    link = found.find("a")
    assert (link["href"], link["hreflang"], link["lang"]) == (page.url, "sv", "sv")
    assert link.text == "Resultat 2016"
    assert "(in Swedish)" in found.text


def test_a_translation_that_is_up_to_date_has_no_notice_and_a_frame_without_a_language(
    page: Any,
) -> None:
    published_in_english(page)
    assert notice(page) is None
    document = visit(target(page))
    assert document.find(class_="results-notice") is None
    assert document.html and document.html["lang"] == "en"
    assert not document.select("header[lang], footer[lang], .skip-link[lang]")


def test_a_source_that_nobody_may_read_is_not_linked_to(older: Any, page: Any) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    found = notice(older)
    assert "earlier version" in found.text
    assert found.find("a") is None


def test_an_alias_and_what_is_treated_as_one_say_which_language_they_are_in(
    page: Any, submitted: ResultsPage
) -> None:
    alias = page.copy_for_translation(english(), copy_parents=True, alias=True)
    for each, source in ((alias, page), (target(submitted), submitted)):
        found = notice(each)
        assert found["lang"] == "en"
        assert "This page is not available in English. It is shown in Swedish." in found.text
        assert found.find("a")["href"] == source.url


def test_an_index_page_without_editions_is_in_one_language_too(page: Any) -> None:
    index = page.get_parent().copy_for_translation(english(), copy_parents=True, alias=True)
    found = notice(index)
    assert "It is shown in Swedish." in found.text
    assert found.find("a")["href"] == page.get_parent().url
    assert "Ingen utgåva" in visit(index).text


def test_the_frame_of_an_alias_is_in_the_language_of_its_address(submitted: ResultsPage) -> None:
    document = visit(target(submitted))
    assert document.html and document.html["lang"] == "sv"
    article, header, footer = (document.find(name) for name in ("article", "header", "footer"))
    assert article and header and footer
    assert article["lang"] == "sv"
    assert "Avser" in article.text
    assert "Published" not in article.text
    assert "Innehåll" in article.text
    (contents,) = article.select(".results-contents")
    assert "Källor och anmärkningar" in contents.text
    assert (header["lang"], footer["lang"]) == ("en", "en")
    assert "A demonstration" in footer.text


def test_the_pdf_and_the_preview_have_the_notice(older: Any, page: Any, admin: Client) -> None:
    for active in ("sv", "en"):
        with translation.override(active):
            html, _reading = printed(older)
        assert "This translation is of an earlier version." in html
        assert f'href="{page.full_url}"' in html
    response: Any = admin.get(f"/admin/pages/{older.pk}/view_draft/")
    assert "This translation is of an earlier version." in response.content.decode()


def test_a_block_with_a_text_of_a_machine_says_so_once_until_a_person_has_translated_it(
    page: Any,
) -> None:
    translation = published_in_english(page)
    rows = StringTranslation.objects.filter(context__path__endswith=".heading")
    rows.update(translation_type="machine")
    translation.save_target()
    english = target(page)
    notes = visit(english).select("[data-results-machine]")
    assert len(notes) == len(english.language_version.machine) == rows.count()
    assert printed(english)[0].count("data-results-machine") == rows.count()
    translate(translation)
    translation.save_target()
    assert target(page).language_version.machine == {}
    assert not visit(target(page)).select("[data-results-machine]")


def test_a_number_that_the_source_has_changed_stands_beside_the_present_one(page: Any) -> None:
    body = good_body("We got 6 558 reports, 98,6 % of them in time.")
    published_in_english(page)
    publish(page, body)
    translation = translation_of(page)
    translate(translation, lambda text: text.replace("6 558", "6,558").replace("98,6 %", "98.6%"))
    translation.save_target()
    publish(page, good_body("We got 6 600 reports, 98,6 % of them in time."))
    text = visit(target(page)).select(".results-text")[0]
    assert "6,558 (now 6,600) reports, 98.6% of them" in " ".join(text.text.split())
    assert text.select(".results-now")[0].text == "(now 6,600)"
    # Once the source says again what it said, nothing is beside it.
    publish(page, body)
    assert not visit(target(page)).select(".results-now")


@pytest.mark.parametrize("api", ["/api/v2/pages/", "/api/v3-preview/pages/"])
def test_apis_say_which_number_has_changed(page: Any, api: str) -> None:
    published_in_english(page)
    publish(page, body_with(label="12 of the reports"))
    translation = translation_of(page)
    translate(translation, lambda text: text)
    translation.save_target()
    publish(page, body_with(label="13 of the reports"))
    shown = Client().get(f"{api}{target(page).pk}/").json()["body"][1]["value"]["stats"][0]
    facts = shown["value"]["display"] if "display" in shown["value"] else shown["display"]
    assert facts["numbers"] == {"label": [{"text": "12", "now": "13"}]}
