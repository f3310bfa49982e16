"""Numbers, units, scales and qualifiers in Swedish and in English, and numbers that are no figures."""

import pytest

from results.importing.figures import find_figures

from .reading import Read, certain, read


@pytest.mark.parametrize(
    ("text", "locale", "value"),
    [
        ("Vi tog emot 1.382 tips.", "sv", "1382"),
        ("En bok kostar 1 234,50 kr.", "sv", "1234.5"),
        ("A book costs £1,234.50.", "en", "1234.5"),
    ],
)
def test_thousands_and_decimals_are_read_by_the_language(
    text: str, locale: str, value: str
) -> None:
    assert [figure.value for figure in read(text, locale)] == [value]


def test_a_year_before_a_number_does_not_join_it() -> None:
    assert read("Under 2016 133 000 visningar", "sv") == [Read("133000")]


def test_what_is_counted_has_no_fraction_of_three_digits() -> None:
    (figure,) = certain("Filmen fick 1,382 delningar.", "sv")
    assert (str(figure.value), str(figure.other_reading)) == ("1382", "1.382")


def test_a_minus_before_a_number_makes_it_negative() -> None:
    assert read("Resultatet blev −148 tkr.", "sv") == [Read("-148000", "SEK", "thousand")]
    assert read("Result: -£3,120", "en") == [Read("-3120", "GBP")]


def test_a_number_of_thirteen_digits_is_none() -> None:
    assert read("Nyckeln är 1234567890123 tecken", "sv") == []


UNITS = {
    "sv": [
        ("98,6 % av tipsen", Read("98.6", "percent")),
        ("en ökning med 3 procentenheter", Read("3", "percentage_points")),
        ("Vi fick 500:- per besök", Read("500", "SEK")),
        ("Vi fick 1,5 miljoner kronor.", Read("1500000", "SEK", "million")),
        ("Vi fick 12,4 mnkr.", Read("12400000", "SEK", "million")),
        ("Vi fick 312 tkr.", Read("312000", "SEK", "thousand")),
        ("Vi fick 12 tusen följare.", Read("12000", "number", "thousand")),
        ("Vi fick 300 norska kronor.", Read("300", "NOK")),
        ("svar inom 24 timmar", Read("24", "hours")),
        ("Medeltiden var 2,5 år.", Read("2.5", "years")),
        ("Solcellerna gav 187 400 kilowattimmar.", Read("187400", "kWh")),
    ],
    "en": [
        ("It raised £1.2 million.", Read("1200000", "GBP", "million")),
        ("It raised £1.2m.", Read("1200000", "GBP", "million")),
        ("It raised £300k.", Read("300000", "GBP", "thousand")),
        ("It raised SEK 3 million.", Read("3000000", "SEK", "million")),
        ("It has 12k followers.", Read("12000", "number", "thousand")),
        ("It reached 1.2m people.", Read("1200000", "number", "million")),
        ("The panels gave 1.5 megawatt-hours.", Read("1.5", "MWh")),
        ("We collected 350kg of scrap.", Read("350", "kilograms")),
    ],
}


@pytest.mark.parametrize("locale", UNITS)
def test_a_unit_is_known(locale: str) -> None:
    for text, expected in UNITS[locale]:
        assert read(text, locale) == [expected], text


def test_letters_behind_a_length_are_no_millions() -> None:
    assert read("It is a 3m wall.", "en") == [Read("3")]


@pytest.mark.parametrize(
    ("locale", "words", "qualifier"),
    [
        ("sv", "över", "over"),
        ("sv", "närmare", "nearly"),
        ("sv", "under", "under"),
        ("en", "well over", "over"),
        ("en", "no fewer than", "at_least"),
        ("en", "just under", "nearly"),
        ("en", "no more than", "at_most"),
    ],
)
def test_a_qualifier_is_known(locale: str, words: str, qualifier: str) -> None:
    text = {"sv": "Vi hjälpte {} 250 barn.", "en": "We helped {} 250 children."}[locale]
    assert read(text.format(words), locale) == [Read("250", qualifier=qualifier)]


def test_a_qualifier_may_stand_behind() -> None:
    assert read("We have 500+ volunteers.", "en") == [Read("500", qualifier="over")]
    assert read("Det krävs 50 eller fler deltagare.", "sv") == [Read("50", qualifier="at_least")]


def test_under_before_a_length_of_time_means_during() -> None:
    assert read("Under 3 veckor samlade vi in 500 kr.", "sv")[0] == Read("3")


def test_turned_over_is_no_qualifier() -> None:
    assert read("The shop turned over £1.4m.", "en") == [Read("1400000", "GBP", "million")]


def test_the_first_of_two_numbers_shares_the_unit_of_the_second() -> None:
    read_figures = read("Andelen ökade från 64 till 79 procent.", "sv")
    assert read_figures == [Read("64", "percent"), Read("79", "percent")]


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("Våra servrar drog 410 MWh, all el är grön.", "sv"),
        ("Medlemsantalet var vid årets slut 410, varav 51 ständiga.", "sv"),
        ("Volunteers gave away 410 to people who needed one.", "en"),
    ],
)
def test_a_word_before_it_does_not_hide_a_figure(text: str, locale: str) -> None:
    assert "410" in [figure.value for figure in read(text, locale)]


@pytest.mark.parametrize(
    ("text", "locale"),
    [("Vi förfogar över 236 lotter.", "sv"), ("She presided over 236 meetings.", "en")],
)
def test_over_behind_its_verb_is_no_qualifier(text: str, locale: str) -> None:
    assert read(text, locale) == [Read("236")]


