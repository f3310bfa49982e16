"""Numbers, units, scales and qualifiers in each language, and numbers that are no figures."""

import pytest

from results.importing.figures import find_figures, weighed
from results.quantities import Unit

from .reading import Read, certain, read

FIGURES: dict[str, list[tuple[str, str, list[Read]]]] = {
    "thousands and decimals are read by the language": [
        ("sv", "Vi tog emot 1.382 tips.", [Read("1382")]),
        ("sv", "En bok kostar 1 234,50 kr.", [Read("1234.5", "SEK")]),
        ("en", "A book costs £1,234.50.", [Read("1234.5", "GBP")]),
        ("sv", "Filmen visades 133\u2009000 gånger.", [Read("133000")]),
    ],
    "a year before a number does not join it": [
        ("sv", "Under 2016 133 000 visningar", [Read("133000")]),
        ("en", "In 2016 £5,000 was raised.", [Read("5000", "GBP")]),
    ],
    "four digits before people are no year": [
        ("sv", "Vi utbildade 2050 lärare.", [Read("2050")]),
        ("en", "We trained nearly 2000 teachers.", [Read("2000", qualifier="nearly")]),
    ],
    "a minus before a number makes it negative": [
        ("sv", "Resultatet blev −148 tkr.", [Read("-148000", "SEK", "thousand")]),
        ("en", "Result: -£3,120", [Read("-3120", "GBP")]),
    ],
    "a number of thirteen digits is none": [("sv", "Nyckeln är 1234567890123 tecken", [])],
    "thousands parted by stops are a number and no version": [
        ("de", "Wir erreichten 1.250.000 Kinder.", [Read("1250000")]),
        ("de", "Wir nutzen Version 1.2.34 davon.", []),
    ],
    "a unit is known": [
        ("sv", "98,6 % av tipsen", [Read("98.6", "percent")]),
        ("sv", "en ökning med 3 procentenheter", [Read("3", "percentage_points")]),
        ("sv", "Vi fick 500:- per besök", [Read("500", "SEK")]),
        ("sv", "Vi fick 1,5 miljoner kronor.", [Read("1500000", "SEK", "million")]),
        ("sv", "Vi fick 312 tkr.", [Read("312000", "SEK", "thousand")]),
        ("sv", "Vi fick 300 norska kronor.", [Read("300", "NOK")]),
        ("sv", "svar inom 24 timmar", [Read("24", "hours")]),
        ("sv", "Solcellerna gav 187 400 kilowattimmar.", [Read("187400", "kWh")]),
        ("en", "It raised £1.2m.", [Read("1200000", "GBP", "million")]),
        ("en", "It raised £300k.", [Read("300000", "GBP", "thousand")]),
        ("en", "It raised SEK 3 million.", [Read("3000000", "SEK", "million")]),
        ("en", "It has 12k followers.", [Read("12000", "number", "thousand")]),
        ("en", "The panels gave 1.5 megawatt-hours.", [Read("1.5", "MWh")]),
        ("en", "We collected 350kg of scrap.", [Read("350", "kilograms")]),
        ("fi", "Jono lyheni 2,5 prosenttiyksikköä.", [Read("2.5", "percentage_points")]),
    ],
    "a krona before a number is that of the country": [
        ("sv", "kr 184 230", [Read("184230", "SEK")]),
        ("da", "kr 184 230", [Read("184230", "DKK")]),
    ],
    "letters behind a length are no millions": [
        ("en", "It is a 3m wall.", [Read("3")]),
        ("en", "It was seen 3M times.", [Read("3000000", "number", "million")]),
    ],
    "a qualifier is known": [
        ("sv", "Vi hjälpte närmare 250 barn.", [Read("250", qualifier="nearly")]),
        ("sv", "Vi hjälpte under 250 barn.", [Read("250", qualifier="under")]),
        ("en", "We helped well over 250 children.", [Read("250", qualifier="over")]),
        ("en", "We helped no fewer than 250 children.", [Read("250", qualifier="at_least")]),
        ("en", "We helped just under 250 children.", [Read("250", qualifier="nearly")]),
        ("fi", "Siihen osallistui yli 200:ssa koulussa oppilaita.", [Read("200", qualifier="over")]),
    ],
    "a qualifier may stand behind, or have its verb in between": [
        ("en", "We have 500+ volunteers.", [Read("500", qualifier="over")]),
        ("sv", "Det krävs 50 eller fler deltagare.", [Read("50", qualifier="at_least")]),
        ("sv", "Som mest kom 1 930 personer.", [Read("1930", qualifier="at_most")]),
    ],
    "over behind its verb is no qualifier": [
        ("en", "The shop turned over £1.4m.", [Read("1400000", "GBP", "million")]),
        ("sv", "Vi förfogar över 236 lotter.", [Read("236")]),
    ],
    "a word before it does not hide a figure": [
        ("sv", "Våra servrar drog 410 MWh, all el är grön.", [Read("410", "MWh")]),
        ("sv", "Medlemsantalet var vid årets slut 410.", [Read("410")]),
        ("en", "Volunteers gave away 410 to people who needed one.", [Read("410")]),
        ("en", "By the end of the course 94.1% could.", [Read("94.1", "percent")]),
    ],
    "millions that count nothing are of the currency beside them": [
        ("sv", "Det kostade 58,4 mkr, varav 22 miljoner var lån.", [Read("58400000", "SEK", "million"), Read("22000000", "SEK", "million")]),
        ("sv", "Vi fick 2 mkr och 4,5 miljoner visningar.", [Read("2000000", "SEK", "million"), Read("4500000", "number", "million")]),
    ],
    "hundredths of one are a share": [
        ("en", "For every £1 we spend, 86p goes to our work.", [Read("86", "percent")]),
        ("sv", "Av varje insamlad krona gick 92 öre till ändamålet.", [Read("92", "percent")]),
    ],
    "how old somebody is on average is a figure": [("sv", "Medelåldern är 47 år.", [Read("47", "years")])],
    "a share is one figure": [
        ("sv", "3 av 4 elever klarade provet.", [Read("3", whole="4")]),
        ("en", "1 in 4 pupils passed.", [Read("1", whole="4")]),
    ],
    "a part is never larger than its whole": [
        ("sv", "12 tips, varav 300 var nya", [Read("12"), Read("300")]),
        ("sv", "Vi fick 300 tips, varav 12 var nya", [Read("300"), Read("12", whole="300")]),
    ],
    "a number has the unit or scale that a neighbour tells": [
        ("sv", "Andelen ökade från 64 till 79 procent.", [Read("64", "percent"), Read("79", "percent")]),
        ("sv", "Intäkterna var 147 (125) mkr.", [Read("147000000", "SEK", "million"), Read("125000000", "SEK", "million")]),
        ("sv", "Vi tog emot 12 samtal och 8 % var tysta.", [Read("12"), Read("8", "percent")]),
        ("en", "9.8 MILLION CHILDREN", [Read("9800000", "number", "million")]),
    ],
}  # fmt: skip


