"""Notices above pages that are no present translation, links that say their language, and what clients of the APIs learn."""

from datetime import datetime
from html import unescape
from typing import Any

from django.test import Client
from django.utils import timezone, translation

from wagtail.models import Page, PageViewRestriction
from wagtail_localize.models import StringTranslation

import pytest

from results.models import LanguageVersion, ResultsPage
from results.pdf.making import printed
from tests.api.conftest import V2, V3
from tests.factories import ResultsPageFactory, block, good_body
from tests.sharing.building import recorded

from ..changing import LABEL, body_with, publish, published_in_english
from ..translating import Translator, english, in_english, target, translate, translation_of
from .visitors import visit

EACH_API = pytest.mark.parametrize("api", [V2, V3])


def ask(api: str, page: Any) -> dict[str, Any]:
    response: Any = Client().get(f"{api}{page.pk}/", headers={"accept-language": "sv"})
    assert response.status_code == 200, response.content
    return response.json()


def displays(value: Any) -> list[dict[str, Any]]:
    """Every `display` in an answer, in the order of the page."""
    if isinstance(value, list):
        return [found for child in value for found in displays(child)]
    if not isinstance(value, dict):
        return []
    own = [value["display"]] if "display" in value else []
    return own + [
        found for name, child in value.items() if name != "display" for found in displays(child)
    ]


@EACH_API
def test_a_block_names_what_is_untranslated_older_or_by_a_machine(page: Any, api: str) -> None:
    published_in_english(page, without=["The hotline", "We reviewed every report."])
    publish(page, body_with(label="reports examined"))
    LanguageVersion.objects.filter(page=target(page)).update(
        machine={LABEL: [in_english("reports reviewed")]}
    )
    shown = displays(ask(api, target(page))["body"])
    text, _link, _stats, stat = shown
    assert text["languages"] == {"heading": "sv", "text": "sv"}
    assert text["text"] == '<p dir="ltr" lang="sv">We reviewed every report.</p>'
    assert "languages" not in stat
    assert list(stat["older"]) == ["label"]
    assert datetime.fromisoformat(stat["older"]["label"]).tzinfo
    assert [display.get("machine") for display in shown] == [None, None, None, ["label"]]
    assert all("older" not in display for display in shown[:3])


def test_the_data_files_say_the_language_of_each_label_and_since_when_it_is_older(
    page: Any,
) -> None:
    part = {"whole_value": "9000", "whole_label": "reports in all"}
    publish(page, body_with(**part))
    published_in_english(ResultsPage.objects.get(pk=page.pk), without=["reports reviewed"])
    publish(page, body_with(**part | {"whole_label": "all reports"}))
    recorded(page)
    (row,) = Client().get(f"{target(page).url}data.json").json()
    assert (row["label_language"], row["label_older_since"]) == ("sv", None)
    assert row["whole_label"] == in_english("reports in all")
    assert row["whole_label_language"] == "en"
    assert row["whole_label_older_since"]


@EACH_API
def test_a_page_and_an_index_say_how_they_stand_to_their_source(page: Any, api: str) -> None:
    translation = published_in_english(page, without=["The hotline"])
    publish(page, introduction="Vad vi gjorde.")
    since = target(page).language_version.older["introduction"]
    found = ask(api, target(page))["translation"]
    assert found == {
        "is_alias": False,
        "source_language": "sv",
        "older_since": min(since.values()),
        "differences": [],
        "total": translation.source.stringsegment_set.count(),
        "translated": translation.source.stringsegment_set.count() - 1,
        "stale": 1,
        "machine": 0,
        "memory": 0,
        "faulty": found["faulty"],
        "doubtful": found["doubtful"],
        "source_newer": False,
    }
    index = page.get_parent().specific
    published_in_english(index)
    assert ask(api, target(index))["translation"]["source_language"] == "sv"
    for source in (page, index):
        assert ask(api, source)["translation"] is None


