"""Numbers beside, above and below their labels."""

from datetime import date

import pytest

from results.importing.importing import choose
from results.importing.planning import Kind, Plan
from results.importing.planning.data_table import PlannedTable

from .planned import kinds, plan, table

PROSE = "Vi arbetade hela året med det som vi hade lovat, och det gick bra."


def figures(made: Plan) -> list[tuple[str, str, str, str]]:
    """Value, unit, scale and label of each figure."""
    return [
        (f"{f.found.value:f}", str(f.found.unit), str(f.found.scale), f.found.label)
        for f in made.figures()
    ]


def kept(made: Plan) -> PlannedTable:
    """The only table of a plan."""
    (found,) = [section.table for section in made.sections if section.table]
    return found


def test_a_table_of_labels_and_numbers_becomes_figures() -> None:
    made = table("Insats | Antal", "Tips | 6 558", "Filmer | 12")
    assert figures(made) == [("6558", "number", "none", "Tips"), ("12", "number", "none", "Filmer")]
    assert [left.text for left in made.left_out] == ["Insats | Antal"]
    assert kinds(made) == [("campaign", "Siffror")]


def test_a_table_stays_one_where_a_number_of_it_can_be_read_in_two_ways() -> None:
    made = table("Insats | Antal", "Insamlade ton | 31,250", "Filmer | 12")
    assert [section.kind for section in made.sections] == [Kind.CAMPAIGN, Kind.TABLE]
    choose(made, {})
    assert [row[1] for row in kept(made).rows] == ["31,250", "12"]


def test_a_doubt_about_an_amount_makes_no_result_of_another_year() -> None:
    rows = ["Intäkter | 4 100 tkr | 3 900 tkr", "Kostnader | 4 000 | 3 800"]
    made = table("Ekonomi | 2016 | 2015", *rows)
    assert [str(figure.found.role) for figure in made.figures()] == ["result", "comparison"] * 2


def test_a_number_of_four_digits_in_a_cell_is_no_year() -> None:
    made = table("Mått | 2016", "Möten | 1874", "Samtal | 1920", "Brev | 2100")
    assert [int(figure.found.value) for figure in made.figures()] == [1874, 1920, 2100]


def test_a_table_whose_heading_names_another_year_is_of_that() -> None:
    rows = "| Kvartal | Besök |\n| --- | --- |\n| Ett | 310 |\n| Två | 450 |"
    made = plan(f"# R\n\n{PROSE}\n\n## Besök per kvartal 2015\n\n{rows}", "a.md")
    assert {str(figure.found.role) for figure in made.figures()} == {"comparison"}
    assert {figure.days for figure in made.figures()} == {(date(2015, 1, 1), date(2015, 12, 31))}


def test_a_heading_whose_figures_nobody_takes_is_that_of_its_table() -> None:
    rows = "| Ort | Besök | Filmer |\n| --- | --- | --- |\n| Ett | 310 | 4 |"
    made = plan(f"# R\n\n{PROSE}\n\n## Besök\n\nTabell 1. Per ort\n\n{rows}", "a.md")
    choose(made, dict.fromkeys(("figure-0", "figure-1")))
    assert kept(made).caption == "Besök: Tabell 1. Per ort"
    assert made.points == []


def test_the_year_that_something_began_in_is_no_figure() -> None:
    made = table("Om oss | ", "Grundad | 2006", "Medlemmar | 412")
    assert [figure[0] for figure in figures(made)] == ["412"]


def test_a_heading_reaches_over_the_columns_below_it() -> None:
    html = (
        "<h1>R</h1><h2>S</h2><table><thead><tr><th rowspan=2>Del<th colspan=2>Lotter"
        "<th rowspan=2>Uthyrt (%)</tr><tr><th>2015<th>2016</tr></thead>"
        "<tr><td>Norr<td>2 610<td>2 655<td>97,1</tr><tr><td>Syd<td>1 865<td>1 879<td>96,6</table>"
    )
    made = plan(html, "a.html")
    assert [figure[:2] for figure in figures(made)][1:3] == [
        ("2655", "number"),
        ("97.1", "percent"),
    ]
    assert made.figures()[0].days == (date(2015, 1, 1), date(2015, 12, 31))
    assert kept(made).names == ["Del", "Lotter 2015", "Lotter 2016", "Uthyrt (%)"]


