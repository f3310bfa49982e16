"""The reference of indicators says what they are."""

from django.utils import translation

from results.models import Indicator
from results.quantities import Direction
from results.record.indicator import Level
from tests.docs.markdown import choices, names, reference


def test_the_fields_of_an_indicator_are_those_of_the_code() -> None:
    given = {field.name for field in Indicator._meta.get_fields()} - {
        "id",
        "locale",
        "translation_key",
        "index_entries",
    }
    assert set(names(reference("indicators"), "Field")) == given


def test_the_choices_of_an_indicator_are_those_of_the_code() -> None:
    with translation.override("en"):
        assert choices(reference("indicators")) == [
            [(value, str(label)) for value, label in given]
            for given in (Direction.choices, Level.choices)
        ]
