"""Each text that nobody has translated says in which language it is; a third language is two lines of settings."""

from operator import methodcaller
from typing import Any

from django.test import Client

from wagtail.models import Locale
from wagtail_localize.models import Translation
from wagtail_localize.operations import translate_object

import pytest

from results.models import ResultsPage
from results.pdf.making import printed
from results.sync import sync_languages
from tests.factories import ResultsPageFactory, as_stream, block, described, home_page

from ..changing import another, published_in_english
from ..translating import say, submit, target, translate
from .visitors import language_of, plain, sources, texts_in, visit

pytestmark = pytest.mark.django_db


def test_every_untranslated_text_is_marked_and_nothing_else(edition: ResultsPage) -> None:
    translation = submit(edition)
    say(translation, "search_description", "What we did")
    translation.save_target()
    document = visit(target(edition))
    assert document.select('html[lang="en"]')
    shown = " ".join(texts_in(document, "sv"))
    # The chart has no figures, and is left out.
    of_chart, of_pictures = {"Året som ritning", "Räknade en gång."}, {"Ett barn", "Några barn"}
    of_head = {"Resultat", "Vad vi gjorde", "Läs vad vi gjorde"}
    for text in plain(sources(translation)) - of_chart - of_pictures - of_head:
        assert all(word in shown for word in text.split()), text
    english = " ".join(texts_in(document, "en"))
    assert not [text for text in plain(sources(translation)) if text in english]
    for chrome in ("Contents", "Sources and notes", "Telephone", "Period"):
        assert chrome in english
        assert chrome not in shown


def test_pictures_lines_and_the_list_of_contents_are_marked(edition: ResultsPage) -> None:
    published_in_english(
        edition, without=["Ett barn", "Några barn", "Kunskap<br/>skyddar", "Om arbetet"]
    )
    document = visit(target(edition))
    found = {image["alt"]: image.get("lang") for image in document.find_all("img")}
    assert found["Ett barn"] == found["Några barn"] == "sv"
    assert [line["lang"] for line in document.select("blockquote p")] == ["sv"]
    contents = document.select(".results-contents a")
    assert [link.text for link in contents if link.get("lang") == "sv"] == ["Om arbetet"]


def test_a_whole_translation_is_marked_at_its_hashtag_alone(edition: ResultsPage) -> None:
    published_in_english(edition)
    document = visit(target(edition))
    assert texts_in(document, "en")
    assert texts_in(document, "sv") == ["#stoppanäthandeln"]
    assert not document.select("img[lang]")


def test_of_rich_text_only_the_strings_concerned_are_marked(page: Any) -> None:
    text = "<p>Ett.</p><ul><li>Två <b>och</b> tre.<ul><li>Fyra.</li></ul></li></ul><p>Fem.</p>"
    page.body = as_stream([block("text", "t", heading="Rubrik", text=text)])
    described(page).save_revision().publish()
    published_in_english(page, without=["Två <b>och</b> tre.", "Fem."])
    document = visit(target(page))
    assert texts_in(document, "sv") == ["Två", "och", "tre.", "Fem."]
    assert [each.text for each in document.select('p[lang="sv"]')] == ["Fem."]


def test_the_same_words_are_marked_only_where_nobody_has_translated_them(page: Any) -> None:
    body = [block("text", name, heading="Forum", text=f"<p>{name}</p>") for name in ("a", "b")]
    page.body = as_stream(body)
    described(page).save_revision().publish()
    translation = submit(page)
    say(translation, "title", "Results")
    say(translation, f"body.{body[0]['id']}.heading", "Forum")
    translation.save_target()
    headings = [found for found in visit(target(page)).find_all("h2") if found.text == "Forum"]
    assert [language_of(found.contents[0]) for found in headings] == ["en", "sv"]


def test_a_text_that_somebody_has_rewritten_on_the_page_is_not_marked(page: Any) -> None:
    published_in_english(page, without=["Vad vi gör."])
    english = target(page)
    assert "Vad vi gör." in texts_in(visit(english), "sv")
    english.introduction = "What we do."
    english.save_revision().publish()
    assert not texts_in(visit(english), "sv")


def test_titles_are_marked_in_lists_and_on_the_way_to_the_page(page: Any) -> None:
    quotation = block("quote", "q") | {"value": {"quote": "Nytt.", "name": "Anna"}}
    other = another(page, 2014, title="Äldre", content=[quotation])
    published_in_english(page, without=["Resultat 2016"])
    published_in_english(other, without=["Äldre"])
    document = visit(target(page))
    (link,) = document.select('a.results-link[lang="sv"]')
    assert link.text == "Äldre"
    assert not link.has_attr("hreflang")
    assert document.select('.results-breadcrumbs [aria-current][lang="sv"]')
    assert not document.select("title[lang]")


def test_untranslated_texts_cost_nothing(edition: Any, django_assert_max_num_queries: Any) -> None:
    translation = published_in_english(edition, without=["Om arbetet"])
    english = target(edition)
    visit(english)
    with django_assert_max_num_queries(60) as few:
        visit(english)
    published_in_english(edition, without=[*sources(translation)[3:]])
    with django_assert_max_num_queries(60) as many:
        visit(english)
    assert len(few) == len(many)


LANGUAGES = [("sv", "Svenska"), ("en", "English"), ("fi", "Suomi"), ("ar", "العربية")]
WORDS = {"en": "reports", "fi": "ilmoitusta", "ar": "بلاغات"}


@pytest.fixture
def in_four_languages(settings: Any) -> Any:
    """An edition in Swedish, English, Finnish and Arabic."""
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
    for code in WORDS:
        home_page(code)
    page = ResultsPageFactory.create(parent__slug="further", year=2014, introduction="Vad vi gör.")
    translate_object(page, Locale.objects.filter(language_code__in=WORDS))
    for translation in Translation.objects.filter(source__object_id=page.translation_key):
        word = WORDS[translation.target_locale.language_code]
        translate(translation, methodcaller("replace", "reports reviewed", word))
        translation.save_target()
    return page


def version(page: Any, code: str) -> Any:
    return page.get_translation(Locale.objects.get(language_code=code)).specific


@pytest.mark.parametrize("code", WORDS)
def test_it_is_read_in_each_language_with_its_direction(in_four_languages: Any, code: str) -> None:
    page = version(in_four_languages, code)
    document = visit(page)
    assert document.select(f'html[lang="{code}"]')
    assert bool(document.select('html[dir="rtl"]')) == (code == "ar")
    assert WORDS[code] in document.text
    assert document.select('data[value="6558"]')
    codes = {link["hreflang"] for link in document.select('link[rel="alternate"][hreflang]')}
    assert codes >= {"sv", *WORDS}
    assert Client().get(f"/api/v2/pages/{page.pk}/").status_code == 200
    html, _reading = printed(page)
    direction = ' dir="rtl"' if code == "ar" else ""
    assert f'lang="{code}"{direction}>' in html


def test_a_language_taken_away_breaks_nothing(in_four_languages: Any, settings: Any) -> None:
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = LANGUAGES[:2]
    for code in ("sv", "en"):
        page = in_four_languages if code == "sv" else version(in_four_languages, code)
        assert Client().get(page.url).status_code == 200
    sync_languages(ResultsPage.objects.get(pk=in_four_languages.pk))
