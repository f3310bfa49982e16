"""Numbers that are no figures."""

import pytest

from results.importing.figures import find_figures

from .reading import Read, read


@pytest.mark.parametrize(
    "text",
    [
        "Vi började 2016 i Stockholm.",
        "Den 24 november 2016 var vi där.",
        "Klockan 14.30, kl. 9 och 08:15",
        "Den 1:a mötte den 3:e.",
        "kapitel 6 i brottsbalken, 16 kap. 10 a § och § 4",
        "15-åriga barn, en 12-åring",
        "Ring 08-598 920 00 eller +46 8 598 920 00.",
        "Ring 116 111.",
        "Plusgiro 90 12 34-5, bankgiro 900-1234, Swish 123 900 12 34",
        "Storgatan 12, 111 22 Stockholm, Box 123",
        "[12]",
        "alla över 70.",
        "Torget vid Norra vägen 8 i Hammarstrand",
        "möte i sal B 312 hölls",
        "en karta i skala 1:50 000",
        "beslut 434-2210-2016",
        "en bibel från 1620.",
        "Skolan för F–6 invigdes",
        "2½ hektar och 10⁶ bakterier",
        "Ta buss 32 eller 33 hit",
        "Sjökort 135 gäller fortfarande",
        "De gav oss betyget 4 eller 5.",
        "enligt riktlinje 4.2 säger",
        "1.2 Arbetet gick bra. 1.3 Det fortsätter.",
    ],
)
def test_in_swedish_it_is_none(text: str) -> None:
    assert read(text, "sv") == []


@pytest.mark.parametrize(
    "text",
    [
        "We began in 2016 in Stockholm.",
        "On November 24, 2016 we were there.",
        "at 2.30 pm, 14:30 and 9 am",
        "the 1st, 2nd and 24th",
        "Chapter 6, section 12, Article 34 and page 4",
        "12-year-olds and children aged 13 to 17",
        "Call 116 111 or 0808 800 5000.",
        "12 High Street, London SW1A 1AA",
        "version 2.1, WCAG 2.2, ISO 9001",
        "a 24-hour helpline, open 24 hours a day, 7 days a week",
        "goal 16.2",
        "gates 1, 2 and 4",
        "Kyle, 9",
        "The coach firm Motion 24 lent us buses.",
        "Complaints per 1,000 donations, and faints per 100,000",
        "Our handbook, Mend It 101, was read.",
        "Their song, “99 Bottles of Pop”, is out.",
        "Runners in the Thames 10K alone",
        "call between 5 and 7pm",
        "She stepped down at 72 after two terms.",
        "a mill built in 1784, by the river",
        "open from 8.30 to 5",
        "buses 74 and 87 stop outside",
        "Petition 641210 was debated",
        "reviewed with 4 stars",
        "Collectors stand there from 8.40.",
        "Every Saturday from 10 to 12.30, she is here.",
        "the identifier 10.5281/hrg.2024.017.",
        "118 Seagate, Dundee DD1 2ET.",
    ],
)
def test_in_english_it_is_none(text: str) -> None:
    assert read(text, "en") == []


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
        ("hela årsredovisningen (64 sidor)", "sv", 64),
        ("Smalspåret (891 mm!)", "sv", 891),
        ("Gästbok (212)", "sv", 212),
        ("Det var 3 gånger så många samtal.", "sv", 3),
        ("There were 3 times more calls.", "en", 3),
        ("Es waren 3 Mal so viele Anrufe.", "de", 3),
        ("Det var 3 ganger så mange samtaler.", "nb", 3),
        ("Anna var 14 år när hon ringde.", "sv", 14),
        ("Ashley was 14 when she called.", "en", 14),
        ("De senaste 18 månaderna var svåra.", "sv", 18),
        ("The last 18 months were hard.", "en", 18),
        ("Die letzten 18 Monate waren schwer.", "de", 18),
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
