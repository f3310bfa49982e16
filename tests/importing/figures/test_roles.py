"""What a figure is to an edition of 2016, by its sentence or its heading."""

import pytest

from results.importing.figures import (
    FoundFigure,
    Role,
    figures_in,
    judge_column,
    judge_name,
    weighed,
)
from results.importing.importing import choose
from results.importing.planning.agreement import years_of_edition
from results.importing.reporting import as_json
from tests.importing.planning.planned import plan, table

RESULT, GOAL, COMPARISON, CHANGE = Role.RESULT, Role.GOAL, Role.COMPARISON, Role.CHANGE
BACKGROUND = Role.BACKGROUND
SENTENCES = [
    ("sv", "Vi granskade 6 558 tips.", [RESULT]),
    ("sv", "Under 2016 kom 6 558 tips, och 1 100 var olagliga.", [RESULT, RESULT]),
    ("sv", "Intäkterna var 44,3 mkr (2015: 42,1 mkr).", [RESULT, COMPARISON]),
    ("sv", "Intäkterna var 147 (125) mkr.", [RESULT, COMPARISON]),
    ("sv", "Vi tog emot 6 558 tips, jämfört med 5 100 året innan.", [RESULT, COMPARISON]),
    ("sv", "Tipsen ökade från 5 100 till 6 558.", [COMPARISON, RESULT]),
    ("sv", "Tipsen ökade med 12 procent.", [CHANGE]),
    ("sv", "Målet för 2018 är 9 000 tips.", [GOAL]),
    ("sv", "Nästa år ska vi nå 250 skolor.", [GOAL]),
    ("sv", "År 2015 nådde vi 180 skolor, varav 40 i Skåne.", [COMPARISON, COMPARISON]),
    ("sv", "Vi stödde 340 barn enligt lagen (2001:453).", [RESULT]),
    ("en", "In 2016 we received 6,558 reports, up from 5,100 in 2015.", [RESULT, COMPARISON]),
    ("en", "The hotline answered 83,840 calls (2009).", [COMPARISON]),
    ("en", "Donations rose by 12 per cent to £4.1 million.", [CHANGE, RESULT]),
    ("en", "We reached 612 schools (target: 500).", [RESULT, GOAL]),
    ("en", "In all 3,410 children started to be looked after.", [RESULT]),
    ("en", "By 2030 we want to reach 5,000 schools.", [GOAL]),
    ("en", "The helpline, founded in 1998, answered 4,200 calls.", [RESULT]),
    ("en", "We answered 4,500 calls (31 March 2016: 4,100).", [RESULT, COMPARISON]),
    ("en", "Calls fell to 3,290 from 3,791.", [RESULT, COMPARISON]),
    ("en", "Demand was up 12%.", [CHANGE]),
    ("en", "A further 120 homes are planned.", [GOAL]),
    ("nb", "Pasientene ga oss 78 poeng (hele landet: 76).", [RESULT, COMPARISON]),
    ("en", "We carried out 612 inspections. Our plan had been for 640.", [RESULT, GOAL]),
    ("sv", "I fjol skrev vi att väntan var för lång, 41 dagar.", [COMPARISON]),
    ("sv", "2015: 139 2016: 203", [COMPARISON, RESULT]),
    ("sv", "De hade 2 860 samtal, nästan lika många som året innan (2 815).", [RESULT, COMPARISON]),
    ("en", "We planned to reach 700 children and 640 came.", [GOAL, RESULT]),
    ("en", "We hope to reach 700 schools and to help 80.", [GOAL, GOAL]),
    ("en", "More than in 2015, when 706 came.", [COMPARISON]),
    ("en", "Part-time students (1,410) are left out.", [BACKGROUND]),
    ("de", "Das Gesetz erlaubt 90 Tage.", [BACKGROUND]),
    ("nb", "Vi trenger 40 nye frivillige.", [GOAL]),
    ("de", "Vor zehn Jahren waren es 9.800 Gäste.", [COMPARISON]),
    ("sv", "Omkring 69 000 personer i Sverige får cancer varje år.", [BACKGROUND]),
    ("sv", "Sedan starten 1998 har 120 000 barn fått hjälp.", [BACKGROUND]),
    ("en", "A grant was at most £400.", [BACKGROUND]),
    ("en", "Our standard is 35 days.", [BACKGROUND]),
    ("nb", "Resultatkravet var at 75 prosent av klagene ble behandlet.", [BACKGROUND]),
    ("en", "By 31 March 2017 we want 85% of them to stay.", [GOAL]),
    ("en", "Next year we expect 85 guests.", [GOAL]),
    ("sv", "Nästa år väntar vi 85 gäster.", [GOAL]),
    ("nb", "Neste år venter vi 85 gjester.", [GOAL]),
    ("de", "Nächstes Jahr erwarten wir 85 Gäste.", [GOAL]),
    ("fi", "Ensi vuonna odotamme 85 vierasta.", [GOAL]),
    ("fi", "Pyrimme 300 ilmoitukseen.", [GOAL]),
    ("sv", "Vi räknar med 420 föreställningar.", [GOAL]),
    ("sv", "Bussen var planerad att göra 140 stopp.", [GOAL]),
    ("en", "At 31 March 2015, 412 children were in care.", [COMPARISON]),
    ("en", "Over the last ten years we have helped 120,000 people.", [BACKGROUND]),
    ("sv", "Grundutbildningen omfattar 40 timmar.", [BACKGROUND]),
    ("fi", "Ilmoituksia tuli 20 prosenttia enemmän kuin viime vuonna.", [CHANGE]),
    ("fi", "Vuonna 2015 ilmoituksia oli 180.", [COMPARISON]),
]