@pytest.mark.parametrize(
    ("above", "rows", "locale", "unit"),
    [
        ("", "Tusental m³ | 2016\nMassaved | 702", "sv", ("number", "thousand")),
        ("", " | Mnkr 2015\nStöd | 2 310", "sv", ("SEK", "million")),
        ("", "Post | SEK thousands\nGifts | 214", "en", ("SEK", "thousand")),
        ("", "Country | US$000\nMalawi | 2,940", "en", ("USD", "thousand")),
        ("", "Del | Hours read\nNorth | 39,700", "en", ("hours", "none")),
        ("All amounts in £000", " | 2016\nGrants | 214", "en", ("GBP", "thousand")),
        ("", "Del | Women, % of members\nNorth | 81.0", "en", ("percent", "none")),
        ("Tabell 1. Problem, prosent av samtalene", "Type | 2016\nKasino | 48", "nb", ("percent", "none")),
        ("Andel, procent.", " | 2016\nSvar | 81", "sv", ("percent", "none")),
        ("", "Age | Young carers\n5 to 8 | 91", "en", ("number", "none")),
    ],
)  # fmt: skip
def test_what_heads_a_column_or_its_table_names_the_unit_and_is_no_figure(
    above: str, rows: str, locale: str, unit: tuple[str, str]
) -> None:
    head, row = rows.split("\n")
    made = plan(f"# R\n\n## S\n\n{above}\n\n| {head} |\n| --- | --- |\n| {row} |", "a.md", locale)
    assert [figure[1:3] for figure in figures(made)] == [unit]


def test_a_caption_stays_as_a_paragraph_where_all_cells_are_figures() -> None:
    html = "<h1>R</h1><h2>S</h2><table><caption>Insatser</caption><tr><td>Tips<td>6 558<tr><td>Filmer<td>12</table>"
    assert plan(html, "a.html").sections[0].html == "<p>Insatser</p>"


def test_a_table_of_words_stays_a_table_and_without_a_head_becomes_a_list() -> None:
    made = table("Vem | Vad", "Åsa | film", "Bo | bok")
    assert made.figures() == []
    assert kept(made).rows == [["Åsa", "film"], ["Bo", "bok"]]
    html = "<h1>R</h1><h2>S</h2><table><tr><td>Åsa<td>film<tr><td>Bo<td>bok</table>"
    assert "<li>Åsa: film</li>" in plan(html, "a.html").sections[0].html


def test_a_table_with_a_head_stays_one_and_its_figures_are_offered_beside_it() -> None:
    made = table(" | 2015 | 2016", "Tips | 5 000 | 6 558,50", "Filmer | – | 12")
    assert kinds(made) == [("campaign", "Siffror"), ("table", "")]
    assert [figure[0] for figure in figures(made)] == ["5000", "6558.5", "12"]
    assert made.left_out == []
    assert kept(made).value == {
        "caption": "",
        "columns": [
            {"type": "text", "heading": ""},
            {"type": "number", "heading": "2015"},
            {"type": "number", "heading": "2016"},
        ],
        "rows": [{"values": ["Tips", "5000", "6558.50"]}, {"values": ["Filmer", None, "12"]}],
    }


def test_a_column_is_numbers_only_where_each_of_its_cells_is_one() -> None:
    made = table(
        "Del | Andel | Grundad | Svar | Läst | Mått",
        "Norr | 12,5 % | 2006 | 12 eller 13 | 3 | 12",
        "Syd | 8 % | 1998 | 9 | 4 | 91 %",
    )
    kinds_of = [(each["type"], each["heading"]) for each in kept(made).value["columns"]]
    assert kinds_of == [
        ("text", "Del"),
        ("number", "Andel (%)"),
        ("text", "Grundad"),
        ("text", "Svar"),
        ("number", "Läst"),
        ("text", "Mått"),
    ]


def test_a_number_of_a_table_that_reads_as_two_is_to_be_checked() -> None:
    made = table("Del | Tips | Filmer", "Norr | 1,234 | 2.500", "Syd | 5 | 6")
    (point,) = [point for point in made.points if point.path[-1] == "table"]
    assert "1,234" in point.text


def test_a_heading_over_a_table_alone_is_its_caption() -> None:
    rows = "| Del | 2015 | 2016 |\n| --- | --- | --- |\n| Norr | 2 | 3 |"
    made = plan(f"# R\n\n## Ett\n\n{PROSE}\n\n## Tips per år\n\n{rows}", "a.md")
    choose(made, {f"figure-{number}": None for number in range(len(made.figures()))})
    assert kinds(made) == [("campaign", "Ett"), ("table", "")]
    assert kept(made).caption == "Tips per år"


