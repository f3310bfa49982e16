"""What figures count in the tables, wholes and key figures of a document."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from results.blocks.stat_value import Highlight
from results.importing.drafting.streaming import stream_of
from results.importing.importing import choose
from results.importing.planning import Pile, Plan, pile_of

from .planned import plan, table

LABELS: dict[str, list[tuple[str, str, list[str], list[str]]]] = {
    "a head that says what is counted is in the label": [
        ("en", "Reasons", ["Topic | Contacts | 2015, % ", "School | 772 | 6"], ["School, Contacts", "School"]),
    ],
    "a head that says no more than that something came of it is not": [
        ("sv", "Året", ["Insats | Antal | Tusen", "Besök | 12 | 1"], ["Besök", "Besök"]),
        ("sv", "Året", ["Insats | 2016 | Tusen", "Besök | 12 | 1"], ["Besök", "Besök"]),
        ("sv", "Året", ["Insats | Belopp, tkr | Tusen", "Besök | 12 | 1"], ["Besök", "Besök"]),
        ("sv", "Året", ["Insats | Redovisat 2016 | Plan", "Besök | 12 | 1"], ["Besök", "Besök, Plan"]),
    ],
    "a row loses its remarks and its day, and what they count is offered": [
        ("sv", "Enkäten", ["Vad | 2016", "Nöjda gäster (388 svar) | 91 %", "Barn (0–12 år) | 45", "Kurser | 9"], ["Nöjda gäster", "Barn (0–12 år)", "Kurser", "svar"]),
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
    "a caption says what the rows divide": [
        ("sv", "Tabell 1. Ansökningar efter brott", ["Brott | 2016", "Rån | 4", "Summa | 9"], ["Rån, ansökningar", "ansökningar"]),
        ("en", "Table 2: Number of reports by offence, 2016", ["Brott | 2016", "Rån | 412"], ["Rån, reports"]),
    ],
    "the row of the sum is called by what is counted": [
        ("sv", "Beviljade projekt", ["Vad | Utbetalt", "Rån | 4", "Summa | 9"], ["Rån, Utbetalt", "Beviljade projekt, Utbetalt"]),
    ],
    "what a row says besides is not, where its name is its own": [
        ("en", "Quality", ["Quality | 2016 | Status", "Lost | 3,9 % | Green", "Turnover | 17,8 % | Red"], ["Lost", "Turnover"]),
        ("en", "Places", ["Place | 2016 | Kind", "Lund | 12 | Camp", "Lund | 30 | Course"], ["Lund, Camp", "Lund, Course"]),
    ],
    "a share is of what the caption says": [
        ("sv", "Tabell 1. Kontakter efter ämne", ["Ämne | Antal | Andel", "Skola | 77 | 6 %"], ["Skola, kontakter", "Skola, andel av kontakter"]),
    ],
    "rows that say themselves what they count need no caption": [
        ("sv", "Tabell 1. Anmälda brott efter typ", ["Brott | 2016", "Brott mot barn | 10", "Brott mot vuxna | 12", "Övriga brott | 3"], ["Brott mot barn", "Brott mot vuxna", "Övriga brott"]),
    ],
    "rows that are as many as the text says are of those": [
        ("sv", "Vi hade 1 120 stödkontakter.", ["Om | Antal", "Hälsa | 702", "Skola | 418"], ["stödkontakter", "Hälsa, stödkontakter", "Skola, stödkontakter"]),
        ("sv", "Vi hade 1 121 stödkontakter.", ["Om | Antal", "Hälsa | 702", "Skola | 418"], ["stödkontakter", "Hälsa", "Skola"]),
    ],
    "rows of numbers are named by what the caption sorts by": [
        ("en", "Table 1: Reports by age of the child", ["Age | 2016", "0–6 | 412", "7–12 | 800"], ["age of the child 0–6, reports", "age of the child 7–12, reports"]),
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


HOTLINE = "## Hotline\n\n"
TIPS = "We got 6,558 tips.\n\n1,100 of the 6,558 tips were illegal."


def planned(text: str) -> Plan:
    return plan(f"# Results\n\nIn short.\n\n{text}", "a.md", "en")


def stats(made: Plan) -> list[dict[str, Any]]:
    return [stat for block in stream_of(made, {}) for stat in block["value"].get("stats", [])]


def test_a_part_refers_to_the_figure_that_counts_its_whole() -> None:
    made = planned(HOTLINE + TIPS)
    whole, part = stats(made)
    assert part["value"]["part_of"] == whole["id"]
    assert (part["value"]["whole_value"], part["value"]["whole_label"]) == (None, "")
    assert whole["value"]["part_of"] == ""
    assert {pile_of(figure) for figure in made.figures()} == {Pile.READY}


def test_a_whole_that_is_no_figure_of_the_page_is_typed_with_its_name() -> None:
    made = planned(HOTLINE + TIPS)
    _whole, part = made.figures()
    choose(made, {"figure-0": None, "figure-1": part})
    (left,) = stats(made)
    assert (left["value"]["part_of"], left["value"]["whole_value"]) == ("", "6558")
    assert left["value"]["whole_label"] == "tips"
    assert made.points == []


@pytest.mark.parametrize(
    "text",
    [
        "We ran 10 courses.\n\n9 of 10 pupils were happy.",
        "In 2015 we got 6,558 tips.\n\n1,100 of the 6,558 were illegal.",
        "We raised £6,558.\n\n1,100 of the 6,558 tips were illegal.",
        "We trained 200 teachers.\n\n50 of 200 schools took part.",
        "Our goal is 200 schools.\n\n50 of 200 schools took part.",
    ],
    ids=["of-few", "of-another-year", "in-another-unit", "of-something-else", "of-a-goal"],
)
def test_the_same_number_is_not_always_the_whole(text: str) -> None:
    assert not any(stat["value"]["part_of"] for stat in stats(planned(HOTLINE + text)))


def test_a_part_follows_when_its_whole_is_corrected_and_not_when_it_is_given_another() -> None:
    made = planned(HOTLINE + TIPS)
    whole, part = made.figures()
    corrected = replace(whole, found=replace(whole.found, value=Decimal(6585)))
    choose(made, {"figure-0": corrected, "figure-1": part})
    assert stats(made)[1]["value"]["part_of"] == whole.id

    other = replace(part, found=replace(part.found, whole=Decimal(6000), whole_label="letters"))
    choose(made, {"figure-0": corrected, "figure-1": other})
    value = stats(made)[1]["value"]
    assert (value["part_of"], value["whole_value"], value["whole_label"]) == ("", "6000", "letters")


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


def test_what_is_said_more_than_once_goes_first_and_is_proposed_once() -> None:
    made = planned(f"{PROSE}\n\n## Last\n\n702 families wrote to us.")
    assert proposed(made) == [101, 201, 301, 401, 501, 601, 701, 702]


def test_more_than_eight_are_proposed_where_they_stand_by_themselves() -> None:
    alone = "\n\n".join(f"{number}15\n\ncalls from town {number}" for number in range(1, 12))
    made = planned(f"## Towns\n\n{alone}\n\n{PROSE}")
    assert proposed(made) == [int(f"{number}15") for number in range(1, 12)]


def test_what_nobody_has_ticked_is_not_proposed() -> None:
    made = planned("## Next year\n\nOur goal is to answer 450 calls.\n\n## Now\n\nTwo left.")
    assert proposed(made) == []