@pytest.mark.parametrize("rule", FIGURES)
def test_of_numbers_and_what_belongs_to_them(rule: str) -> None:
    for locale, text, expected in FIGURES[rule]:
        assert read(text, locale) == expected, text


def test_what_is_counted_has_no_fraction_of_three_digits() -> None:
    (figure,) = certain("Filmen fick 1,382 delningar.", "sv")
    assert (str(figure.value), str(figure.other_reading)) == ("1382", "1.382")


NONE = {
    "fi": ["Toimintakertomus 1.1.–31.12.2016, sivut 3 ja 7, taulukko 2 ja 5. luokka."],
    "sv": [
        "Vi började 2016 i Stockholm.",
        "Den 24 november 2016 var vi där.",
        "Klockan 14.30, kl. 9 och 08:15",
        "kapitel 6 i brottsbalken, 16 kap. 10 a § och § 4",
        "Den 1:a mötte den 3:e.",
        "15-åriga barn, en 12-åring",
        "Ring 08-598 920 00 eller +46 8 598 920 00.",
        "Plusgiro 90 12 34-5, bankgiro 900-1234, Swish 123 900 12 34",
        "Storgatan 12, 111 22 Stockholm, Box 123",
        "[12]",
        "möte i sal B 312 hölls",
        "2½ hektar och 10⁶ bakterier",
        "Sjökort 135 gäller fortfarande",
        "enligt riktlinje 4.2 säger",
    ],
    "en": [
        "On November 24, 2016 we were there.",
        "at 2.30 pm, 14:30 and 9 am",
        "12-year-olds and children aged 13 to 17",
        "Chapter 6, section 12, Article 34 and page 4",
        "12 High Street, London SW1A 1AA",
        "a 24-hour helpline, open 24 hours a day, 7 days a week",
        "Kyle, 9",
        "Complaints per 1,000 donations, and faints per 100,000",
    ],
}


