"""Captions, credits, quotations, speakers, films and notes stand in the fields that are for them."""

import pytest

from results.importing.document import count_words
from results.importing.drafting.streaming import stream_of
from results.importing.planning import Plan, plan_document
from results.importing.reading import read_document
from tests.importing.papers import plain, tag
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
        ("<figure><blockquote>Det hjälpte.</blockquote><figcaption>Åsa Ek, lärare</figcaption></figure>", "Åsa Ek", "lärare"),
        (f"{SET_APART}<p>Åsa von Ek, lärare</p>", "Åsa von Ek", "lärare"),
        (f"{SET_APART}<ul><li>Åsa Ek</li></ul>", "Åsa Ek", ""),
        ("<div class='quote-card'><p>Det hjälpte.</p><p>Åsa Ek, lärare</p></div>", "Åsa Ek", "lärare"),
        ("<p>”Det hjälpte.”</p><p>– En förälder i Umeå</p>", "En förälder i Umeå", ""),
        ("<p>”Det hjälpte.”</p><p>Lärare i årskurs 7</p>", "Lärare i årskurs 7", ""),
        ("<p>„Det hjälpte.“ Åsa Ek, 16</p>", "Åsa Ek", "16"),
        ("<p>„Det hjälpte“,</p><p>sagte Leiterin Dr. Åsa Ek.</p>", "Leiterin Dr. Åsa Ek", ""),
        ("<p>“Det hjälpte,” said Åsa Ek, the chair.</p>", "Åsa Ek", "the chair"),
        ("<p>Åsa Ek, lärare, säger: ”Det hjälpte.”</p>", "Åsa Ek", "lärare"),
        ("<p>– Det hjälpte, säger Åsa Ek, lärare.</p>", "Åsa Ek", "lärare"),
        ("<ul><li>Det hjälpte, säger skolans rektor.</li></ul>", "skolans rektor", ""),
        # Of what is set apart without a name, a person is asked whose it is.
        (f"{SET_APART}<p>– Det är bra så, tycker vi.</p>", "", ""),
        ("<blockquote>Det hjälpte</blockquote>", "", ""),
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
    assert ("säger", "The words between a quotation and the name of the speaker.") in [
        (left.text, left.reason) for left in made.left_out
    ]


def test_a_number_that_somebody_says_is_left_to_a_person() -> None:
    made = planned("<blockquote>Vi fick 300 nya vänner.<br>– Åsa Ek</blockquote>")
    assert made.figures() == []
    assert [(each.found.label, each.found.reason) for each in made.doubtful] == [
        ("nya vänner", "In a quotation: is it a figure of the edition?")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "<p>– Det hjälpte, säger hon.</p>",
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


WHO = "En förälder i Umeå"


def two(quote: str, line: str) -> str:
    """Two lines of their own styles: what is said, and whose it is."""
    return f"<p style='{quote}'>{SAID}</p><p style='{line}'>{WHO}</p>"


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (two(INSET.format(10) + ITALIC, INSET.format(10)), (SAID, WHO, "")),
        (two(INSET.format(10), INSET.format(8)), (SAID, WHO, "")),
        (two(LARGE.format(15) + ITALIC, LARGE.format(10) + "; font-weight: bold"), (SAID, WHO, "")),
        (two(LARGE.format(15) + ITALIC, LARGE.format(8) + "; text-align: right"), (SAID, WHO, "")),
        # A name ends it.
        (f"<p style='{INSET.format(10)}{ITALIC}'>{SAID}<br>– Åsa Ek, lärare</p>", (SAID, "Åsa Ek", "lärare")),
        # It goes on until its mark is closed.
        (f"<p style='{INSET.format(10)}'>”Det hjälpte.<br>Nu är det bra.”</p><p style='{INSET.format(8)}'>Åsa Ek</p>",
         ("Det hjälpte. Nu är det bra.", "Åsa Ek", "")),
        # A heading stands nearer to what it is above.
        (two(LARGE.format(12), "font-weight: bold; margin-top: 24pt") + TEXT, None),
        # A line of the same style goes on.
        (two(INSET.format(10), INSET.format(10)), None),
        # What is as the text around it is text.
        (two("", "font-size: 8pt"), None),
    ],
)  # fmt: skip
def test_what_a_pdf_sets_apart_is_a_quotation_of_whom_the_line_below_names(
    lines: str, said: tuple[str, str, str] | None
) -> None:
    made = planned(printed(PAGE.format(TEXT, TEXT, lines, TEXT)), "a.pdf")
    assert said_in(made) == ([said] if said else [])


