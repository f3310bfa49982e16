"""PDFs, which have letters at places and nothing else, are read as the documents that they were."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_django import Settings

from results.importing.document import Paragraph, count_words
from results.importing.errors import ImportRefused
from results.importing.planning import plan_document
from results.importing.reading import apart, read_document
from results.importing.reporting import as_json
from tests.importing.generated import Piece, as_html, as_word, pieces, pieces_of
from tests.importing.printed import (
    by_letter,
    changed,
    locked,
    printed,
    repeated,
    scanned,
    tag,
    turn,
)
from tests.importing.reading.building import left_out, outline
from tests.importing.texts import words_of

EXAMPLE = Path(__file__).parents[3] / "docs" / "examples" / "results-2016.md"
LONG = (
    "The helpline was open on all days of the year, and those who answer have met more people than "
    "ever before. What they hear is passed on to schools, to the police and to parents who ask. "
)
ROWS = (
    ("Work", "2015", "2016"),
    ("Calls to the helpline", "1,200", "1,382"),
    ("Schools", "12", "15"),
)
TOPICS = (("Topic", "2015", "2016", "Share (%)"), ("Bullying", "1,200", "1,382", "60"), ("Family", "612", "715", "31"))  # fmt: skip


def table_rows(rows: Iterable[tuple[str, ...]]) -> str:
    return "".join(f"<tr><td>{'<td>'.join(row)}</tr>" for row in rows)


TABLE = table_rows(ROWS)
LONG_LABEL = TABLE.replace("Schools", "Children who had help from one of us")
WHOLE_LABEL = (*ROWS[:2], ("Children who had help from one of us", "12", "15"))
TWO_COLUMNS = "columns: 2; column-gap: 8mm; text-align: justify"
P = ("p", LONG.strip())

SHORT = "The garden opened in May. Most of its visitors come back, and some of them bring others."
Q = ("p", SHORT)
THREE = "columns: 3; column-gap: 6mm; font-size: 7pt"
STRIP = "display: flex; text-align: center; font-size: 7pt"
NUMBERED = "position: relative; padding-left: 12mm; text-align: justify"
BARS = "".join(f"<div style='background: #9cc; margin: 1.3mm 0; font-size: 8pt'>{year}: {count}</div>" for year, count in ((2014, "8 204"), (2015, "9 870"), (2016, "12 655")))  # fmt: skip
REASONS = (("Reason", "2016", "2015"), ("Debt", "3,747", "2,876"), ("Illness", "2,810", "2,465"), ("Other", "1,639", "1,437"))  # fmt: skip
SHORT_ROWS = "<tr><td>Calls<td>12<tr><td>Tips<td>33"
SHORT_TABLE = [("Calls", "12"), ("Tips", "33")]

FORMS: dict[str, tuple[str, list[object]]] = {
    "headings by their size, of three levels": (
        f"<h1>Our results</h1><p>{LONG}<h2>Calls</h2><p>{LONG}<h3>By night</h3><p>{LONG}",
        [("h1", "Our results"), P, ("h2", "Calls"), P, ("h3", "By night"), P],
    ),
    "a heading that is bold, and as large as the text": (
        f"<h1>Our results</h1><p>{LONG}<p><b>Calls by night</b><p>{LONG}",
        [("h1", "Our results"), P, ("h2", "Calls by night"), P],
    ),
    "a heading over two lines": (
        f"<h1>Our results in a year of many calls, and of many schools</h1><p>{LONG}",
        [("h1", "Our results in a year of many calls, and of many schools"), P],
    ),
    "paragraphs parted by an indent alone": (
        f"<style>p {{ margin: 0; text-indent: 2em }}</style><p>{LONG}<p>{LONG}",
        [P, P],
    ),
    "two columns, one after the other, below a title of the whole width": (
        f"<h1>Our results for all</h1><div style='{TWO_COLUMNS}'><p>{LONG}<p>{LONG}<h2>Calls</h2><p>{LONG}",
        [("h1", "Our results for all"), P, P, ("h2", "Calls"), P],
    ),
    "words divided at the ends of lines": (
        "<div style='hyphens: auto; columns: 3; column-gap: 6mm'><p>"
        + "International organisations documented developments. " * 6,
        [("p", ("International organisations documented developments. " * 6).strip())],
    ),
    "a hyphen that belongs to its word": (
        "<p style='width: 3em'>child-friendly places</p><p>A child-friendly place.</p><p>well-<br>being</p>",
        [("p", "child-friendly places"), ("p", "A child-friendly place."), ("p", "well-being")],
    ),
    "lists with bullets and numbers": (
        f"<p>{LONG}<ul><li>One call<li>{LONG}</ul><ol><li>First<li>Second</ol>",
        [P, ("ul", "One call", LONG.strip()), ("ol", "First", "Second")],
    ),
    "a table with lines below its rows, and a cell of two lines": (
        f"<style>table {{ border-collapse: collapse }} tr {{ border-bottom: 1pt solid }} td {{ padding: 1mm 3mm }} td:first-child {{ width: 45mm }}</style><table>{LONG_LABEL}</table>",
        [("table", True, "", *WHOLE_LABEL)],
    ),
    "a table without lines, and a cell of two lines": (
        f"<style>td {{ padding: 1.5mm 3mm }} td:first-child {{ width: 45mm }}</style><table>{LONG_LABEL}</table>",
        [("table", True, "", *WHOLE_LABEL)],
    ),
    "rows between two rules": (
        "<style>table { border-collapse: collapse } th { border-bottom: 1pt solid } tr:last-child td { border-top: 1pt solid } "
        f"td, th {{ padding: 0.5mm 4mm }}</style><p>{LONG}<table><tr><th>Work<th>2016{SHORT_ROWS}<tr><td>All<td>45</table>",
        [P, ("table", True, "", ("Work", "2016"), *SHORT_TABLE, ("All", "45"))],
    ),
    "a name of two lines above a row of words": (
        f"<style>td, th {{ padding: 1mm 4mm }} td:first-child {{ width: 35mm }}</style><p>{LONG}<table><tr><th>Goal<th>2016{SHORT_ROWS}"
        "<tr><td>Young people who know who we are<td>71<tr><td>Content helpers<td>not asked</table>",
        [P, ("table", True, "", ("Goal", "2016"), *SHORT_TABLE, ("Young people who know who we are", "71"), ("Content helpers", "not asked"))],
    ),
    "numbers that stand out, above columns of words that are nearer to each other": (
        "<style>div div { flex: 1 } span { font-size: 26pt }</style><div style='display: flex'><div><span>6,558</span><br>girls &emsp; boys</div>"
        f"<div><span>98.6%</span><br>answered</div></div><p>{LONG}",
        [("line", "6,558"), ("p", "girls boys"), ("line", "98.6%"), ("p", "answered"), P],
    ),
    "signs of notes and powers": (
        f"<p>6,558<sup>1</sup> calls in 20 m<sup>2</sup>, without grants<sup>2</sup>. {LONG}",
        [("p", f"6,558[1] calls in 20 m², without grants[2]. {LONG}".strip())],
    ),
    "notes, at the end": (
        f"<style>i {{ float: footnote; font: 7pt 'DejaVu Sans' }}</style><p>We met 12<i>Police statistics.</i> schools. {LONG}<h2>More</h2><p>{LONG}",
        [("p", f"We met 12[1] schools. {LONG}".strip()), ("h1", "More"), P, ("ol", "Police statistics.")],
    ),
    "a picture where it stands": (
        f"<p>{LONG}</p>{tag()}<p>{LONG}",
        [P, ("picture", 0, ""), P],
    ),
    "numbers with what they count below, above columns of text": (
        f"<div style='{STRIP}'>"
        + "".join(
            f"<div style='flex: 1'><span style='font-size: 14pt'>{number}</span><br>{label}</div>"
            for number, label in (("1,386", "cared for"), ("9,718", "visits"), ("654", "helpers"))
        )
        + f"</div><div style='{THREE}; columns: 2'><p>{LONG}{LONG}</div>",
        [("line", "1,386"), ("p", "cared for"), ("line", "9,718"), ("p", "visits"), ("line", "654"), ("p", "helpers"), ("p", f"{LONG}{LONG}".strip())],
    ),
    "a heading of all columns that is no longer than one": (
        f"<h2>Gardens</h2><div style='{THREE}'><p>{SHORT}<p>{LONG}</div>"
        f"<h2>Learning</h2><div style='{THREE}'><p>{LONG}<p>{SHORT}</div>",
        [("h1", "Gardens"), Q, P, ("h1", "Learning"), P, Q],
    ),
    "paragraphs with numbers that stand out to the left": (
        "".join(f"<p style='{NUMBERED}'><span style='position: absolute; left: 0'>2.{n}</span>{text}" for n, text in ((1, LONG), (2, SHORT))),
        [("p", f"2.1 {LONG}".strip()), ("p", f"2.2 {SHORT}")],
    ),
    "bars of a chart beside a column of text": (
        f"<div style='display: flex; gap: 8mm'><p style='width: 50mm; margin: 0'>{LONG}<div style='width: 45mm'>{BARS}</div></div>",
        [P, ("p", "2014: 8 204 2015: 9 870 2016: 12 655")],
    ),
    "a table beside a column of text, each on lines of its own": (
        f"<div style='display: flex; gap: 8mm; font-size: 8pt'><table style='width: 50mm; line-height: 1.9'>{table_rows(REASONS)}</table><div style='flex: 1'><p style='margin-top: 2mm'>{SHORT}</div></div>",
        [("table", True, "", *REASONS), Q],
    ),
    "a note in small letters beside the text, which goes on below it": (
        f"<aside style='float: left; width: 22mm; margin-right: 6mm; font-size: 7pt'>The dish of the year: 71,460 were sold</aside><p>{LONG} {SHORT}",
        [("p", "The dish of the year: 71,460 were sold"), ("p", f"{LONG}{SHORT}")],
    ),
    "a table as wide as the columns of text above it": (
        "<style>table { width: 100% } td:first-child { width: 55% } p { margin: 0 }</style>"
        f"<div style='{TWO_COLUMNS}'><p>{LONG}</div><p>Table 1: Calls by topic</p><table>{table_rows(TOPICS)}</table>",
        [P, ("p", "Table 1: Calls by topic"), ("table", True, "", *TOPICS)],
    ),
    "a table within a column, longer than the text beside it": (
        f"<div style='display: flex; gap: 8mm; font-size: 8pt'><div style='flex: 1'><p>{LONG}<p style='margin-top: 10mm'>{SHORT}</div>"
        f"<div style='flex: 1'><p>{LONG}<table style='border-spacing: 3mm 0'>{table_rows(REASONS)}</table></div></div>",
        [P, Q, P, ("table", True, "", *REASONS)],
    ),
    "text from right to left": (
        "<p dir=rtl>أجبنا على 1200 مكالمة هذا العام.",
        [("p", "أجبنا على 1200 مكالمة هذا العام.")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_a_printed_document_is_read_as_it_was_written(form: str) -> None:
    body, wanted = FORMS[form]
    read = outline(read_document(printed(body), "a.pdf"))
    sizes = [("picture", 0, "") if part[0] == "picture" else part for part in read]  # type: ignore[index]
    assert str(sizes).replace("\\n", " ") == str(wanted)


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_page_that_is_shown_turned_is_read_as_it_is_seen(turns: int) -> None:
    # Its words are written aslant, so that they are upright on the page as it is shown.
    before = printed(
        f"<style>td {{ padding: 0 3mm }}</style><p>{LONG}<table>{TABLE}</table>{tag()}"
    )
    turned = changed(before, lambda pdf: turn(pdf, turns))
    expected = outline(read_document(before, "a.pdf"))
    assert [part[0] for part in expected] == ["p", "table", "picture"]  # type: ignore[index]
    assert outline(read_document(turned, "a.pdf")) == expected


def test_a_table_over_two_pages_has_its_names_once_and_the_others_are_told() -> None:
    style = "td, th { padding: 0 5mm }"
    head = "<thead><tr><th>Day<th>Calls"
    body = f"<table>{head}<tbody>{'<tr><td>One day<td>12' * 60}</table>"
    document = read_document(printed(body, style), "a.pdf")
    assert outline(document) == [("table", True, "", ("Day", "Calls"), *[("One day", "12")] * 60)]
    assert left_out(document) == [("Day | Calls", "The repeated header row of a table.")]
    # Without a head, rows that are the same are rows.
    document = read_document(printed(body.replace(head, ""), style), "a.pdf")
    assert outline(document) == [("table", False, "", *[("One day", "12")] * 60)]


def test_words_whose_letters_are_placed_one_by_one_are_whole() -> None:
    # On a page of so few, PDFium breaks lines between any of them.
    rows = [("Assets", "2024"), ("Bank", "14230"), ("Others", "1105"), ("Sum", "15335")]
    assert outline(read_document(by_letter(rows), "a.pdf")) == [("table", True, "", *rows)]


def test_a_sentence_goes_on_over_the_page_and_what_is_around_the_text_is_told_once() -> None:
    style = "@page { @top-left { content: 'Annual report 2016' } @bottom-center { content: counter(page) } }"
    text = LONG.replace(".", ",") * 30
    document = read_document(printed(f"<p>{text}", style), "a.pdf")
    assert outline(document) == [("p", text.strip())]
    assert left_out(document) == [
        ("Annual report 2016", "The page headers"),
        ("1 2 3", "The number of a page"),
    ]


NUMBERED_FOOT = "content: 'Annual report' ' ' counter(page); font-size: 10pt"


@pytest.mark.parametrize(
    ("style", "told"),
    [
        # Only one page has it.
        (
            "@page { size: 148mm 210mm; margin: 12mm } @page :nth(2) "
            "{ @bottom-left { content: 'Annual report · ' counter(page); font-size: 7pt } }",
            ["Annual report · 2"],
        ),
        # The first page has no number.
        (
            f"@page {{ @bottom-left {{ {NUMBERED_FOOT} }} }} @page :first {{ @bottom-left {{ content: 'Annual report' }} }}",
            ["Annual report", "Annual report 2", "Annual report 3"],
        ),
        # It has a number of its own, which is that of a page, too.
        ("@page { @bottom-left { content: 'Bulletin number 2'; font-size: 10pt } }", ["Bulletin number 2"]),
    ],
    ids=["one-page", "first-page", "own-number"],
)  # fmt: skip
def test_a_foot_is_told_as_such(style: str, told: list[str]) -> None:
    document = read_document(printed(f"<p>{LONG.replace('.', ',') * 30}", style), "a.pdf")
    assert left_out(document) == [(text, "The page footers") for text in told]


def test_links_keep_their_addresses_and_words_their_styles() -> None:
    body = "<p>See <a href='https://example.org/report'>the report</a> of <b>all</b> <i>years</i>."
    (part,) = read_document(printed(body), "a.pdf").parts
    assert isinstance(part, Paragraph)
    told = [(run.text, run.href, run.bold, run.italic) for run in part.runs if run.text.strip()]
    assert told == [
        ("See ", "", False, False),
        ("the report", "https://example.org/report", False, False),
        (" of ", "", False, False),
        ("all", "", True, False),
        ("years", "", False, True),
        (".", "", False, False),
    ]


def test_words_that_stand_aslant_are_told() -> None:
    body = f"<p>{LONG}<p style='transform: rotate(90deg); width: 30mm'>By year"
    document = read_document(printed(body), "a.pdf")
    assert outline(document) == [P]
    assert left_out(document) == [("By year", "Words that stand upright or aslant on a page")]


def test_pages_that_are_pictures_are_named() -> None:
    text = f"<p style='break-after: page'>{LONG}</p>" * 2
    document = read_document(printed(text + scanned()), "a.pdf")
    assert [str(notice) for notice in document.notices] == [
        "These pages are pictures, whose words cannot be read: 3."
    ]
    with pytest.raises(ImportRefused, match="pictures, without text: 2, 3"):
        read_document(printed(f"<p style='break-after: page'>{LONG}</p>{scanned(2)}"), "a.pdf")


def test_a_password_against_changes_keeps_nobody_from_reading() -> None:
    assert outline(read_document(locked(printed(f"<p>{LONG}"), user=""), "a.pdf")) == [P]


def test_a_site_says_how_many_pages_a_pdf_may_have(settings: Settings) -> None:
    content = repeated(printed("<p>Words"), 3)
    settings.WAGTAIL_RESULTS = {"IMPORT_PDF_PAGES": 3}
    read_document(content, "a.pdf")
    settings.WAGTAIL_RESULTS = {"IMPORT_PDF_PAGES": 2}
    with pytest.raises(ImportRefused, match="has 3 pages, and at most 2 are read"):
        read_document(content, "a.pdf")


def test_what_opens_a_pdf_knows_no_secret_of_the_site(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program, names = tmp_path / "program.py", tmp_path / "names"
    program.write_text(f"import os; open({str(names)!r}, 'w').write(str([*os.environ])); print([])")
    monkeypatch.setenv("SECRET_KEY", "secret")
    monkeypatch.setattr(apart, "PROGRAM", program)

    assert apart.draw_page(b"%PDF-", 1) == b""
    assert "'PATH'" in names.read_text()
    assert "SECRET_KEY" not in names.read_text()


def test_a_picture_on_all_pages_is_one_and_one_that_cannot_be_read_is_told() -> None:
    pages = f"<p style='break-after: page'>{tag()}{LONG}</p>" * 2
    document = read_document(printed(pages), "a.pdf")
    assert [part[0] for part in outline(document)] == ["picture", "p", "p"]  # type: ignore[index]
    large = tag("PNG", size=(4_000, 3_001))
    document = read_document(printed(f"<p>{LONG}</p>{large}", "img { width: 30mm }"), "a.pdf")
    assert left_out(document) == [("", "A picture that cannot be read")]


def test_a_document_gives_the_same_edition_as_pdf_and_as_word() -> None:
    parts = pieces_of(read_document(EXAMPLE.read_bytes(), "a.md"))
    as_pdf = printed(as_html(parts).decode(), "td { padding: 1mm 3mm; border-bottom: 1pt solid }")
    reports = [
        as_json(plan_document(read_document(content, name), "en", 2016))
        for content, name in ((as_pdf, "a.pdf"), (as_word(parts), "a.docx"))
    ]
    keys = ("title", "introduction", "sections", "figures")
    one, other = ({key: report[key] for key in keys} for report in reports)
    assert {figure.pop("document_page") for figure in one["figures"]} == {1}
    assert {figure.pop("document_page") for figure in other["figures"]} == {None}
    assert one == other


@settings(deadline=None, max_examples=settings().max_examples // 8)
@given(parts=pieces(), locale=st.sampled_from(["sv", "en"]))
def test_every_word_of_a_pdf_has_one_place(parts: list[Piece], locale: str) -> None:
    """Not in test_corpus, since to print a document takes longer than to read it."""
    content = printed(as_html(parts).decode())
    document = read_document(content, "a.pdf")

    written = count_words(text for part in parts for text in part.texts)
    assert not written - words_of(document)
    assert count_words(plan_document(document, locale, 2016).words()) == words_of(document)
