"""Quotations, and whose they are, stand in the fields that are for them."""

import pytest

from results.importing.document import count_words
from results.importing.planning import Plan, plan_document
from results.importing.reading import read_document
from tests.importing.printed import printed
from tests.importing.texts import words_of

PROSE = "<p>Vi arbetade hela året med det som vi hade lovat, och det gick bra.</p>"


def planned(body: str | bytes, name: str = "a.html") -> Plan:
    """The plan of a page whose only section has `body`, with every word of the page in it."""
    if isinstance(body, str):
        body = f"<h1>Resultat 2016</h1>{PROSE}<h2>Sjön</h2>{PROSE}{body}".encode()
    document = read_document(body, name)
    made = plan_document(document, "sv", 2016)
    assert count_words(made.words()) == words_of(document)
    return made


def said_in(made: Plan) -> list[tuple[str, str, str]]:
    """The words, the name and the role of each quotation."""
    quotes = [section for section in made.sections if section.kind == "quote"]
    return [(section.texts[0], section.name, section.role) for section in quotes]


SET_APART = "<blockquote>Det hjälpte.</blockquote>"


@pytest.mark.parametrize(
    ("quotation", "name", "role"),
    [
        ("<blockquote>Det hjälpte.<br>– Åsa Ek, lärare</blockquote>", "Åsa Ek", "lärare"),
        ("<blockquote>Det hjälpte. — Åsa Ek, lärare</blockquote>", "Åsa Ek", "lärare"),
        ("<blockquote>Det hjälpte.<cite>Åsa Ek</cite></blockquote>", "Åsa Ek", ""),
        ("<blockquote>Det hjälpte.<footer>Åsa</footer></blockquote>", "Åsa", ""),
        ("<figure><blockquote>Det hjälpte.</blockquote><figcaption>Åsa Ek, lärare</figcaption></figure>", "Åsa Ek", "lärare"),
        (f"{SET_APART}<p>Åsa von Ek, lärare</p>", "Åsa von Ek", "lärare"),
        (f"{SET_APART}<p>En som chattade med oss i maj</p>", "En som chattade med oss i maj", ""),
        (f"{SET_APART}<ul><li>Åsa Ek</li></ul>", "Åsa Ek", ""),
        ("<div class='quote-card'><p>Det hjälpte.</p><p>Åsa Ek, lärare</p></div>", "Åsa Ek", "lärare"),
        ("<p>”Det hjälpte.”</p><p>– En förälder i Umeå</p>", "En förälder i Umeå", ""),
        ("<p>”Det hjälpte.”</p><p>Lärare i årskurs 7</p>", "Lärare i årskurs 7", ""),
        ("<p>”Det hjälpte.” – Åsa Ek, 16</p>", "Åsa Ek", "16"),
        ("<p>„Det hjälpte.“ Åsa Ek, 16</p>", "Åsa Ek", "16"),
        ("<p>„Det hjälpte“,</p><p>sagte Leiterin Dr. Åsa Ek.</p>", "Leiterin Dr. Åsa Ek", ""),
        ("<p>“Det hjälpte,” said Åsa Ek, the chair.</p>", "Åsa Ek", "the chair"),
        ("<p>“Det hjälpte,” Åsa Ek, the chair, said.</p>", "Åsa Ek", "the chair"),
        ("<p>Åsa Ek, lärare, säger: ”Det hjälpte.”</p>", "Åsa Ek", "lärare"),
        ("<p>– Det hjälpte, säger Åsa Ek, lärare.</p>", "Åsa Ek", "lärare"),
        ("<ul><li>Det hjälpte, säger skolans rektor.</li></ul>", "skolans rektor", ""),
        # Of what is set apart without a name, a person is asked whose it is.
        (f"{SET_APART}<p>– Det är bra så, tycker vi.</p>", "", ""),
        (f"{SET_APART}<p>Tack, alla vänner!</p>", "", ""),
        (f"{SET_APART}<p><a href='https://example.org'>Om sjön</a></p>", "", ""),
        (f"{SET_APART}<p>Tabell över sjöar</p><table><tr><th>Vad<th>2016<tr><td>Djup<td>9</table>", "", ""),
        ("<blockquote>Jag läste <cite>Sjön</cite> två gånger.</blockquote>", "", ""),
    ],
)  # fmt: skip
def test_who_said_a_quotation_stands_in_its_fields(quotation: str, name: str, role: str) -> None:
    ((words, *by),) = said_in(planned(quotation))
    assert by == [name, role]
    assert words in {"Det hjälpte.", "Det hjälpte", "Det hjälpte,", "Jag läste Sjön två gånger."}


