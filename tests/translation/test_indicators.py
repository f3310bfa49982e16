"""Indicators are translated with the editions whose figures name them."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.test import Client
from django.urls import reverse

from wagtail.models import Page

import pytest

from results.models import Indicator, IndicatorTarget, ResultsIndexPage, ResultsPage
from results.reading import PageReading
from results.translation.strings.doubts import strings_of
from tests.factories import IndicatorFactory, ResultsPageFactory, again, block

from .translating import (
    english,
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

pytestmark = pytest.mark.django_db


@pytest.fixture
def indicator(index: ResultsIndexPage) -> Indicator:
    """An indicator with texts and numbers."""
    year = {"period_start": date(2017, 1, 1), "period_end": date(2017, 12, 31)}
    made: Indicator = IndicatorFactory.build(
        locale=index.locale, name="granskade tips", definition="Alla som granskats."
    )
    made.targets = [IndicatorTarget(value=Decimal(7000), **year)]
    made.save()
    return made


def edition(index: ResultsIndexPage, indicator: Indicator) -> ResultsPage:
    """A published edition with a figure that has the indicator's name."""
    stat = block("stat", "stat", value="6558", unit="number", indicator=indicator.pk)
    page: ResultsPage = ResultsPageFactory.create(parent=index, content=[stat])
    page.save_revision().publish()
    return page


def label(page: Any) -> str:
    """What readers of the page get as the label of its figure."""
    reading = PageReading.of(type(page).objects.get(pk=page.pk))
    return reading.texts(reading.figures[0].value)["label"]


def test_texts_are_translated_the_slug_can_be_replaced_and_numbers_follow(
    indicator: Indicator, home_en: Page
) -> None:
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


def test_a_stopped_translation_is_started_again_with_what_was_written_by_hand(
    indicator: Indicator, home_en: Page, admin_client: Client
) -> None:
    translation = submit(indicator)
    translate(translation)
    translation.save_target()
    translation.enabled = False
    translation.save()
    translated = indicator.get_translation(english())
    translated.name = "reports reviewed"
    translated.save()
    address = reverse("wagtailsnippets_results_indicator:edit", args=[translated.pk])

    assert admin_client.post(address, {"localize-restart-translation": "1"}).status_code == 302

    translation.refresh_from_db()
    assert translation.enabled
    assert "reports reviewed" in [string.text for string in strings_of(translation)]


def test_an_edition_takes_its_indicators_along_and_shows_their_names_when_they_are_translated(
    index: ResultsIndexPage, indicator: Indicator, home_en: Page
) -> None:
    page = edition(index, indicator)
    translation = submit(page)
    translate(translation)
    translation.save_target(publish=True)
    assert label(target(page)) == '<span lang="sv">granskade tips</span>'

    say(translation_of(indicator), "name", "reports reviewed")
    translation_of(indicator).save_target()
    assert label(target(page)) == "reports reviewed"
    assert label(page) == "granskade tips"
    assert target(page).body[0].value["indicator"] == indicator.get_translation(english())


def test_a_figure_that_gets_an_indicator_gets_it_in_every_language(
    index: ResultsIndexPage, indicator: Indicator, home_en: Page
) -> None:
    stat = block("stat", "stat", value="6558", label="tips", unit="number")
    page = ResultsPageFactory.create(parent=index, content=[stat])
    translate(submit(page))
    translation_of(page).save_target(publish=True)

    page.body[0].value["indicator"] = indicator
    page.save_revision().publish()
    sync(page)
    assert target(page).body[0].value["indicator"] == indicator
