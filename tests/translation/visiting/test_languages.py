"""Each text that nobody has translated says in which language it is; a third language is two lines of settings."""

from html import unescape
from operator import methodcaller
from typing import Any

from django.test import Client

from wagtail.models import Locale
from wagtail_localize.models import Translation
from wagtail_localize.operations import translate_object

import pytest

from results.models import ResultsPage
from results.pdf.making import printed
from results.quantities import format_date
from tests.factories import ResultsPageFactory, as_stream, block, described, home_page
from tests.syncing import sync_languages

from ..changing import another, body_with, published_in_english
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


LANGUAGES = [
    ("sv", "Svenska"),
    ("de", "Deutsch"),
    ("fi", "Suomi"),
    ("fr", "Français"),
    ("ar", "العربية"),
]
LABELS = {"de": "Meldungen", "fi": "ilmoitusta", "fr": "signalements", "ar": "بلاغات"}
# By the language of the plugin's words.
DAYS = {"de": "18 Tage", "fi": "18 päivää", "en": "18 days"}


@pytest.fixture
def in_five_languages(settings: Any) -> Any:
    """An edition in Swedish and in languages with and without a catalogue, with a corrected figure."""
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
    for code in LABELS:
        home_page(code)
    before, after = (as_stream(body_with(value=days, unit="days")) for days in ("20", "18"))
    page = ResultsPageFactory.create(parent__slug="further", year=2014, body=before)
    page.save_revision().publish()
    page.body = after
    described(page).save_revision().publish()
    translate_object(page, Locale.objects.filter(language_code__in=LABELS))
    for translation in Translation.objects.filter(source__object_id=page.translation_key):
        label = LABELS[translation.target_locale.language_code]
        translate(translation, methodcaller("replace", "reports reviewed", label))
        translation.save_target()
    return page


def version(page: Any, code: str) -> Any:
    return page.get_translation(Locale.objects.get(language_code=code)).specific


@pytest.mark.parametrize(
    ("code", "words"), [("de", "de"), ("fi", "fi"), ("fr", "en"), ("ar", "en")]
)
def test_what_stands_around_the_texts_is_in_their_language_or_in_english(
    in_five_languages: Any, code: str, words: str
) -> None:
    page = version(in_five_languages, code)
    document = visit(page)
    direction = "rtl" if code == "ar" else "ltr"
    assert document.select(f'html[lang="{code}"]')
    assert bool(document.select('html[dir="rtl"]')) == (code == "ar")
    (figure,), label = document.select('data[value="18"]'), document.find(string=LABELS[code])
    assert figure.text.replace("\u00a0", " ") == DAYS[words]
    assert (language_of(figure), language_of(label)) == (words, code)
    said = {
        (each["lang"], each["dir"]) for each in document.select("article[lang], article [lang]")
    }
    assert said <= {(words, direction), (code, direction), ("sv", "ltr")}
    (change,) = document.select(".results-changes__what")
    assert format_date(page.changes[0].value["date"], code) in change.text
    feed = Client().get(f"{page.get_parent().url}feed/").content.decode()
    assert f'<entry xml:lang="{code}">' in feed
    # Within the words of a change its label and reason say their language.
    assert unescape(feed).count(f'<span lang="{code}" dir="{direction}">') == 2 * (words != code)
    (link,) = {str(a["href"]) for a in document.select(".results-figure__label a")}
    cited = Client().get(link).content.decode()
    for text in (feed, cited, document.text, printed(page)[0]):
        assert "dagar" not in text
    assert f"{DAYS[words]} {LABELS[code]}" in cited.replace("\u00a0", " ")
    codes = {link["hreflang"] for link in document.select('link[rel="alternate"][hreflang]')}
    assert codes >= {"sv", *LABELS}
    assert Client().get(f"/api/v2/pages/{page.pk}/").status_code == 200


def test_a_language_taken_away_breaks_nothing(in_five_languages: Any, settings: Any) -> None:
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = LANGUAGES[:2]
    for page in (in_five_languages, version(in_five_languages, "de")):
        assert Client().get(page.url).status_code == 200
    sync_languages(ResultsPage.objects.get(pk=in_five_languages.pk))
