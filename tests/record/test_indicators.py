"""Indicators: what they refuse, how they are named, what their languages share."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError

import pytest

from results.models import Indicator, IndicatorTarget
from tests.factories import IndicatorFactory, LocaleFactory, again

pytestmark = pytest.mark.django_db

BASELINE = {
    "baseline_value": Decimal(5900),
    "baseline_period_start": date(2015, 1, 1),
    "baseline_period_end": date(2015, 12, 31),
}


def english(indicator: Indicator) -> Indicator:
    """Its English version, as it is copied before somebody translates it."""
    translated: Indicator = indicator.copy_for_translation(LocaleFactory.create(language_code="en"))
    translated.save()
    return translated


def refused_at(indicator: Indicator) -> set[str]:
    """The fields beside which the indicator is refused."""
    with pytest.raises(ValidationError) as refusal:
        indicator.full_clean()
    return set(refusal.value.message_dict)


def test_the_slug_is_made_from_the_name() -> None:
    assert IndicatorFactory.create(name="Över 40 år: tips").slug == "over-40-ar-tips"


def test_a_name_in_other_letters_has_a_slug_too() -> None:
    assert IndicatorFactory.create(name="Έκθεση").slug == "έκθεση"


def test_what_nobody_sees_is_taken_out_of_its_texts() -> None:
    unseen = "\u202e\x07\u2066"
    made = IndicatorFactory.create(name=f"{unseen}tips", definition=f"{unseen}Alla.")
    assert (made.name, made.definition, made.slug) == ("tips", "Alla.", "tips")


def test_a_slug_is_that_of_one_indicator_in_whatever_language() -> None:
    first, second = IndicatorFactory.create_batch(2)
    assert [first.slug, second.slug] == ["granskade-tips", "granskade-tips-2"]
    translation = english(first)
    assert translation.slug == "granskade-tips"
    third = IndicatorFactory.create(locale=translation.locale)
    assert third.slug == "granskade-tips-3"


def test_a_slug_that_is_typed_and_taken_is_refused() -> None:
    taken = IndicatorFactory.create().slug
    other = IndicatorFactory.create(name="delningar")
    other.slug = taken
    assert refused_at(other) == {"slug"}


@pytest.mark.parametrize(
    ("given", "refused"),
    [
        ({"baseline_period_start": None}, {"baseline_period_start"}),
        (
            {"baseline_period_start": None, "baseline_period_end": None},
            {"baseline_period_start", "baseline_period_end"},
        ),
        ({"baseline_value": None}, {"baseline_value"}),
        ({"baseline_period_end": date(2014, 1, 1)}, {"baseline_period_end"}),
        ({"baseline_value": Decimal("0.12345")}, {"baseline_value"}),
        ({"baseline_value": Decimal("1234567890123")}, {"baseline_value"}),
        ({"baseline_value": Decimal("NaN")}, {"baseline_value"}),
        ({"definition_version": 0}, {"definition_version"}),
        ({"unit": "furlongs"}, {"unit"}),
    ],
)
def test_what_makes_no_sense_is_refused_beside_its_field(
    given: dict[str, Any], refused: set[str]
) -> None:
    indicator = IndicatorFactory.create(**BASELINE)
    for name, value in given.items():
        setattr(indicator, name, value)
    assert refused_at(indicator) == refused


def test_a_whole_baseline_and_none_are_both_right() -> None:
    for given in (BASELINE, {}):
        IndicatorFactory.create(**given).full_clean()


def test_the_period_of_a_target_ends_after_it_starts() -> None:
    target = IndicatorTarget(
        period_start=date(2017, 12, 31), period_end=date(2017, 1, 1), value=Decimal(1)
    )
    with pytest.raises(ValidationError) as refusal:
        target.clean()
    assert set(refusal.value.message_dict) == {"period_end"}


def test_numbers_are_in_every_language_those_of_the_language_in_which_it_was_made() -> None:
    swedish = IndicatorFactory.create(name="granskade tips")
    translated = english(swedish)
    translated.name = "reports reviewed"
    translated.save()

    swedish.unit, swedish.definition_version = "percent", 2
    swedish.targets = [
        IndicatorTarget(
            period_start=date(2017, 1, 1), period_end=date(2017, 12, 31), value=Decimal(70)
        )
    ]
    swedish.save()

    translated = again(translated)
    assert (translated.name, translated.unit) == ("reports reviewed", "percent")
    assert translated.definition_version == 2
    assert [target.value for target in translated.targets.all()] == [Decimal(70)]

    translated.unit, translated.targets = "number", []
    translated.save()
    for each in (again(swedish), again(translated)):
        assert (each.unit, each.targets.count()) == ("percent", 1)
    assert again(swedish).name == "granskade tips"
