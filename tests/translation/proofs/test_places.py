"""Articles, chapters and sections are found in either notation, and told from one another."""

import pytest

from results.translation.proofs import faults_of

from .saying import differs, is_same


@pytest.mark.parametrize(
    ("swedish", "english"),
    [
        ("artikel 3.1 i konventionen", "Article 3(1) of the Convention"),
        ("artikel 6.1 f", "point (f) of Article 6(1)"),
        ("artiklarna 3.1, 12.2 och 34 a", "Articles 3(1), 12(2) and 34(a)"),
        ("kapitel 2", "Section 2"),
        ("artikel 3 i konventionen", "Article 3 of the Convention"),
    ],
)
def test_either_notation_is_the_same(swedish: str, english: str) -> None:
    assert is_same(swedish, english)


@pytest.mark.parametrize(
    ("swedish", "english"),
    [
        ("artikel 3.1", "Article 1(3)"),
        ("artikel 3.1", "Article 3(2)"),
        ("artiklarna 19.1 och 34.2", "Articles 19(2) and 34(1)"),
        ("8 kap. 3 §", "Chapter 3, Section 8"),
        ("3 kap. 5 §, 4 kap. 6 §", "Chapter 3, Section 6; Chapter 4, Section 5"),
        (
            "8 kap. i skolans egen lag om rätten till skydd, 3 §",
            "Chapter 3 of the school's own law on the right to protection, Section 8",
        ),
    ],
)
def test_what_has_changed_places_is_a_fault(swedish: str, english: str) -> None:
    assert differs(swedish, english)


def test_a_slash_is_read_as_a_date_by_the_language() -> None:
    assert is_same("den 3/10 2021", "3 October 2021")
    assert differs("den 3/10 2021", "10 March 2021")
    assert is_same("3/10–5/10 2021", "3–5 October 2021")
    assert not faults_of("den 3/10 2021", "on 10/3 2021", "sv", "en-us")


def test_the_year_before_a_dash_and_a_day_is_no_range() -> None:
    assert is_same("1 juli 2022–30 juni 2023", "1 July 2022 to 30 June 2023")


def test_a_number_after_the_comma_of_a_date_is_no_year() -> None:
    assert is_same("Den 20 maj hade 2 000 namn", "On May 20, 2,000 names had")