@pytest.mark.parametrize(
    ("locale", "text"), [(locale, text) for locale in NONE for text in NONE[locale]]
)
def test_what_is_no_figure_is_none(locale: str, text: str) -> None:
    assert read(text, locale) == []


@pytest.mark.parametrize("text", ["10–15 skolor", "mellan 200 och 300 skolor"])
def test_a_range_is_left_to_a_person(text: str) -> None:
    assert read(text, "sv") == []
    assert [figure.reason != "" for figure in find_figures(text, "sv")] == [True, True]


def test_a_share_in_words_is_one_figure() -> None:
    (figure,) = find_figures("Nio av tio elever klarade provet.", "sv")
    assert (str(figure.value), str(figure.whole), figure.whole_label) == ("9", "10", "elever")


def test_a_number_in_words_is_marked_as_such() -> None:
    (figure,) = find_figures("Vi besökte elva skolor.", "sv")
    assert (str(figure.value), figure.label) == ("11", "skolor")
    assert "words" in figure.reason


@pytest.mark.parametrize(
    ("text", "locale", "value"),
    [
        ("Gästbok (212)", "sv", 212),
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


TEXTS = {
    "nb": (
        "I 2016 behandlet vi 6 558 tips, mot 180 året før. Antallet henvendelser økte med 12 prosent. "
        "Over 1 382 samtaler ble besvart. Inntektene var 12,4 millioner kroner. Målet er 300 frivillige. "
        "Ring 116 111 eller 22 33 44 55, Storgata 14, 0155 Oslo. Straffeloven §§ 305 og 311, sak 19/01234-2. "
        "Den 31. desember var det 45 ansatte, og barn under 12 år."
    ),
    "da": (
        "I 2016 behandlede vi 6.558 tips, mod 180 året før. Antallet af henvendelser steg med 12 procent. "
        "Mere end 1.382 opkald blev besvaret. Indtægterne var 12,4 mio. kr. Målet er 300 frivillige. "
        "Ring 33 44 55 66 kl. 9–15, Nørregade 14. Den 31. december var der 45 ansatte."
    ),
    "de": (
        "Im Jahr 2016 gingen bei der Hotline 6.558 Hinweise ein, gegenüber 180 im Vorjahr. Die Zahl der "
        "Anfragen stieg um 12 Prozent. Mehr als 1.382 Anrufe wurden beantwortet. Die Einnahmen betrugen "
        "12,4 Mio. Euro. Unser Ziel sind 300 Ehrenamtliche. Telefon 030 1234567, Hauptstraße 14, 10115 "
        "Berlin, von 9 bis 15 Uhr. Nach § 12 Abs. 3 SGB VIII, für Kinder unter 12 Jahren. Am 31. Dezember "
        "waren es 45 Beschäftigte."
    ),
    "fi": (
        "Vuonna 2016 käsittelimme 6 558 ilmoitusta, kun edellisvuonna niitä oli 180. Yhteydenottojen määrä kasvoi "
        "12 prosenttia. Yli 1 382 puheluun vastattiin. Tuotot olivat 12,4 miljoonaa euroa. Tavoitteena on 300 "
        "vapaaehtoista. Soita numeroon 116 111 tai 09 1234 567, Hämeentie 14, 00500 Helsinki, klo 9–15. Rikoslain 17 "
        "luvun 18 §:n mukaan, alle 12-vuotiaat lapset, laki (417/2007). Joulukuun 31. päivänä työntekijöitä oli 45."
    ),
}  # fmt: skip
CURRENCY = {"nb": Unit.NOK, "da": Unit.DKK, "de": Unit.EUR, "fi": Unit.EUR}


@pytest.mark.parametrize("language", TEXTS)
def test_a_text_gives_its_figures_with_what_each_is_and_nothing_else(language: str) -> None:
    text = TEXTS[language]
    found = weighed(find_figures(text, language), text, language, (2016, 2016))
    assert [(int(each.value), each.unit, each.role) for each in found] == [
        (6558, Unit.NUMBER, "result"),
        (180, Unit.NUMBER, "comparison"),
        (12, Unit.PERCENT, "change"),
        (1382, Unit.NUMBER, "result"),
        (12400000, CURRENCY[language], "result"),
        (300, Unit.NUMBER, "goal"),
        (45, Unit.NUMBER, "result"),
    ]
    assert found[3].qualifier == "over"