@EACH_API
def test_an_alias_and_what_is_treated_so_say_it(submitted: Any, page: Any, api: str) -> None:
    alias = page.copy_for_translation(english(), copy_parents=True, alias=True)
    for each in (alias, target(submitted)):
        found = ask(api, each)["translation"]
        assert (found["is_alias"], found["source_language"]) == (True, "sv")
        assert found["older_since"] is None


def notice(page: Any) -> Any:
    return visit(page).find(class_="results-notice")


@pytest.fixture
def older(page: Any) -> Any:
    published_in_english(page)
    publish(page, introduction="Vad vi gjorde.")
    return target(page)


def test_a_translation_of_an_earlier_version_leads_to_the_new_one(older: Any, page: Any) -> None:
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


def test_what_is_up_to_date_has_no_notice_and_no_language_on_its_frame(page: Any) -> None:
    published_in_english(page)
    assert notice(page) is notice(target(page)) is None
    document = visit(target(page))
    assert document.select('html[lang="en"]')
    assert not document.select("header[lang], footer[lang], .skip-link[lang]")


def test_a_source_that_nobody_may_read_is_not_linked_to(older: Any, page: Any) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    found = notice(older)
    assert "earlier version" in found.text
    assert found.find("a") is None


def test_an_alias_and_what_is_treated_so_name_their_language(page: Any, submitted: Any) -> None:
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


def test_the_frame_of_an_alias_is_in_the_language_of_its_address(submitted: Any) -> None:
    document = visit(target(submitted))
    assert document.select('html[lang="sv"] header[lang="en"]')
    (article,), (footer,) = (document.select(f"{name}[lang]") for name in ("article", "footer"))
    assert (article["lang"], footer["lang"]) == ("sv", "en")
    assert "Avser" in article.text
    assert "Published" not in article.text
    (contents,) = article.select(".results-contents")
    assert "Källor och anmärkningar" in contents.text
    assert "A demonstration" in footer.text


def test_the_pdf_and_the_preview_have_the_notice(older: Any, page: Any, admin: Client) -> None:
    for active in ("sv", "en"):
        with translation.override(active):
            html, _reading = printed(older)
        assert "This translation is of an earlier version." in html
        assert f'href="{page.full_url}"' in html
    draft = admin.get(f"/admin/pages/{older.pk}/view_draft/").text
    assert "This translation is of an earlier version." in draft


def test_a_block_of_a_machine_says_so_once_until_a_person_translates_it(page: Any) -> None:
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
    publish(page, body, introduction="There were 6 558 reports.")
    translation = translation_of(page)
    translate(translation, lambda text: text.replace("6 558", "6,558").replace("98,6 %", "98.6%"))
    translation.save_target()
    changed = good_body("We got 6 600 reports, 98,6 % of them in time.")
    publish(page, changed, introduction="There were 6 600 reports.")
    feed = unescape(Client().get(f"{target(page).get_parent().url}feed/").text)
    assert '6,558 <span class="results-now">(now 6,600)</span> reports.' in feed
    (text,) = visit(target(page)).select(".results-text")
    assert "6,558 (now 6,600) reports, 98.6% of them" in " ".join(text.text.split())
    assert [each.text for each in text.select(".results-now")] == ["(now 6,600)"]
    # Once the source says again what it said, nothing is beside it.
    publish(page, body, introduction="There were 6 558 reports.")
    assert not visit(target(page)).select(".results-now")


@EACH_API
def test_apis_say_which_number_has_changed(page: Any, api: str) -> None:
    published_in_english(page)
    publish(page, body_with(label="12 of the reports"))
    translation = translation_of(page)
    translate(translation, lambda text: text)
    translation.save_target()
    publish(page, body_with(label="13 of the reports"))
    numbers = [each.get("numbers") for each in displays(ask(api, target(page))["body"])]
    assert numbers[-1] == {"label": [{"text": "12", "now": "13"}]}


