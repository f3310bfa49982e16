"""Indicators that public editions name: not deleted, not given another unit, freely renamed."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from wagtail.models import PageViewRestriction

import pytest

from results.models import Indicator, ResultsPage
from results.publishing import Refused
from results.publishing.visible import shown_to
from tests.factories import (
    IndicatorFactory,
    LocaleFactory,
    ResultsPageFactory,
    UserFactory,
    again,
    block,
    browser_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexes")]

NAME = "wagtailsnippets_results_indicator"


def edition(indicator: Indicator, **fields: Any) -> ResultsPage:
    """An edition with a figure of the indicator."""
    stat = block("stat", "stat", value="1", unit="number", indicator=indicator.pk)
    page: ResultsPage = ResultsPageFactory.create(content=[stat], **fields)
    return page


def refused_unit(indicator: Indicator) -> list[str]:
    indicator.unit = "percent"
    with pytest.raises(ValidationError) as refusal:
        indicator.full_clean()
    return refusal.value.message_dict["unit"]


def test_an_indicator_that_a_public_edition_names_is_not_deleted() -> None:
    indicator = IndicatorFactory.create()
    edition(indicator, title="Året 2016")
    with pytest.raises(Refused) as refusal, transaction.atomic():
        indicator.delete()
    assert "”Året 2016”" in str(refusal.value)
    with pytest.raises(Refused), transaction.atomic():
        Indicator.objects.all().delete()
    assert Indicator.objects.count() == 1


@pytest.mark.parametrize("live", [False, None])
def test_an_indicator_that_no_public_edition_names_is_deleted(live: bool | None) -> None:
    indicator = IndicatorFactory.create()
    if live is not None:
        edition(indicator, live=live)
    indicator.delete()
    assert not Indicator.objects.exists()


def test_an_editor_reads_which_editions_keep_an_indicator() -> None:
    indicator = IndicatorFactory.create()
    edition(indicator, title="Året 2016")
    browser = browser_of(language="en")
    asked = reverse(f"{NAME}:delete", args=[indicator.pk])
    one = browser.post(asked, headers={"referer": f"http://testserver{asked}"}, follow=True)
    assert "published pages name it: “Året 2016”" in one.content.decode()
    bulk = reverse("wagtail_bulk_action", args=["results", "indicator", "delete"])
    all_ = browser.post(f"{bulk}?id={indicator.pk}", follow=True)
    assert "published pages name it: “Året 2016”" in all_.content.decode()
    assert Indicator.objects.exists()


def test_a_title_that_an_editor_may_not_see_is_only_counted() -> None:
    indicator = IndicatorFactory.create()
    public = edition(indicator, title="Året 2016")
    index = public.get_parent().specific
    private = edition(indicator, title="Året 2015", year=2015, parent=index)
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    with shown_to(UserFactory.create()), pytest.raises(Refused) as refusal:
        indicator.delete()
    assert "Året 2016" in str(refusal.value)
    assert "1 som du inte får se" in str(refusal.value)
    assert "Året 2015" not in str(refusal.value)


def test_the_unit_stays_while_a_public_edition_shows_figures_in_it() -> None:
    indicator = IndicatorFactory.create()
    english = indicator.copy_for_translation(LocaleFactory.create(language_code="en"))
    english.save()
    page = edition(english, title="Året 2016")
    assert "”Året 2016”" in refused_unit(again(indicator))[0]
    page.unpublish()
    indicator.full_clean()


def test_a_name_is_changed_freely() -> None:
    indicator = IndicatorFactory.create()
    edition(indicator)
    indicator.name = "anmälda tips"
    indicator.full_clean()
    indicator.save()
    assert again(indicator).name == "anmälda tips"