PICTURE = tag(plain(), "A lake")
FAR = '<img src="https://example.org/far.png">'
FILM = "https://www.youtube.com/watch?v=abcdefghijk"
VIMEO = "https://player.vimeo.com/video/12?h=a1"


@pytest.mark.parametrize(
    ("below", "caption", "credit"),
    [
        (f"<figure>{PICTURE}<figcaption>Barn vid sjön</figcaption></figure>", "Barn vid sjön", ""),
        (f"<figure>{PICTURE}<figcaption>Vid sjön (Foto: A. Ek)</figcaption></figure>", "Vid sjön", "Foto: A. Ek"),
        (f"{PICTURE}<p>Foto: A. Ek</p>", "", "Foto: A. Ek"),
        (f"{PICTURE}<p>Bild: Barn vid sjön. © A. Ek</p>", "Bild: Barn vid sjön.", "© A. Ek"),
        (f"{PICTURE}<p>Vid sjön var det lugnt.</p>", "", ""),
        (f"{PICTURE}<figure>{FAR}<figcaption>Another one</figcaption></figure>", "", ""),
    ],
)  # fmt: skip
def test_what_stands_below_a_picture_is_its_caption_and_its_credit(
    below: str, caption: str, credit: str
) -> None:
    (block,) = stream_of(planned(below), {})
    image = block["value"]["image"]
    assert (image["alt_text"], image["caption"], image["credit"]) == ("A lake", caption, credit)


TABLE = "<table><tr><th>Vad<th>2016<th>2015<tr><td>Besök<td>12<td>9<tr><td>Möten<td>7<td>8</table>"


@pytest.mark.parametrize(
    ("body", "captions"),
    [
        (f"<p>Tabell 1. Året</p>{TABLE}", ["Tabell 1. Året"]),
        (f"{TABLE}<p>Tabell 1: Året</p>", ["Tabell 1: Året"]),
        (f"{TABLE}<p>Tabell 2: Nästa</p>{TABLE}", ["", "Tabell 2: Nästa"]),
        (f"<p>Så här gick det:</p>{TABLE}", [""]),
        (f"<p>Det var ett gott år.</p>{TABLE}<p>Också nästa blir gott</p>", [""]),
    ],
)
def test_a_line_beside_a_table_that_names_it_is_its_caption(body: str, captions: list[str]) -> None:
    made = planned(f"{PROSE}{body}")
    assert [each.table.caption for each in made.sections if each.table] == captions


def test_a_caption_that_is_too_long_is_listed() -> None:
    made = planned(f"<figure>{PICTURE}<figcaption>{'ord ' * 100}</figcaption></figure>")
    assert "Longer than a caption of a picture can be." in [left.reason for left in made.left_out]


@pytest.mark.parametrize(
    ("link", "title", "address"),
    [
        (f'<p><a href="{FILM}">Filmen om sjön</a></p>', "Filmen om sjön", FILM),
        (f"<p>{FILM}</p>", "Sjön", FILM),
        ('<iframe title="Film" src="//www.youtube-nocookie.com/embed/abcdefghijk?rel=0"></iframe>', "Film", FILM),
        (f'<iframe title="Sjön i maj" src="{VIMEO}"></iframe>', "Sjön i maj", VIMEO),
    ],
)  # fmt: skip
def test_a_link_to_a_film_is_a_film(link: str, title: str, address: str) -> None:
    (block,) = [block for block in stream_of(planned(link), {}) if block["type"] == "video"]
    assert block["value"] == {"title": title, "url": address}


@pytest.mark.parametrize(
    "link",
    [
        f'<p>Vi gjorde <a href="{FILM}">en film</a> som många såg i maj.</p>',
        '<p><a href="https://www.youtube.com/@example">Våra filmer</a></p>',
        '<iframe title="Karta" src="https://maps.example/embed/abcdefghijk"></iframe>',
    ],
)
def test_what_leads_elsewhere_is_no_film(link: str) -> None:
    assert [str(section.kind) for section in planned(link).sections] == ["campaign"]


def test_a_film_without_a_title_is_still_to_do() -> None:
    document = read_document(f"<h1>Resultat</h1>{PROSE}<p>{FILM}</p>".encode(), "a.html")
    assert [point.path[-1] for point in plan_document(document, "sv", 2016).points] == ["title"]