def judged(text: str, locale: str) -> list[FoundFigure]:
    """The figures of a sentence in an edition of 2016."""
    return weighed(list(figures_in(text, locale, with_doubtful=False)), text, locale, (2016, 2016))


@pytest.mark.parametrize(("locale", "text", "roles"), SENTENCES)
def test_a_sentence_tells_what_its_figures_are(locale: str, text: str, roles: list[Role]) -> None:
    found = judged(text, locale)
    assert [each.role for each in found] == roles
    assert [bool(each.reason) for each in found] == [role is not RESULT for role in roles]


def test_the_name_of_a_column_or_a_row_tells_it_too() -> None:
    for name, role in {
        "Utfall 2016": RESULT,
        "2015": COMPARISON,
        "Budget 2016": GOAL,
        "Förra året": COMPARISON,
        "Ökning": CHANGE,
        "Mål 1: fler barn i skolan": RESULT,
        "+": CHANGE,
    }.items():
        assert judge_name(name, "sv", (2016, 2016)).role is role, name


def test_a_broken_year_is_another_than_the_one_before_it() -> None:
    broken = years_of_edition("Annual report 2016/17. In 2016–17 we met many, in 2016 few.", 2016)
    assert broken == (2016, 2017)
    told = "In 2015/16 we met many, more than ever in 2015/16."
    assert years_of_edition(told, 2016) == (2015, 2016)
    assert years_of_edition("The programme 2015–2016 ends. " * 3 + "Annual report 2016", 2016) == (
        2016,
        2016,
    )
    assert years_of_edition("Results 2016. In 2015–16 they were fewer.", 2016) == (2016, 2016)
    names = {"2016–17": RESULT, "2016/17": RESULT, "2015–16": COMPARISON, "2017/18": GOAL}
    for name, role in names.items():
        assert judge_name(name, "en", broken).role is role, name
    assert judge_name("2015/16", "en", (2016, 2016)).role is RESULT


def test_an_edition_of_two_years_is_called_by_its_last_in_a_table() -> None:
    document = "# Report 2016/17\n\nOf 2016/17.\n\n## S\n\n| £000 | 2017 | 2016 |\n| - | - | - |\n| Gifts | 9 | 7 |"
    made = plan(document, "a.md", "en")
    assert [each.found.role for each in made.figures()] == [RESULT, COMPARISON]


