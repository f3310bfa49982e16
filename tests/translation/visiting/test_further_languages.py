"""A third language is two lines of settings; one that is written from the right breaks nothing."""

from collections.abc import Callable
from typing import Any

from django.test import Client

from wagtail.models import Locale
from wagtail_localize.models import Translation
from wagtail_localize.operations import translate_object

import pytest
from bs4 import BeautifulSoup

from results.models import LanguageVersion, ResultsPage
from results.pdf.printing import Print
from results.sync import sync_languages
from tests.factories import ResultsPageFactory, described, good_body, home_page

from ..translating import translate

pytestmark = pytest.mark.django_db
LANGUAGES = [("sv", "Svenska"), ("en", "English"), ("fi", "Suomi"), ("ar", "العربية")]
WORDS = {"en": "reports", "fi": "ilmoitusta", "ar": "بلاغات"}


@pytest.fixture
def edition(settings: Any) -> Any:
    """An edition in Swedish, English, Finnish and Arabic."""
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
    for code in WORDS:
        home_page(code)
    page = ResultsPageFactory.create(introduction="Vad vi gör.")
    locales = list(Locale.objects.filter(language_code__in=WORDS))
    translate_object(page, locales)
    for translation in Translation.objects.filter(source__object_id=page.translation_key):
        word = WORDS[translation.target_locale.language_code]
        translate(translation, _replacing(word))
        translation.save_target()
    return page


def _replacing(word: str) -> Callable[[str], str]:
    return lambda text: text.replace("reports reviewed", word)


def version(page: Any, code: str) -> Any:
    return page.get_translation(Locale.objects.get(language_code=code)).specific


@pytest.mark.parametrize("code", WORDS)
def test_it_is_read_in_each_language_with_its_direction(edition: Any, code: str) -> None:
    page = version(edition, code)
    answer = Client().get(page.url)
    assert answer.status_code == 200
    document = BeautifulSoup(answer.content, "html.parser")
    assert document.html
    assert document.html["lang"] == code
    assert document.html.get("dir") == ("rtl" if code == "ar" else None)
    assert WORDS[code] in document.text
    assert document.select('data[value="6558"]')
    codes = {link["hreflang"] for link in document.select('link[rel="alternate"][hreflang]')}
    assert codes >= {"sv", *WORDS}
    assert Client().get(f"/api/v2/pages/{page.pk}/").status_code == 200
    html = Print(page).html("/static/")
    direction = ' dir="rtl"' if code == "ar" else ""
    assert f'lang="{code}"{direction}>' in html


def test_a_change_reaches_all_of_them_and_leaves_no_difference(edition: Any) -> None:
    body = good_body()
    body[1]["value"]["stats"][0]["value"].update(value="7001", label="reports reviewed")
    page = ResultsPage.objects.get(pk=edition.pk)
    page.body = body
    described(page).save_revision().publish()
    sync_languages(ResultsPage.objects.get(pk=edition.pk))
    for code in WORDS:
        assert version(edition, code).body[1].value["stats"][0].value["value"] == 7001
        assert LanguageVersion.objects.get(page=version(edition, code)).differences == []


def test_a_language_that_is_taken_from_the_settings_breaks_no_page(
    edition: Any, settings: Any
) -> None:
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = LANGUAGES[:2]
    for code in ("sv", "en"):
        page = edition if code == "sv" else version(edition, code)
        assert Client().get(page.url).status_code == 200
    sync_languages(ResultsPage.objects.get(pk=edition.pk))
