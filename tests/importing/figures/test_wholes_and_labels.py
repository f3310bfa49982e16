"""Part and whole, and what is counted."""

import pytest

from .reading import Read, certain, read


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("6558 tips granskades, varav 1100 var illegala.", "sv"),
        ("Av 6 558 tips bedömdes 1 100 som illegala.", "sv"),
        ("6,558 reports, of which 1,100 were illegal", "en"),
        ("Of the 6,558 reports, 1,100 were illegal.", "en"),
    ],
)
def test_a_part_knows_its_whole(text: str, locale: str) -> None:
    assert read(text, locale) == [Read("6558"), Read("1100", whole="6558")]


@pytest.mark.parametrize(
    ("text", "locale", "expected"),
    [
        ("3 av 4 elever klarade provet.", "sv", Read("3", whole="4")),
        ("1 100 av de 6 558 tipsen var illegala.", "sv", Read("1100", whole="6558")),
        ("3 out of 4 pupils passed.", "en", Read("3", whole="4")),
        ("1 in 4 pupils passed.", "en", Read("1", whole="4")),
    ],
)
def test_a_share_is_one_figure(text: str, locale: str, expected: Read) -> None:
    assert read(text, locale) == [expected]


def test_a_part_is_never_larger_than_its_whole() -> None:
    assert [figure.whole for figure in read("12 tips, varav 300 var nya", "sv")] == [None, None]


@pytest.mark.parametrize(
    ("text", "locale", "label"),
    [
        (
            "På mötet fanns 250 barn, unga och vuxna från Norden.",
            "sv",
            "barn, unga och vuxna från Norden",
        ),
        ("I våras granskade vi 77 tips från skolor.", "sv", "granskade tips från skolor"),
        ("We trained 1,382 officers in 12 counties.", "en", "officers trained"),
        ("Av samtalen handlade 38 % om ohälsa.", "sv", "Av samtalen handlade om ohälsa"),
        ("73% of children in care said they felt safe.", "en", "of children in care felt safe"),
        ("Vi har delat ut 3 mkr till forskning.", "sv", "utdelade till forskning"),
        ("Med 45 volontärer kunde vi hjälpa fler.", "sv", "volontärer"),
        ("Forskning och utveckling: 12 mkr", "sv", "Forskning och utveckling"),
        ("Filmen delades 1 382 gånger, och sedan", "sv", "gånger filmen delades"),
        ("Insamlade medel: 12,4 mnkr", "sv", "Insamlade medel"),
        ("Antalet tips ökade till 6 558 under 2016.", "sv", "tips"),
        (
            "De flesta rör övergrepp på barn, under 2016 var det 98,6 %.",
            "sv",
            "De flesta rör övergrepp på barn",
        ),
        ("We gave out 18,427 food parcels, of which some", "en", "food parcels"),
        ("Income was £1.93m.", "en", "Income"),
        ("Intäkterna uppgick till 287,5 mkr.", "sv", "Intäkter"),
        ("Utbetalningen till föreningarna blev 2,1 mkr.", "sv", "Utbetalning till föreningarna"),
        ("Utbetalingen var 2,1 millioner kroner.", "nb", "Utbetaling"),
    ],
)
def test_the_words_around_a_figure_say_what_is_counted(text: str, locale: str, label: str) -> None:
    assert certain(text, locale)[0].label == label


def test_the_context_is_the_sentence() -> None:
    text = "Vi granskade t.ex. 12 fall. Filmen visades 500 gånger. Den är bra."
    assert [figure.context for figure in certain(text, "sv")] == [
        "Vi granskade t.ex. 12 fall.",
        "Filmen visades 500 gånger.",
    ]


@pytest.mark.parametrize(
    ("text", "locale", "part"),
    [
        ("We own 4,386 homes, and 312 of them are new.", "en", Read("312", whole="4386")),
        ("Antalet steg till 1 873 och 412 av dem är nya.", "sv", Read("412", whole="1873")),
        (
            "They logged 6,802 hours, and 2,300 of those in May.",
            "en",
            Read("2300", unit="hours"),
        ),
        (
            "Det kostade 58,4 miljoner kronor, varav 22 miljoner kom från EU.",
            "sv",
            Read("22000000", unit="SEK", scale="million"),
        ),
        (
            "Vi fick 41 miljoner kronor. Av dem kom 18,2 miljoner från givare.",
            "sv",
            Read("18200000", unit="SEK", scale="million"),
        ),
    ],
)
def test_a_part_is_of_what_was_told_before_and_in_its_unit(
    text: str, locale: str, part: Read
) -> None:
    assert read(text, locale)[1] == part


@pytest.mark.parametrize(
    "part",
    ["of which 1,100 were judged to be illegal", "1,100 of which were judged to be illegal"],
)
def test_a_part_has_a_label_of_its_own(part: str) -> None:
    text = f"We assessed 6,558 reports, {part}."
    assert [figure.label for figure in certain(text, "en")] == [
        "reports assessed",
        "reports judged to be illegal",
    ]


def test_words_that_count_part_and_whole_are_said_once() -> None:
    (figure,) = certain("87 of 112 volunteers stayed for the whole year.", "en")
    assert figure.label.startswith("volunteers")
    assert figure.whole_label == ""


@pytest.mark.parametrize(
    ("text", "locale", "word"),
    [
        ("Loans rose by 12 per cent, from 30,400 to 34,048.", "en", "cent"),
        ("Vi fick 1,3 mnkr, varav 275 000 kr från företag.", "sv", "mnkr"),
    ],
)
def test_a_unit_is_no_label(text: str, locale: str, word: str) -> None:
    assert not [figure.label for figure in certain(text, locale) if word in figure.label]
