"""The reference of indicators says what they are."""

from django.utils import translation

from results.models import Indicator
from results.quantities import Direction
from results.record.indicator import Level
from tests.docs.markdown import code, names, reference, tables


def test_the_fields_of_an_indicator_are_those_of_the_code() -> None:
    given = {field.name for field in Indicator._meta.get_fields()} - {
        "id",
        "locale",
        "translation_key",
        "index_entries",
    }
    assert set(names(reference("indicators"), "Field")) == given


def test_the_choices_of_an_indicator_are_those_of_the_code() -> None:
    written = [
        [(code(row["Value"]), row["Label"]) for row in table]
        for table in tables(reference("indicators"))
        if "Value" in table[0]
    ]
    with translation.override("en"):
        assert written == [
            [(value, str(label)) for value, label in choices]
            for choices in (Direction.choices(), Level.choices)
        ]