def test_a_number_above_its_label_becomes_a_figure() -> None:
    made = plan(
        f"Resultat\n\n{PROSE}\n\nÅret\n\n133 000\n\nvisningar\n\n98,6 %\n\nav tipsen\n\n{PROSE}"
    )
    assert kinds(made) == [("campaign", "Året")]
    assert figures(made) == [
        ("133000", "number", "none", "visningar"),
        ("98.6", "percent", "none", "av tipsen"),
    ]
    assert made.sections[0].texts == [PROSE]


def test_each_stacked_figure_gets_the_label_that_fits_all_of_the_run() -> None:
    for text, expected in {
        "Året\n\n6 558\n\ntips\n\n250\n\ndeltagare": [("6558", "tips"), ("250", "deltagare")],
        # Lines of one paragraph belong together, whatever stands around it.
        "Tips\n6 558\n\nDeltagare\n250\n\nHotline": [("6558", "Tips"), ("250", "Deltagare")],
        "Antal tips\n6 558": [("6558", "tips")],
        "1471\nkostnader i tkr": [("1471000", "kostnader i tkr")],
    }.items():
        made = plan(f"Resultat\n\n{PROSE}\n\n{text}\n\n{PROSE}")
        found = [(figure[0], figure[3]) for figure in figures(made)]
        assert found == expected, text
        assert [figure.found.reason for figure in made.figures() if figure.found.reason] == [], text


def test_a_bare_number_is_named_by_its_heading() -> None:
    made = plan(f"# Resultat\n\n## Ett\n\n{PROSE}\n\n## Stödsamtal\n\nUnder 2016: 6 558.", "a.md")
    assert [figure[3] for figure in figures(made)] == ["Stödsamtal"]


def test_a_number_of_a_table_that_nothing_names_has_no_tick() -> None:
    made = table(" | 2015 | 2016", " | 5 000 | 6 558", "Samtal | 12 | 30")
    reason = "The words beside it do not say what it counts."
    assert [(f.found.label, str(f.found.reason)) for f in made.figures()][:2] == [("", reason)] * 2


def test_numbers_beside_each_other_whose_columns_have_no_names_have_no_ticks() -> None:
    made = table(" |  |  | ", "Tips | 5 000 | 6 558 | 98 %", "Samtal | 12 | 30 | 7 %")
    reason = "Its column has no name."
    assert [str(f.found.reason) for f in made.figures()] == [reason, reason, "", reason, reason, ""]


def test_what_may_belong_to_the_label_above_or_below_is_left_to_a_person() -> None:
    made = plan(f"Resultat\n\n{PROSE}\n\nTips\n\n6 558\n\nHotline\n\n250\n\nFilmer\n\n{PROSE}")
    assert len(made.figures()) == 2
    assert all(figure.found.reason for figure in made.figures())


def test_figures_that_a_section_has_no_room_for_get_blocks_of_their_own() -> None:
    rows = [f"Rad {chr(65 + n)} | {n + 30}" for n in range(26)]
    made = table("Insats | Antal", *rows)
    assert [len(section.figures) for section in made.sections] == [12, 12, 2, 0]


def test_figures_of_the_introduction_alone_open_the_page() -> None:
    made = plan(f"Resultat\n\nVi fick 6558 tips i år.\n\nHotline\n\n{PROSE}")
    assert [str(section.kind) for section in made.sections] == ["stats", "campaign"]
    # Those that are told again are not repeated.
    made = plan(
        "Resultat\n\nVi fick 6558 tips i år.\n\nHotline\n\nVi läste 6558 tips. Alla 6 558 tips kom i år."
    )
    assert [str(section.kind) for section in made.sections] == ["campaign"]
    assert len(made.figures()) == 1


def test_names_of_columns_may_stand_far_to_the_right_in_two_lines() -> None:
    lines = [
        "                    2016      2015",
        "                    £000      £000",
        "Grants               865       910",
        "Trading              642       577",
    ]
    made = plan("Results\n\n" + "\n".join(lines), locale="en")
    assert [figure[:3] for figure in figures(made)] == [
        (value, "GBP", "thousand") for value in ("865000", "910000", "642000", "577000")
    ]
