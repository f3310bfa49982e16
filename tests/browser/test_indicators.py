"""What an editor sees of an indicator while composing."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page as Window
from playwright.sync_api import expect

from results.models import Indicator, ResultsPage
from tests.browser.test_editor import autosave, open_form
from tests.factories import IndicatorFactory, ResultsIndexPageFactory, ResultsPageFactory, block

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def editions(indicator: Indicator, /, **stat: Any) -> ResultsPage:
    """A published 2015 with a figure of the indicator, and a draft of 2016 with one without."""
    index = ResultsIndexPageFactory.create()
    last = block("stat", "s", value="5900", label="", unit="percent", indicator=indicator.pk)
    ResultsPageFactory.create(parent=index, year=2015, content=[last])
    now = block("stat", "s", **{"value": "6558", "label": "", "unit": "number"} | stat)
    draft: ResultsPage = ResultsPageFactory.create(parent=index, live=False, content=[now])
    draft.save_revision()
    return draft


def test_choosing_an_indicator_gives_the_figure_its_unit_name_and_last_periods_value(
    admin_page: Window,
) -> None:
    indicator = IndicatorFactory.create(name="granskade tips", unit="percent")
    draft = editions(indicator)
    open_form(admin_page, draft)
    admin_page.locator("[aria-controls=block_group-body-0-value-settings]").click()
    admin_page.get_by_role("button", name="Välj en indikator").click()
    with autosave(admin_page, "body-0-value-indicator", str(indicator.pk)):
        admin_page.get_by_role("link", name="granskade tips").click()

    hint = admin_page.locator(".results-figure-preview", has_text="2015")
    expect(hint).to_have_text("2015: 5\u00a0900\u00a0% granskade tips")
    expect(admin_page.locator("[name=body-0-value-unit]")).to_have_value("percent")
    label = admin_page.locator("[name=body-0-value-label]")
    expect(label).to_have_attribute("placeholder", "granskade tips")
    saved = ResultsPage.objects.get(pk=draft.pk).get_latest_revision_as_object()
    assert saved.body[0].value["indicator"].name == "granskade tips"


def test_a_value_ten_times_that_of_last_period_is_asked_about_while_it_is_typed(
    admin_page: Window,
) -> None:
    indicator = IndicatorFactory.create(name="granskade tips", unit="percent")
    open_form(admin_page, editions(indicator, indicator=indicator.pk, unit="percent"))
    hint = admin_page.locator(".results-figure-preview", has_text="2015")
    expect(hint).not_to_have_class(re.compile("--error"))
    admin_page.fill("[name=body-0-value-value]", "65580")
    expect(hint).to_have_class(re.compile("--error"))
    admin_page.fill("[name=body-0-value-value]", "6558")
    expect(hint).not_to_have_class(re.compile("--error"))