@pytest.mark.parametrize(
    "text", ["Kommunen bidrog med 4,5 miljoner.", "till en kostnad av 4,5 miljoner"]
)
def test_millions_that_were_paid_are_kronor_in_swedish(text: str) -> None:
    assert read(text, "sv") == [Read("4500000", unit="SEK", scale="million")]


def test_the_share_behind_a_noun_that_names_is_a_share() -> None:
    assert read("By the end of the course 94.1% could.", "en") == [Read("94.1", unit="percent")]


@pytest.mark.parametrize(
    ("text", "locale", "expected"),
    [
        ("Intäkterna var 147 (125) mkr.", "sv", ["147 SEK million", "125 SEK million"]),
        (
            "Flickor och pojkar (92 och 8 %) är lika många.",
            "sv",
            ["92 percent none", "8 percent none"],
        ),
        ("They made up 92 and 8 per cent of callers.", "en", ["92 percent none", "8 percent none"]),
        ("Vi hade 149 miljoner i intäkter.", "sv", ["149 SEK million"]),
        ("Vi tog emot 12 samtal och 8 % var tysta.", "sv", ["12 number none", "8 percent none"]),
        ("9.8 MILLION CHILDREN", "en", ["9.8 number million"]),
    ],
)
def test_a_number_has_the_unit_or_scale_that_a_neighbour_tells(
    text: str, locale: str, expected: list[str]
) -> None:
    assert [
        f"{figure.value.scaleb(-figure.scale.exponent).normalize():f} {figure.unit} {figure.scale}"
        for figure in certain(text, locale)
    ] == expected


NONE = {
    "sv": [
        "Vi började 2016 i Stockholm.",
        "Klockan 14.30, kl. 9 och 08:15",
        "Den 1:a mötte den 3:e.",
        "15-åriga barn, en 12-åring",
        "Ring 08-598 920 00 eller +46 8 598 920 00.",
        "Plusgiro 90 12 34-5, bankgiro 900-1234, Swish 123 900 12 34",
        "Storgatan 12, 111 22 Stockholm, Box 123",
        "[12]",
        "möte i sal B 312 hölls",
        "en karta i skala 1:50 000",
        "2½ hektar och 10⁶ bakterier",
        "Sjökort 135 gäller fortfarande",
        "enligt riktlinje 4.2 säger",
        "1.2 Arbetet gick bra. 1.3 Det fortsätter.",
    ],
    "en": [
        "On November 24, 2016 we were there.",
        "the 1st, 2nd and 24th",
        "Chapter 6, section 12, Article 34 and page 4",
        "12 High Street, London SW1A 1AA",
        "a 24-hour helpline, open 24 hours a day, 7 days a week",
        "gates 1, 2 and 4",
        "Kyle, 9",
        "The coach firm Motion 24 lent us buses.",
        "Complaints per 1,000 donations, and faints per 100,000",
        "Our handbook, Mend It 101, was read.",
        "Their song, “99 Bottles of Pop”, is out.",
        "Runners in the Thames 10K alone",
        "She stepped down at 72 after two terms.",
        "open from 8.30 to 5",
        "Every Saturday from 10 to 12.30, she is here.",
        "the identifier 10.5281/hrg.2024.017.",
    ],
}


@pytest.mark.parametrize(
    ("locale", "text"), [(locale, text) for locale in NONE for text in NONE[locale]]
)
def test_what_is_no_figure_is_none(locale: str, text: str) -> None:
    assert read(text, locale) == []


def test_four_digits_before_people_are_no_year() -> None:
    assert read("Vi utbildade 2050 lärare.", "sv") == [Read("2050")]
    assert read("We trained nearly 2000 teachers.", "en") == [Read("2000", qualifier="nearly")]


@pytest.mark.parametrize("text", ["10–15 skolor", "mellan 200 och 300 skolor"])
def test_a_range_is_left_to_a_person(text: str) -> None:
    assert read(text, "sv") == []
    assert [figure.reason != "" for figure in find_figures(text, "sv")] == [True, True]


def test_a_number_in_words_is_marked_as_such() -> None:
    (figure,) = find_figures("Vi besökte elva skolor.", "sv")
    assert (str(figure.value), figure.label) == ("11", "skolor")
    assert "words" in figure.reason


@pytest.mark.parametrize(
    ("text", "locale", "value"),
    [
        ("A report of 36 pages", "en", 36),
        ("Smalspåret (891 mm!)", "sv", 891),
        ("Gästbok (212)", "sv", 212),
        ("Det var 3 gånger så många samtal.", "sv", 3),
        ("Anna var 14 år när hon ringde.", "sv", 14),
        ("De senaste 18 månaderna var svåra.", "sv", 18),
    ],
)
def test_a_measure_that_is_hardly_a_result_is_left_to_a_person(
    text: str, locale: str, value: int
) -> None:
    (figure,) = find_figures(text, locale)
    assert int(figure.value) == value
    assert figure.reason


def test_one_time_in_two_units_is_left_to_a_person() -> None:
    assert read("Samtalen tog 1 min 54 s.", "sv") == []
    found = find_figures("Samtalen tog 1 min 54 s.", "sv")
    assert [(int(figure.value), figure.reason != "") for figure in found] == [(1, True), (54, True)]


def test_thousands_parted_by_stops_are_a_number_and_no_version() -> None:
    assert read("Wir erreichten 1.250.000 Kinder.", "de") == [Read("1250000")]
    assert read("Wir nutzen Version 1.2.34 davon.", "de") == []
