"""What figures count in the tables, wholes and key figures of a document."""

from typing import Any

import pytest

from results.blocks.stat_value import Highlight
from results.importing.drafting.streaming import stream_of
from results.importing.planning import Plan

from .planned import plan, table

LABELS: dict[str, list[tuple[str, str, list[str], list[str]]]] = {
    "a head that says what is counted is in the label": [
        ("en", "Reasons", ["Topic | Contacts | 2015, % ", "School | 772 | 6"], ["School, Contacts", "School"]),
    ],
    "a head that says no more than that something came of it is not": [
        ("sv", "Året", ["Insats | Antal | Tusen", "Besök | 12 | 1"], ["Besök", "Besök"]),
        ("sv", "Året", ["Insats | 2016 | Tusen", "Besök | 12 | 1"], ["Besök", "Besök"]),
        ("sv", "Året", ["Insats | Belopp, tkr | Tusen", "Besök | 12 | 1"], ["Besök", "Besök"]),
    ],
    "a row loses its day": [
        ("sv", "Enkäten", ["Vad | 2016", "Nöjda gäster (388 svar) | 91 %", "Barn (0–12 år) | 45", "Kurser | 9"], ["Nöjda gäster (388 svar)", "Barn (0–12 år)", "Kurser"]),
        ("sv", "Året", ["Vad | Antal", "Medlemmar 31 december | 84"], ["Medlemmar"]),
        ("sv", "Året", ["Barn | Antal", "Flickor (0–2) | 7", "Flickor (3–5) | 9"], ["Flickor (0–2)", "Flickor (3–5)"]),
    ],
    "a head loses its period and its unit, and a row its unit": [
        ("sv", "Projekt", ["Projekt | Beviljat (SEK) | Utbetalt 2016 (SEK)", "Läger | 300 | 200"], ["Läger, Beviljat", "Läger, Utbetalt"]),
        ("sv", "Året", ["Vad | 2016", "Intäkter, tusen kronor | 300"], ["Intäkter"]),
    ],
    "a row that is a part of the one above is named without saying so": [
        ("sv", "Året", ["Vad | 2016", "Besök | 12", "– varav kvinnor | 9"], ["Besök", "kvinnor"]),
        ("en", "Året", ["Vad | 2016", "Besök | 12", "of which kvinnor | 9"], ["Besök", "kvinnor"]),
    ],
    "the row of the sum is called by what is counted": [
        ("sv", "Beviljade projekt", ["Vad | Utbetalt", "Rån | 4", "Summa | 9"], ["Rån, Utbetalt", "Beviljade projekt, Utbetalt"]),
    ],
    "rows of numbers are named by the caption": [
        ("en", "Table 1: Reports by age of the child", ["Age | 2016", "0–6 | 412", "7–12 | 800"], ["Table 1: Reports by age of the child, 0–6", "Table 1: Reports by age of the child, 7–12"]),
    ],
}  # fmt: skip


@pytest.mark.parametrize("rule", LABELS)
def test_of_a_label_in_a_table(rule: str) -> None:
    for locale, above, rows, expected in LABELS[rule]:
        made = table(*rows, above=above, locale=locale)
        assert [figure.found.label for figure in made.figures()] == expected, rows


@pytest.mark.parametrize(
    ("beside", "locale", "label"),
    [
        ("samtal med barn (2015: 28 917)", "sv", "samtal med barn"),
        ("raised, up from £2m in 2015", "en", "raised"),
    ],
)
def test_what_is_told_in_passing_is_no_part_of_a_label(
    beside: str, locale: str, label: str
) -> None:
    made = plan(f"# R\n\n## S\n\n312\n\n{beside}\n\nText that is a sentence.", "a.md", locale)
    figure = made.figures()[0]
    assert (figure.found.label, figure.days) == (label, None)


def test_a_number_with_another_one_in_brackets_stands_by_itself() -> None:
    made = plan("# R\n\n## S\n\nAnmälningar\n147 (2015: 131)\n\nEn mening.", "a.md")
    assert next(figure.found.label for figure in made.figures()) == "Anmälningar"


def planned(text: str) -> Plan:
    return plan(f"# Results\n\nIn short.\n\n{text}", "a.md", "en")


def stats(made: Plan) -> list[dict[str, Any]]:
    return [stat for block in stream_of(made, {}) for stat in block["value"].get("stats", [])]


PROSE = "\n\n".join(
    f"## Part {part}\n\nWe answered {part}01 calls and met {part}02 families."
    for part in range(1, 9)
)


def proposed(made: Plan) -> list[int]:
    return [int(each.found.value) for each in made.figures() if each.highlight is Highlight.KEY]


def test_the_first_figure_of_each_part_is_proposed() -> None:
    made = planned(PROSE)
    assert len(made.figures()) == 16
    assert proposed(made) == [101, 201, 301, 401, 501, 601, 701, 801]
    (block, *_rest) = stream_of(made, {})
    assert [stat["value"]["highlight"] for stat in block["value"]["stats"]] == ["key", "none"]


def test_what_stands_by_itself_goes_first() -> None:
    made = planned(f"{PROSE}\n\n## Town\n\n915\n\ncalls from town")
    assert proposed(made) == [101, 201, 301, 401, 501, 601, 701, 915]


def test_what_nobody_has_ticked_is_not_proposed() -> None:
    made = planned("## Next year\n\nOur goal is to answer 450 calls.\n\n## Now\n\nTwo left.")
    assert proposed(made) == []