def linking_to(page: Any, parent: Page) -> ResultsPage:
    """An English edition with a link to the page, in its text and below it."""
    text = f'<p>See <a linktype="page" id="{page.pk}">the year before</a>.</p>'
    link = block("link", "to-page", text="Read about that year", page=page.pk)
    body = [block("text", "links", heading="Links", text=text, links=[link])]
    return ResultsPageFactory.create(parent=parent, year=2018, content=body)


def links(page: Any) -> list[Any]:
    texts = {"the year before", "Read about that year"}
    return [link for link in visit(page).find_all("a") if link.text in texts]


def in_swedish(link: Any) -> bool:
    """Whether the link says that it leads to Swedish, to programs and to people."""
    said = link.find_next_sibling("span")
    return link.get("hreflang") == "sv" and said is not None and said.text == "(in Swedish)"


@pytest.fixture
def index_en(page: Any) -> Page:
    return page.get_parent().copy_for_translation(english(), copy_parents=True, alias=True)


def test_a_translation_that_nobody_has_worked_on(submitted: ResultsPage) -> None:
    edition = linking_to(submitted, target(submitted).get_parent())
    found = links(edition)
    assert [link["href"] for link in found] == [target(submitted).url] * 2
    assert all(in_swedish(link) for link in found)


def test_its_words_are_in_the_language_of_the_page_for_clients(page: Any, index_en: Page) -> None:
    shown = displays(ask(V2, linking_to(page, index_en))["body"])
    assert "(in Swedish)" in shown[0]["text"]
    assert shown[1]["language"] == "sv"


def test_in_a_list_of_an_alias_others_say_that_they_are_english(submitted: ResultsPage) -> None:
    index = target(submitted).get_parent()
    other = ResultsPageFactory.create(parent=index, title="Results 2014", year=2014)
    (link,) = visit(target(submitted)).select(f'a.results-link[href="{other.url}"]')
    assert (link.get("lang"), link.get("hreflang")) == ("en", "en")


def versions(page: Any) -> set[tuple[str, str]]:
    """The languages and addresses that a search engine is told of."""
    found = visit(page).find_all("link", rel="alternate", hreflang=True)
    return {(str(link["hreflang"]), str(link["href"])) for link in found}


def test_a_private_translation_is_as_none(page: Any, index_en: Page) -> None:
    edition = linking_to(page, index_en)
    published_in_english(page)
    PageViewRestriction.objects.create(page=target(page), restriction_type="login")
    found = links(edition)
    assert [link["href"] for link in found] == [page.url] * 2
    assert all(in_swedish(link) for link in found)


def test_the_switcher_leads_to_the_same_edition_without_a_script(page: Any) -> None:
    published_in_english(page)
    for here, there, code in ((page, target(page), "en"), (target(page), page, "sv")):
        (link,) = visit(here).select("[data-results-languages] a")
        assert (link["href"], link["lang"], link["hreflang"]) == (there.url, code, code)


def test_no_translation_is_told_of_before_it_is_work(submitted: Any, browser: Client) -> None:
    source, page = ResultsPage.objects.get(pk=submitted.pk), target(submitted)
    feed = page.get_parent().specific.address_of("feed", None)

    def head(page: Any) -> str:
        return str(visit(page).head)

    assert page.full_url not in Client().get("/sitemap.xml").text
    assert f'<link href="{source.full_url}" rel="canonical"/>' in head(page)
    assert "hreflang" not in head(page) + head(source)
    assert page.full_url not in Client().get(feed).text

    Translator(browser, page).publish()
    assert f'<link href="{page.full_url}" rel="canonical"/>' in head(page)
    of_source = {("sv", source.full_url), ("x-default", source.full_url)}
    assert versions(page) == versions(source) == {*of_source, ("en", page.full_url)}
    assert page.full_url in Client().get(feed).text
