"""Where two languages write the same number so differently that it takes a rule of its own."""

import pytest

from .saying import codes, differs, is_same


@pytest.mark.parametrize(
    ("swedish", "english"),
    [
        ("tid: 13–16", "time: 1–4 pm"),
        ("5–6000 barn", "5,000–6,000 children"),
        ("2016 gavs 5 MSEK", "In 2016 MSEK 5 was given"),
        ("80-talet", "the 1980s"),
        ("10 000-tals barn", "tens of thousands of children"),
        ("16 kap. 10 a §", "Chapter 16, Section 10 a"),
        ("klockan åtta i kväll", "8 pm"),
        ("flera hundra barn", "a lot of children"),
        ("niondeklassare", "ninth-graders"),
        ("https://example.org/a_(b).", "https://example.org/a_(b)"),
    ],
)
def test_they_are_the_same(swedish: str, english: str) -> None:
    assert is_same(swedish, english)


@pytest.mark.parametrize(
    ("swedish", "english"),
    [
        ("10 och 12 mars, 5 maj", "10 March and 5 March, 12 May"),
        ("Belopp i kronor: 5", "Amounts in euros: 5"),
        ("den 1 maj", "a day in May"),
        ("Vi såg dem", "We saw them in May"),
        ("Ett av barnen svarade", "A quarter of the children replied"),
        ("hundratals barn", "thousands of children"),
    ],
)
def test_they_are_not(swedish: str, english: str) -> None:
    assert differs(swedish, english)


def test_a_raised_number_can_be_a_tag_or_a_letter() -> None:
    assert not codes("133<sup>1</sup>", "133¹")
    assert codes("133<sup>1</sup>", "133²") == ["number_changed"]


def test_a_bracket_is_part_of_an_address_that_has_opened_it() -> None:
    assert codes("https://example.org/a_(b)", "https://example.org/a_(b") == ["address"]


def test_every_number_of_a_long_text_finds_its_own() -> None:
    numbers = "; ".join(str(number) for number in range(2, 200))

    assert is_same(numbers, numbers)
    assert codes(numbers, numbers.replace("; 150;", ";")) == ["number_missing"]
