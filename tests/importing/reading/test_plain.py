"""Plain text: what its lines, its spaces and its blank lines mean."""

from __future__ import annotations

import pytest

from results.importing.document import texts_of
from tests.importing.reading.building import left_out, outline, read

PROSE = "Under året hjälpte vi människor i hela landet, och det var fler än någonsin tidigare."
WRAPPED = """I den ordinarie utlysningen inkom 312 ansökningar, vilket är
en ökning med 9,5 procent jämfört med föregående år. Av dem
beviljades 47 projekt, vilket är en minskning med 2,3 procent-
enheter. Fler gånger än tidigare anlitade vi i våras studie-
och yrkesvägledare, nämligen 12."""


@pytest.mark.parametrize(
    "line", ["Our results 2016", "VÅRA RESULTAT", "#kampanj", "What did we do?", "1. Inledning"]
)
def test_a_short_line_between_blank_lines_may_be_a_heading(line: str) -> None:
    assert outline(read(f"{line}\n\n{PROSE}")) == [("line", line), ("p", PROSE)]


@pytest.mark.parametrize(
    "line", ["We did it.", "In short:", ">> Läs mer om oss <<", "word " * 30, "first,", "so;"]
)
def test_other_lines_are_no_headings(line: str) -> None:
    assert outline(read(f"{line}\n\n{PROSE}"))[0] == ("p", line.strip())


def test_a_heading_may_stand_right_above_its_text() -> None:
    assert outline(read(f"Vi blir fler\n{PROSE}")) == [("line", "Vi blir fler"), ("p", PROSE)]


def test_a_number_stays_above_its_label() -> None:
    assert outline(read("9,412\nparcels given out")) == [("p", "9,412\nparcels given out")]


def test_lines_broken_at_a_margin_are_joined_and_divided_words_with_a_soft_hyphen() -> None:
    (part,) = read(WRAPPED).parts
    (text,) = texts_of(part)
    assert "vilket är en ökning" in text
    assert "procent\u00adenheter" in text
    assert "studie- och" in text


def test_short_lines_keep_their_breaks() -> None:
    address = "Stugan\nStorgatan 1\n123 45 Byn"
    assert outline(read(address)) == [("p", address)]


@pytest.mark.parametrize("bullet", ["-", "*", "•", "–", "·", "o"])
def test_bullets_are_items_also_right_below_a_line_that_leads_in(bullet: str) -> None:
    text = f"Vi gav:\n{bullet} 12 böcker\n{bullet} 40 kurser som var\n  långa\n"
    assert outline(read(text))[:2] == [
        ("p", "Vi gav:"),
        ("ul", "12 böcker", "40 kurser som var långa"),
    ]


def test_numbers_that_count_from_one_are_an_ordered_list_which_numbers_itself() -> None:
    document = read("1. ett\n2. två\n\n3. tre")
    assert outline(document) == [("ol", "ett", "två", "tre")]
    assert left_out(document)[0][0] == "1. 2. 3."


def test_letters_are_kept_as_they_may_be_spoken_of() -> None:
    assert outline(read("a) alfa\nb) beta")) == [("ul", "a) alfa", "b) beta")]
    assert outline(read("a) alfa alone")) == [("line", "a) alfa alone")]


def test_a_year_at_the_beginning_of_a_line_is_no_item() -> None:
    text = "Vi började den\n3. maj och slutade den\n30. juni"
    assert outline(read(text)) == [("p", text)]


def test_what_somebody_says_after_a_dash_is_no_list() -> None:
    text = "– Det var ett bra år, säger Anna."
    assert outline(read(text)) == [("p", text)]


def test_underlined_lines_are_headings_of_two_levels() -> None:
    assert outline(read(f"Ett\n===\n{PROSE}\n\nTvå\n---\n")) == [
        ("h1", "Ett"),
        ("p", PROSE),
        ("h2", "Två"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Vad\t2019\t2020\nBesök\t10\t1 200\nLån\t3\t4\t\t",
        "| Vad | 2019 | 2020 |\n|-----|------|------|\n| Besök | 10 | 1 200 |\n| Lån | 3 | 4 |",
        "Vad        2019     2020\nBesök      10       1 200\nLån        3        4",
    ],
)
def test_columns_are_a_table_whatever_parts_them(text: str) -> None:
    assert outline(read(text)) == [
        ("table", True, "", ("Vad", "2019", "2020"), ("Besök", "10", "1 200"), ("Lån", "3", "4"))
    ]


def test_rows_of_labels_and_numbers_need_no_header() -> None:
    assert outline(read("Besök ........ 151 204\nLån .......... 12")) == [
        ("table", False, "", ("Besök", "151 204"), ("Lån", "12"))
    ]


def test_a_link_between_arrows_is_a_paragraph_of_its_own() -> None:
    text = f"{PROSE}\n>> Läs mer om\nvåra insatser <<\n{PROSE}"
    assert outline(read(text))[1] == ("p", ">> Läs mer om våra insatser <<")


def test_numbers_of_pages_are_left_out_with_their_reason() -> None:
    document = read(f"{PROSE} Det var\n\n12\n\fmer än förut.\n\nSida 3 av 10\n\n{PROSE}")
    assert outline(document) == [("p", f"{PROSE} Det var mer än förut."), ("p", PROSE)]
    assert left_out(document) == [
        ("12", "The number of a page"),
        ("Sida 3 av 10", "The number of a page"),
    ]


def test_a_number_that_is_not_at_the_edge_of_a_page_stays() -> None:
    assert ("line", "12") in outline(read(f"{PROSE}\n\n12\n\n{PROSE}"))


def test_lines_drawn_between_parts_are_gone() -> None:
    assert outline(read(f"{PROSE}\n\n-----\n* * *\n=====\n\n{PROSE}")) == [("p", PROSE)] * 2
