"""What the figures of tables count: in their rows, the heads of their columns, their captions."""

import pytest

from .planned import plan


def labels(above: str, *rows: str, locale: str = "sv") -> list[str]:
    """The labels of a table in Markdown; the cells of its rows are parted by bars."""
    head, *body = rows
    lines = [head, "|".join("---" for _cell in head.split("|")), *body]
    text = "\n".join(f"| {line} |" for line in lines)
    made = plan(f"# R\n\n## S\n\n{above}\n\n{text}", "a.md", locale)
    return [figure.found.label for figure in made.figures()]


def test_a_head_that_says_what_is_counted_is_in_the_label() -> None:
    rows = ("Topic | Contacts | 2015, % ", "School | 772 | 6")
    assert labels("Reasons", *rows, locale="en") == ["School, Contacts", "School"]


@pytest.mark.parametrize("head", ["Antal", "2016", "Belopp, tkr"])
def test_a_head_that_says_no_more_than_that_something_is_counted_is_not(head: str) -> None:
    assert labels("Året", f"Insats | {head} | Tusen", "Besök | 12 | 1")[0] == "Besök"


@pytest.mark.parametrize("other", ["Plan", "Budget 2016", "2015"])
def test_a_head_that_only_tells_the_result_from_the_plan_or_the_year_before_is_not(
    other: str,
) -> None:
    rows = (f"Insats | Redovisat 2016 | {other}", "Besök | 312 | 299")
    assert labels("Året", *rows)[0] == "Besök"


def test_a_row_loses_its_remarks_and_its_day_and_what_they_count_is_offered() -> None:
    rows = ("Vad | 2016", "Nöjda gäster (388 svar) | 91 %", "Barn (0–12 år) | 45", "Kurser | 9")
    assert labels("Enkäten", *rows) == ["Nöjda gäster", "Barn (0–12 år)", "Kurser", "svar"]
    assert labels("Året", "Vad | Antal", "Medlemmar 31 december | 84") == ["Medlemmar"]
    classes = ("Barn | Antal", "Flickor (0–2) | 7", "Flickor (3–5) | 9")
    assert labels("Året", *classes) == ["Flickor (0–2)", "Flickor (3–5)"]


def test_a_head_loses_its_period_and_its_unit() -> None:
    rows = ("Projekt | Beviljat (SEK) | Utbetalt 2016 (SEK)", "Läger | 300 | 200")
    assert labels("Projekt", *rows) == ["Läger, Beviljat", "Läger, Utbetalt"]
    assert labels("Året", "Vad | 2016", "Intäkter, tusen kronor | 300") == ["Intäkter"]


@pytest.mark.parametrize(
    ("row", "locale"),
    [("– varav kvinnor", "sv"), ("of which kvinnor", "en"), ("Herav kvinnor", "nb")],
)
def test_a_row_that_is_a_part_of_the_one_above_is_named_without_saying_so(
    row: str, locale: str
) -> None:
    assert labels("Året", "Vad | 2016", "Besök | 12", f"{row} | 9", locale=locale)[1] == "kvinnor"


@pytest.mark.parametrize(
    ("caption", "locale", "label"),
    [
        ("Tabell 1. Ansökningar efter brott", "sv", "Rån, ansökningar"),
        ("Table 2: Number of reports by offence, 2016", "en", "Rån, reports"),
        ("Tabell 2 Ansökningar efter brott", "sv", "Rån, ansökningar"),
    ],
)
def test_a_caption_says_what_the_rows_divide(caption: str, locale: str, label: str) -> None:
    assert labels(caption, "Brott | 2016", "Rån | 412", locale=locale) == [label]


def test_what_a_row_says_besides_is_not_where_its_name_is_its_own() -> None:
    rows = ("Quality | 2016 | Status", "Lost | 3,9 % | Green", "Turnover | 17,8 % | Red")
    assert labels("Quality", *rows, locale="en") == ["Lost", "Turnover"]
    rows = ("Place | 2016 | Kind", "Lund | 12 | Camp", "Lund | 30 | Course")
    assert labels("Places", *rows, locale="en") == ["Lund, Camp", "Lund, Course"]


def test_a_share_is_of_what_the_caption_says() -> None:
    rows = ("Ämne | Antal | Andel", "Skola | 77 | 6 %")
    found = labels("Tabell 1. Kontakter efter ämne", *rows)
    assert found == ["Skola, kontakter", "Skola, andel av kontakter"]


def test_rows_that_say_themselves_what_they_count_need_no_caption() -> None:
    rows = ("Brott | 2016", "Brott mot barn | 10", "Brott mot vuxna | 12", "Övriga brott | 3")
    assert labels("Tabell 1. Anmälda brott efter typ", *rows)[0] == "Brott mot barn"


def test_the_row_of_the_sum_is_called_by_what_is_counted() -> None:
    assert (
        labels("Tabell 1. Ansökningar efter brott", "Brott | 2016", "Rån | 4", "Summa | 9")[1]
        == "ansökningar"
    )
    assert (
        labels("Beviljade projekt", "Vad | Utbetalt", "Läger | 4", "Summa | 9")[1]
        == "Beviljade projekt, Utbetalt"
    )


def test_a_date_beside_a_number_is_no_part_of_its_label() -> None:
    rows = ("Projekt | Beslut | Stöd, kr", "Läger | 14 februari 2016 | 300")
    assert labels("Projekt", *rows) == ["Läger, Stöd"]


def test_rows_that_are_as_many_as_the_text_says_are_of_those() -> None:
    rows = ("Om | Antal", "Hälsa | 702", "Skola | 418")
    assert labels("Vi hade 1 120 stödkontakter.", *rows)[1:] == [
        "Hälsa, stödkontakter",
        "Skola, stödkontakter",
    ]
    assert labels("Vi hade 1 121 stödkontakter.", *rows)[1:] == ["Hälsa", "Skola"]


def test_rows_of_numbers_are_named_by_what_the_caption_sorts_by() -> None:
    rows = ("Age | 2016", "0–6 | 412", "7–12 | 800")
    found = labels("Table 1: Reports by age of the child", *rows, locale="en")
    assert found == ["age of the child 0–6, reports", "age of the child 7–12, reports"]


@pytest.mark.parametrize(
    ("beside", "locale", "label"),
    [
        ("samtal med barn (2015: 28 917)", "sv", "samtal med barn"),
        ("raised, up from £2m in 2015", "en", "raised"),
        ("new centres: Hull, Derby and Perth", "en", "new centres"),
        ("volontärer den 31 december", "sv", "volontärer"),
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