def test_a_column_beside_that_of_the_results_has_none() -> None:
    year = (2016, 2016)
    assert judge_column("2016 target", "en", year).reason
    assert not judge_column("Calls", "en", year).reason
    assert judge_column("När de började", "sv", year).reason
    assert judge_column("Geplant", "de", year).reason
    assert judge_column("Required", "en", year).reason
    assert not judge_column("Standard rooms", "en", year).reason


@pytest.mark.parametrize(
    ("above", "role"),
    [
        ("In 2017 we want to:", GOAL),
        ("It was a good year. For 2017 our goals are to", GOAL),
        ("We want to reach all. In 2016 we:", RESULT),
        ("We want to reach all.", RESULT),
        ("In 2015 we:", COMPARISON),
    ],
)
def test_what_leads_to_a_list_tells_it_for_the_list(above: str, role: Role) -> None:
    made = plan(
        f"# Results\n\n## Schools\n\n{above}\n\n- reach 60 schools\n- train 800 teachers\n\n"
        "We met 412 parents.",
        "a.md",
        "en",
    )
    found = {str(each.found.value): each.found.role for each in [*made.figures(), *made.doubtful]}
    assert found == {"60": role, "800": role, "412": RESULT}


def test_a_number_with_a_plus_above_its_label_is_a_change() -> None:
    made = plan("Results\n\n+14 %\nreports\n\n12\nschools", locale="en")
    assert [each.found.role for each in made.figures()] == [CHANGE, RESULT]


def test_a_column_as_of_a_day_is_of_the_year_of_the_day_and_a_note_may_name_a_goal() -> None:
    made = table(" | 31.12.2016 | 31 december 2015 | Anmärkning", "Anställda | 38 | 33 | Mål: 45")
    assert [figure.found.role for figure in made.figures()] == [RESULT, COMPARISON, GOAL]


def test_a_bare_number_in_a_table_that_has_amounts_has_no_tick() -> None:
    rows = (" | 2016", "Insamlat | 41 250", "Andel till ändamålet | 84 %")
    made = table(*rows, above="Tabell 1. Belopp i tkr om inget annat anges")
    assert [bool(each.found.reason) for each in made.figures()] == [True, False]


def test_the_numbers_of_pages_are_no_figures() -> None:
    lines = [f"{name} {3 * page}" for page, name in enumerate("ABCDE", start=1)]
    rows = "".join(f"<tr><td>{line.replace(' ', '<td>')}" for line in lines)
    made = plan(f"<h1>Innehåll</h1><table>{rows}</table>", "a.html")
    assert not made.figures()
    assert [left.text for left in made.left_out] == lines


def test_what_is_of_another_year_or_a_goal_is_offered_without_a_tick_and_else_stays_text() -> None:
    rows = "| | 2016 | 2015 |\n| --- | --- | --- |\n| Tips | 6 558 | 5 100 |"
    goals = "## Mål för 2017\n\nVi når 250 skolor."
    made = plan(f"# Resultat 2016\n\n## Siffror\n\n{rows}\n\n{goals}", "a.md")
    report = as_json(made)
    assert {
        each["value"]: (each["confidence"], each["role"], each["period"])
        for each in [*report["figures"], *report["doubtful"]]
    } == {
        "6558": ("ready", "result", None),
        "5100": ("unlikely", "comparison", ["2015-01-01", "2015-12-31"]),
        "250": ("unlikely", "goal", None),
    }
    choose(made, {})
    assert [str(each.found.value) for each in made.figures()] == ["6558"]
    kept = [*(section.table for section in made.sections if section.table)]
    assert "5 100" in " ".join(word for table in kept for word in table.words())
    assert {str(each.found.value) for each in made.doubtful} == {"5100", "250"}