def test_speech_that_goes_on_behind_the_name_is_one_quotation() -> None:
    made = planned("<p>– Det hjälpte, säger Åsa Ek, lärare. Nu är det 12 till.</p>")
    assert said_in(made) == [("Det hjälpte. Nu är det 12 till.", "Åsa Ek", "lärare")]
    assert ("säger", "What leads from a quotation to the name of who said it.") in [
        (left.text, left.reason) for left in made.left_out
    ]


def test_a_number_that_somebody_says_is_left_to_a_person() -> None:
    made = planned("<blockquote>Vi fick 300 nya vänner.<br>– Åsa Ek</blockquote>")
    assert made.figures() == []
    assert [(each.found.label, each.found.reason) for each in made.doubtful] == [
        ("nya vänner", "In what somebody says: is it a figure of the edition?")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "<p>– Det hjälpte, säger hon.</p>",
        "<p>– Rapporten säger att det hjälpte.</p>",
        "<p>”Barnens rätt på nätet”</p><p>Rapport från maj</p>",
        "<p>Vi skrev ”Barnens rätt” – en rapport om nätet</p>",
        "<p>”Det hjälpte.”</p><p>Så sade alla som vi frågade, och några till.</p>",
        "<p>– Ny lokal i Umeå</p><p>– Nya möbler</p>",
    ],
)
def test_what_names_nobody_stays_text(text: str) -> None:
    assert said_in(planned(text)) == []


PAGE = "<style>* {{ margin: 0 }} p {{ font: 10pt/14pt serif; margin: 8pt 0 }} h2 {{ font: bold 16pt serif; margin: 20pt 0 4pt }}</style><h1>Resultat 2016</h1>{}<h2>Sjön</h2>{}{}<h2>Skogen</h2>{}"
TEXT = PROSE.replace("</p>", " Det gjorde vi tillsammans med alla som ville hjälpa till, år efter år.</p>")  # fmt: skip
SAID = "Det hjälpte mig när jag behövde det."
INSET, LARGE = "margin: 14pt 40pt 0; font-size: {}pt", "margin-top: 14pt; font-size: {}pt"
ITALIC = "; font-style: italic"


def test_a_name_behind_a_dash_ends_what_a_pdf_sets_apart() -> None:
    line = f"<p style='{INSET.format(10)}{ITALIC}'>{SAID}<br>– Åsa Ek, lärare</p>"
    made = planned(printed(PAGE.format(TEXT, TEXT, line, TEXT)), "a.pdf")
    assert said_in(made) == [(SAID, "Åsa Ek", "lärare")]


def test_a_quotation_in_a_pdf_goes_on_until_its_mark_is_closed() -> None:
    line = f"<p style='{INSET.format(10)}'>”Det hjälpte.<br>Nu är det bra.”</p><p style='{INSET.format(8)}'>Åsa Ek</p>"
    made = planned(printed(PAGE.format(TEXT, TEXT, line, TEXT)), "a.pdf")
    assert said_in(made) == [("Det hjälpte. Nu är det bra.", "Åsa Ek", "")]


def printed_page(quote: str, line: str, below: str = "") -> Plan:
    """The plan of a PDF with two lines of their own styles: what is said, and whose it is."""
    lines = f"<p style='{quote}'>{SAID}</p><p style='{line}'>En förälder i Umeå</p>{below}"
    return planned(printed(PAGE.format(TEXT, TEXT, lines, TEXT)), "a.pdf")


@pytest.mark.parametrize(
    ("quote", "line"),
    [
        (INSET.format(10) + ITALIC, INSET.format(10)),
        (INSET.format(10), INSET.format(8)),
        (LARGE.format(12), LARGE.format(8)),
        (LARGE.format(15) + ITALIC, LARGE.format(10) + "; font-weight: bold"),
        (LARGE.format(15) + ITALIC, LARGE.format(8) + "; text-align: right"),
        (LARGE.format(13) + "; text-align: center", LARGE.format(9) + "; text-align: center"),
    ],
)
def test_what_a_pdf_sets_apart_is_a_quotation_of_whom_the_line_below_names(
    quote: str, line: str
) -> None:
    assert said_in(printed_page(quote, line)) == [(SAID, "En förälder i Umeå", "")]


@pytest.mark.parametrize(
    ("quote", "line", "below"),
    [
        # A heading stands nearer to what it is above.
        (LARGE.format(12), "font-weight: bold; margin-top: 24pt", TEXT),
        # A line of the same style goes on.
        (INSET.format(10), INSET.format(10), ""),
        # What is as the text around it is text.
        ("", "font-size: 8pt", ""),
    ],
)
def test_what_a_pdf_does_not_set_apart_is_no_quotation(quote: str, line: str, below: str) -> None:
    assert said_in(printed_page(quote, line, below)) == []
