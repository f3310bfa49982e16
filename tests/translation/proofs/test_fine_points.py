"""Where two languages write the same number so differently that it takes a rule of its own."""

import pytest

from results.translation.proofs import faults_of

from .saying import codes, differs, is_same


@pytest.mark.parametrize(
    ("swedish", "english"),
    [
        ("tid: 13–16", "time: 1–4 pm"),
        ("80-talet", "the 1980s"),
        ("16 kap. 10 a §", "Chapter 16, Section 10 a"),
        ("klockan åtta i kväll", "8 pm"),
        ("flera hundra barn", "a lot of children"),
        ("https://example.org/a_(b).", "https://example.org/a_(b)"),
        ("femgradig skala", "five-point scale"),
        ("hundratals miljoner", "hundreds of millions"),
        ("nio av tio", "90 per cent"),
        ("kostnaden blev 5 MSEK", "the cost was MSEK 5"),
        ("½ av eleverna", "half of the pupils"),
        ("var andra vecka", "every second week"),
        ("en kvarts miljon", "a quarter of a million"),
        ("hundratjugo personer", "120 people"),
        ("0,2 promille", "0.02 per cent"),
        ("sekelskiftet 1900", "the turn of the century in 1900"),
        ("Den kostar 0 kronor", "It is free"),
        ("var fjärde", "25 per cent"),
        ("fördubblades", "increased by 100 per cent"),
        ("2017–2019", "from 2017 to 2019"),
        ("den sista mars", "31 March"),
        ("1 krona och 12 öre", "SEK 1.12"),
        ("250:- per barn", "SEK 250 per child"),
        ("omsättning 88 (81) MSEK", "turnover of SEK 88 million (81)"),
        ("till −1,1 från −3,9 miljoner", "to −1.1 million from −3.9 million"),
        ("De som är under 20 år", "The under-20s"),
        ("18 år men inte 21", "18 but not yet 21 may"),
    ],
)
def test_they_are_the_same(swedish: str, english: str) -> None:
    assert is_same(swedish, english)


@pytest.mark.parametrize(
    ("swedish", "english"),
    [
        ("10 och 12 mars, 5 maj", "10 March and 5 March, 12 May"),
        ("den 1 maj", "a day in May"),
        ("Vi såg dem", "We saw them in May"),
        ("hundratals barn", "thousands of children"),
        ("den sista mars", "30 March"),
        ("halverades", "doubled"),
        ("halverades under andra kvartalet", "doubled in the second quarter"),
        ("en halvering", "a doubling"),
        ("dussintals företag", "hundreds of companies"),
        ("Totalt 61 240 medlemmar", "A total of 61.240 members"),
        ("Barnen fick hjälp", "Half of the children received help"),
        ("Av 1 812 anmälningar", "Of 1,812 1,812 reports"),
        ("3–2 efter 0–2", "3–2 after 3–0"),
        ("första måndagen", "the second Monday of an odd month"),
        ("5 100 liter vatten", "5,100 cubic metres of water"),
        ("2 % över 10 000 kr, 3 % över 25 000 kr", "3% over SEK 10,000, 2% over SEK 25,000"),
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


def test_of_more_numbers_than_a_person_writes_only_the_digits_are_compared() -> None:
    assert codes("1 " * 4000, "1 " * 4000) == []
    assert codes("1 " * 4000 + "7", "1 " * 4000) == ["number_missing"]
    assert codes("½" * 4000, "½" * 4000 + "¼") == ["number_added"]


@pytest.mark.parametrize(
    ("swedish", "english"),
    [
        ("inom 48 timmar", "within two days"),
        ("ett dygn", "24 hours"),
        ("14 dagar", "a fortnight"),
        ("ett halvår", "six months"),
        ("tre kvart", "three quarters of an hour"),
        ("en timme och 20 minuter", "80 minutes"),
        ("i över 25 år", "for over a quarter of a century"),
        ("120 mil", "1,200 kilometres"),
        ("2–3 mil", "20–30 km"),
        ("trettio mil", "300 kilometres"),
        ("två miljoner barn", "two million children"),
        ("500 gram", "half a kilo"),
    ],
)
def test_a_length_is_the_same_in_another_unit(swedish: str, english: str) -> None:
    assert is_same(swedish, english)


@pytest.mark.parametrize(
    ("swedish", "english"),
    [
        ("22 minuter", "22 hours"),
        ("sex veckor", "six months"),
        ("120 mil", "120 kilometres"),
        ("10 km", "10 miles"),
        ("en treårig satsning", "a three-month initiative"),
        ("en 24-timmarsjour", "a 24-day helpline"),
        ("var tredje månad", "every three weeks"),
        ("varannan vecka", "every other month"),
        ("10 GB", "10 MB"),
    ],
)
def test_another_unit_with_the_same_number_is_a_fault(swedish: str, english: str) -> None:
    assert codes(swedish, english) == ["unit_changed"]
    assert differs(swedish, english)


@pytest.mark.parametrize(
    ("swedish", "english"),
    [
        ("15 år", "15"),
        ("en 15-åring", "a boy aged 15"),
        ("barn i åldern 6–12 år", "children aged 6–12"),
        ("50-årsjubileum", "50th anniversary"),
        ("fem gånger i veckan under ett år", "five times a week for a year"),
        ("ett års arbete, fem timmar om dagen", "a year's work, five hours a day"),
    ],
)
def test_a_unit_may_be_left_out(swedish: str, english: str) -> None:
    assert is_same(swedish, english)


def test_every_other_can_be_said_in_several_ways() -> None:
    for english in ("every two weeks", "every second week", "fortnightly"):
        assert is_same("varannan vecka", english)
    assert is_same("vartannat barn", "half of the children")


def test_a_number_of_a_law_is_the_same_however_its_paragraph_is_written() -> None:
    swedish = "Artikel 6.1 gäller i 30 dagar."
    for code, translation in (
        ("en", "Article 6(1) applies for 30 days."),
        ("de", "Artikel 6 Absatz 1 gilt 30 Tage."),
        ("de", "Artikel 6 Abs. 1 gilt 30 Tage."),
        ("da", "Artikel 6, stk. 1, gælder i 30 dage."),
    ):
        assert not faults_of(swedish, translation, "sv", code)
        assert faults_of(swedish, translation.replace("6", "7"), "sv", code)
    assert not faults_of("Artikel 6, punkt 1", "Artikel 6 Absatz 1", "sv", "de")
    assert isinstance(faults_of("9" * 5000 + " Absatz 1", "", "de", "sv"), list)


def test_forty_is_read_in_either_spelling() -> None:
    for swedish in ("trehundrafyrtiofem", "trehundraförtiofem"):
        assert is_same(f"{swedish} frivilliga", "three hundred and forty-five volunteers")
