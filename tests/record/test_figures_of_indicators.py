"""Figures that name an indicator: what is refused, and what readers in each language get."""

from typing import Any

from django.test import Client
from django.utils import translation

import pytest

from results.blocks import StatBlock, find_issues
from results.issues import Stage
from results.models import Indicator, ResultsPage
from results.reading import PageReading
from results.rules import issues_of
from tests.factories import (
    IndicatorFactory,
    LocaleFactory,
    ResultsIndexPageFactory,
    ResultsPageFactory,
    block,
    described,
    home_page,
)

pytestmark = pytest.mark.django_db


def translated(indicator: Indicator, name: str) -> Indicator:
    """Its English version."""
    locale = LocaleFactory.create(language_code="en")
    english: Indicator = indicator.copy_for_translation(locale)
    english.name = name
    english.save()
    return english


def edition(*stats: dict[str, Any], language: str = "sv", **fields: Any) -> ResultsPage:
    """An edition with these figures, read anew."""
    index = ResultsIndexPageFactory.create(parent=home_page(language))
    page = ResultsPageFactory.create(parent=index, content=list(stats), **fields)
    return ResultsPage.objects.select_related("locale").get(pk=page.pk)


def stat(indicator: Indicator, name: str = "stat", **value: Any) -> dict[str, Any]:
    """A figure of the indicator, without a label."""
    given = {"value": "6558", "unit": "number", "indicator": indicator.pk}
    return block("stat", name, **given | value)


def issues(**value: Any) -> dict[str, tuple[tuple[str, ...], Stage]]:
    """Path and stage of each issue of a figure, by its code."""
    built = StatBlock().to_python({"value": "65", **value})
    return {issue.code: (issue.path, issue.stage) for issue in find_issues(StatBlock(), built)}


def test_a_figure_needs_a_label_or_an_indicator_to_be_published() -> None:
    indicator = IndicatorFactory.create()
    assert issues() == {"required": (("label",), Stage.PUBLISHING)}
    assert issues(label="tips") == issues(indicator=indicator.pk) == {}


def test_a_figure_in_another_unit_than_its_indicator_is_not_published() -> None:
    indicator = IndicatorFactory.create(unit="percent")
    assert issues(indicator=indicator.pk) == {"indicator_unit": (("unit",), Stage.PUBLISHING)}
    assert issues(indicator=indicator.pk, unit="percent") == {}


def test_a_figure_without_a_label_has_the_name_of_its_indicator_in_the_readers_language() -> None:
    indicator = IndicatorFactory.create(name="granskade tips")
    translated(indicator, "reports reviewed")
    for language, name in (("sv", "granskade tips"), ("en", "reports reviewed")):
        page = edition(stat(indicator), language=language)
        reading = PageReading.of(page)
        figure = reading.figures[0]
        assert reading.texts(figure)["label"] == name
        assert figure.display(reading)["indicator"] == {"slug": "granskade-tips", "name": name}
        with translation.override(language):
            assert name in page.body.render_as_block()


def test_a_label_refines_the_name() -> None:
    reading = PageReading.of(edition(stat(IndicatorFactory.create(), label="tips om bilder")))
    figure = reading.figures[0]
    assert reading.texts(figure)["label"] == "tips om bilder"


@pytest.mark.parametrize("is_copied", [False, True])
def test_a_name_that_nobody_has_translated_says_its_language(is_copied: bool) -> None:
    indicator = IndicatorFactory.create(name="granskade tips")
    if is_copied:
        translated(indicator, "granskade tips")
    reading = PageReading.of(edition(stat(indicator), language="en"))
    texts = reading.texts(reading.figures[0])
    assert texts["label"] == '<span lang="sv" dir="ltr">granskade tips</span>'
    assert texts.facts == {"languages": {"label": "sv"}}


def test_a_deleted_indicator_reads_as_none_and_is_an_issue() -> None:
    indicator = IndicatorFactory.create()
    page = edition(stat(indicator, label="tips"))
    Indicator.objects.all().delete()
    page = ResultsPage.objects.get(pk=page.pk)
    reading = PageReading.of(page)
    assert reading.figures[0]["indicator"] is None
    assert reading.figures[0].display(reading)["indicator"] is None
    assert "indicator_missing" in {issue.code for issue in issues_of(page)}


def test_a_change_is_labelled_as_its_figure_is_in_the_readers_language() -> None:
    indicator = IndicatorFactory.create(name="granskade tips")
    translated(indicator, "reports reviewed")
    page = edition(stat(indicator), language="en")
    page.save_revision().publish()
    page.body = [stat(indicator, value="6500")]
    described(page).save_revision().publish()
    page = ResultsPage.objects.get(pk=page.pk)
    assert page.changes[0].value["label"] == "granskade tips"
    shown = Client().get(page.url).content.decode()
    assert "Reports reviewed.</strong>" in shown
    assert "To “reports reviewed”" in shown
    assert "anskade tips" not in shown
