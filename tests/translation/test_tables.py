"""Tables and indicators are translated by their words; their numbers follow the source."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.test import Client
from django.urls import reverse

from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation

import pytest

from results.languages.standing import standing_of
from results.models import IndicatorTarget
from results.reading import PageReading
from results.translation.strings.doubts import review, strings_of
from tests.factories import (
    IndicatorFactory,
    ResultsPageFactory,
    again,
    block,
    good_body,
    table_block,
)

from .changing import publish, published_in_english
from .translating import (
    english,
    in_english,
    replace,
    replaceables,
    say,
    strings,
    submit,
    sync,
    target,
    translate,
    translation_of,
)

ID = table_block()["id"]
PATH = f"body.{ID}.table"
ROWS = (("Under 2015", "6243"), ("Under 2016", "6558.50"))


@pytest.fixture
def page(two_languages: Any) -> Any:
    return ResultsPageFactory.create(content=body(*ROWS))


def body(*rows: Any, **cells: Any) -> list[dict[str, Any]]:
    return [*good_body(), table_block("table", *rows, **cells)]


def rows(page: Any) -> list[list[Any]]:
    raw = target(page).body.raw_data[2]["value"]
    return [row["values"] for row in raw["table"]["rows"]]


def test_the_translation_has_the_translated_texts_and_the_numbers(page: Any) -> None:
    published_in_english(page)
    assert rows(page) == [[in_english(text), number] for text, number in ROWS]
    raw = target(page).body.raw_data[2]["value"]["table"]
    assert raw["caption"] == in_english("Reports to the hotline")
    assert [each["heading"] for each in raw["columns"]] == ["[en] Year", "[en] Reports"]


def test_translations_stay_with_their_words_when_rows_move_and_numbers_change(page: Any) -> None:
    published_in_english(page)
    publish(page, body(("Under 2016", "7000"), ("Under 2015", "6243")))
    assert rows(page) == [["[en] Under 2016", "7000"], ["[en] Under 2015", "6243"]]


def test_a_new_row_is_in_the_words_of_the_source_and_says_so(page: Any, client: Client) -> None:
    published_in_english(page)
    publish(page, body(*ROWS, ("Under hela 2017", "1")))
    assert rows(page)[2] == ["Under hela 2017", "1"]
    assert rows(page)[:2] == [[in_english(text), number] for text, number in ROWS]
    html = client.get(target(page).url).content.decode()
    assert '<th scope="row"><span lang="sv" dir="ltr">Under hela 2017</span></th>' in html
    assert '<th scope="row">[en] Under 2015</th>' in html


def test_a_changed_word_keeps_its_translation_which_is_older(page: Any) -> None:
    published_in_english(page)
    publish(page, body(("Under 2015", "6243"), ("Under hela 2016", "6558.50")))
    assert rows(page)[1] == ["[en] Under 2016", "6558.50"]
    version = target(page).language_version
    assert len(version.older[PATH]) == 1
    assert not version.differences


def test_a_word_that_stands_in_several_cells_is_translated_once(page: Any) -> None:
    publish(page, body(("Ja", "1"), ("Ja", "2"), ("Nej", "3")))
    translation = submit(again(page))
    translate(translation)
    of_path = StringTranslation.objects.filter(context__path=PATH, locale=english())
    assert of_path.count() == 5
    translation.save_target()
    assert rows(page) == [["[en] Ja", "1"], ["[en] Ja", "2"], ["[en] Nej", "3"]]


def test_a_number_in_a_cell_of_text_is_compared_with_its_source(page: Any) -> None:
    translation = published_in_english(page)
    string = translation.source.stringsegment_set.get(string__data="Under 2016").string
    say(translation, PATH, "In 2019", string)
    review(translation.source)
    (standing,) = standing_of([translation])
    assert standing.texts["faulty"] == 1


@pytest.fixture
def indicator(index: Any) -> Any:
    year = {"period_start": date(2017, 1, 1), "period_end": date(2017, 12, 31)}
    made: Any = IndicatorFactory.build(
        locale=index.locale, name="granskade tips", definition="Alla som granskats."
    )
    made.targets = [IndicatorTarget(value=Decimal(7000), **year)]
    made.save()
    return made


def label(page: Any) -> str:
    reading = PageReading.of(type(page).objects.get(pk=page.pk))
    return reading.texts(reading.figures[0])["label"]


def test_texts_are_translated_and_numbers_follow(indicator: Any, home_en: Page) -> None:
    translation = submit(indicator)
    assert set(strings(indicator)) == {"name", "definition"}
    assert replaceables(indicator) == {"slug": "granskade-tips"}
    translate(translation)
    replace(translation, "slug", "reports-reviewed")
    indicator.unit = "percent"
    indicator.save()
    translation_of(indicator).save_target()
    translated = indicator.get_translation(english())
    assert (translated.name, translated.slug) == ("[en] granskade tips", "reports-reviewed")
    assert translated.unit == again(indicator).unit == "percent"
    assert [each.value for each in translated.targets.all()] == [Decimal(7000)]


def test_a_stopped_one_starts_again_with_what_was_typed(
    indicator: Any, home_en: Page, admin_client: Client
) -> None:
    translation = published_in_english(indicator)
    Translation.objects.update(enabled=False)
    translated = indicator.get_translation(english())
    translated.name = "reports reviewed"
    translated.save()
    address = reverse("wagtailsnippets_results_indicator:edit", args=[translated.pk])
    assert admin_client.post(address, {"localize-restart-translation": "1"}).status_code == 302
    translation.refresh_from_db()
    assert translation.enabled
    assert "reports reviewed" in [string.text for string in strings_of(translation)]


def test_an_edition_takes_its_indicators_along(index: Any, indicator: Any, home_en: Page) -> None:
    stat = block("stat", "stat", value="6558", unit="number", indicator=indicator.pk)
    page = ResultsPageFactory.create(parent=index, content=[stat])
    page.save_revision().publish()
    published_in_english(page)
    assert label(target(page)) == '<span lang="sv" dir="ltr">granskade tips</span>'
    say(translation_of(indicator), "name", "reports reviewed")
    translation_of(indicator).save_target()
    assert label(target(page)) == "reports reviewed"
    assert label(page) == "granskade tips"
    assert target(page).body[0].value["indicator"] == indicator.get_translation(english())
    indicator.get_translation(english()).delete()
    translation_of(page).save_target(publish=True)
    assert target(page).body[0].value["indicator"] == indicator


def test_a_figure_gets_its_indicator_everywhere(index: Any, indicator: Any, home_en: Page) -> None:
    stat = block("stat", "stat", value="6558", label="tips", unit="number")
    page = ResultsPageFactory.create(parent=index, content=[stat])
    published_in_english(page)
    page.body[0].value["indicator"] = indicator
    page.save_revision().publish()
    sync(page)
    assert target(page).body[0].value["indicator"] == indicator
