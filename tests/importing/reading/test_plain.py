"""Plain text and Markdown: what lines, spaces, boxes, tables and notes mean, however the characters are written."""

import re

import pytest

from results.importing.decoding import CHECK_LETTERS, LETTERS_LOST, OTHER_LETTERS, decode
from results.importing.document import Paragraph, Run, texts_of
from results.importing.reading import read_document

from .building import left_out, outline, read

PROSE = "Under året hjälpte vi människor i hela landet, och det var fler än någonsin tidigare."
WRAPPED = """I den ordinarie utlysningen inkom 312 ansökningar, vilket är
en ökning med 9,5 procent jämfört med föregående år. Av dem
beviljades 47 projekt, vilket är en minskning med 2,3 procent-
enheter. Fler gånger än tidigare anlitade vi i våras studie-
och yrkesvägledare, nämligen 12."""


P = ("p", PROSE)
ADDRESS = "Stugan\nStorgatan 1\n123 45 Byn"
DAYS = "Vi började den\n3. maj och slutade den\n30. juni"
SAID = "– Det var ett bra år, säger Anna."
TABLE = ("table", True, "", ("Vad", "2019", "2020"), ("Besök", "10", "1 200"), ("Lån", "3", "4"))

FORMS: dict[str, tuple[str, list[object]]] = {
    "a heading right above its text": (f"Vi blir fler\n{PROSE}", [("line", "Vi blir fler"), P]),
    "a number above its label": ("9,412\nparcels given out", [("p", "9,412\nparcels given out")]),
    "short lines, which keep their breaks": (ADDRESS, [("p", ADDRESS)]),
    "letters, which may be spoken of": ("a) alfa\nb) beta", [("p", "a) alfa\nb) beta")]),
    "a day at the beginning of a line": (DAYS, [("p", DAYS)]),
    "what somebody says after a dash": (SAID, [("p", SAID)]),
    "underlined headings of two levels": (f"Ett\n===\n{PROSE}\n\nTvå\n---\n", [("h1", "Ett"), P, ("h2", "Två")]),
    "columns parted by tabs": ("Vad\t2019\t2020\nBesök\t10\t1 200\nLån\t3\t4\t\t", [TABLE]),
    "columns parted by bars": ("| Vad | 2019 | 2020 |\n|-----|------|------|\n| Besök | 10 | 1 200 |\n| Lån | 3 | 4 |", [TABLE]),
    "columns parted by spaces": ("Vad        2019     2020\nBesök      10       1 200\nLån        3        4", [TABLE]),
    "rows of labels and numbers": ("Besök ........ 151 204\nLån .......... 12", [("table", False, "", ("Besök", "151 204"), ("Lån", "12"))]),
    "a link between arrows": (f"{PROSE}\n>> Läs mer om\nvåra insatser <<\n{PROSE}", [P, ("p", ">> Läs mer om våra insatser <<"), P]),
    "a number that is not at the edge of a page": (f"{PROSE}\n\n12\n\n{PROSE}", [P, ("line", "12"), P]),
    "lines drawn between parts": (f"{PROSE}\n\n-----\n* * *\n=====\n\n{PROSE}", [P, P]),
}  # fmt: skip
MARKDOWN: dict[str, tuple[str, list[object]]] = {
    "signs": (
        "# A\n\nB\nC\n\n- D\n  - E\n\n1. F\n2. G\n\n> H\n\n| I | 2019 |\n|---|---|\n| J | 1 |\n\nK\n---\n~~L~~ *M*",
        [("h1", "A"), ("p", "B C"), ("ul", "D", "E"), ("ol", "F", "G"), ("quote", "H"),
         ("table", True, "", ("I", "2019"), ("J", "1")), ("h2", "K"), ("p", "L M")],
    ),
    "a line between rules, which is no notes": ("---\n\nWords here.\n\n---\n\nMore.", [("p", "Words here."), ("p", "More.")]),
    "HTML without its scripts": (
        "# x\n\n<div>A <b>B</b></div>\n\n<script>c</script>\n\nD<br>E", [("h1", "x"), ("p", "A B"), ("p", "D\nE")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("form", [*FORMS, *MARKDOWN])
def test_a_text_is_read_as_it_was_meant(form: str) -> None:
    text, wanted = FORMS.get(form) or MARKDOWN[form]
    assert outline(read(text, "a.txt" if form in FORMS else "a.markdown")) == wanted


HEADS = ["Our results 2016", "VÅRA RESULTAT", "#kampanj", "What did we do?", "1. Inledning"]
NO_HEADS = ["We did it.", "In short:", ">> Läs mer om oss <<", "word " * 30, "first,", "so;"]


@pytest.mark.parametrize("line", HEADS + NO_HEADS)
def test_a_short_line_between_blank_lines_may_be_a_heading(line: str) -> None:
    kind = "line" if line in HEADS else "p"
    assert outline(read(f"{line}\n\n{PROSE}")) == [(kind, line.strip()), ("p", PROSE)]


def test_lines_broken_at_a_margin_are_joined_and_divided_words_with_a_soft_hyphen() -> None:
    (part,) = read(WRAPPED).parts
    (text,) = texts_of(part)
    assert "vilket är en ökning" in text
    assert "procent\u00adenheter" in text
    assert "studie- och" in text


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


def test_numbers_of_pages_are_left_out_with_their_reason() -> None:
    document = read(f"{PROSE}\fSida 3 av 10\f{PROSE}")
    assert outline(document) == [("p", PROSE), ("p", PROSE)]
    assert left_out(document) == [("Sida 3 av 10", "The number of a page")]


def test_links_keep_their_addresses_and_bad_ones_their_words() -> None:
    document = read("# x\n\nSee [a](/b), <https://c.example> and [d](javascript:e).", "a.md")
    assert document.parts[1] == Paragraph(
        (
            Run("See "),
            Run("a", "/b"),
            Run(", "),
            Run("https://c.example", "https://c.example"),
            Run(" and d."),
        )
    )


def test_notes_at_the_head_are_left_out_but_for_the_title() -> None:
    document = read('---\ntitle: "Results 2016"\ntags: a\n---\nWords.', "a.md")
    assert outline(document) == [("h1", "Results 2016"), ("p", "Words.")]
    assert [text for text, _reason in left_out(document)] == ["title: tags: a"]
    document = read("---\ntitle: Other\n---\n# Results", "a.md")
    assert outline(document) == [("h1", "Results")]
    assert [text for text, _reason in left_out(document)] == ["title: Other"]


@pytest.mark.parametrize(
    "text", ["2016. Films", "- 2016. Films", "1. 2016. Films", "> 2016. Films"]
)
def test_a_year_at_the_start_of_a_line_is_no_number_of_a_list(text: str) -> None:
    assert "2016. Films" in str(outline(read(text, "a.md")))


TEXT = "Våra åtgärder för barn i Ö-vik – 98,6 %"
REFERENCES = "&#27;[31m&#8;&#x1;&#x85;&#x2028;&#159;&#xD800;&#0;"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_read(encoding: str) -> None:
    decoded = decode(TEXT.encode(encoding))
    assert (decoded.text, decoded.notice) == (TEXT, "")
    assert decode(b"\xfe\xff" + TEXT.encode("utf-16-be")).text == TEXT


def test_windows_1252_is_guessed_and_said_to_be_so() -> None:
    decoded = decode(TEXT.encode("cp1252"))
    assert (decoded.text, decoded.notice) == (TEXT, CHECK_LETTERS)
    # A last letter is no cut character, and bytes that it does not know do not matter.
    assert decode("Vi ses på".encode("cp1252")).text == "Vi ses på"
    assert decode(b"\xe5r \x81\x8d\x8f\x90\x9d \xe4r").text.startswith("år ")


def test_one_wrong_byte_does_not_spoil_a_text_in_utf_8() -> None:
    decoded = decode("Våra åtgärder ".encode() + b"\x96" + " för öar".encode())
    assert decoded.text == "Våra åtgärder � för öar"
    assert decoded.notice == LETTERS_LOST


def test_ends_of_lines_are_all_alike_and_controls_are_spaces() -> None:
    assert decode(b"a\r\nb\rc\x0bd\x07e").text == "a\nb\nc\nd e"


@pytest.mark.parametrize(
    "declared", ["zlib_codec", "unicode_escape", "none", "utf-7", "utf-8", "shift_jis"]
)
def test_an_encoding_that_is_none_or_not_that_of_the_file_is_told(declared: str) -> None:
    page = f"<meta charset={declared}><p>{TEXT}</p>".encode("cp1252")
    document = read_document(page, "a.html")
    assert outline(document)[0][1] == TEXT  # type: ignore[index]
    assert document.notices == [OTHER_LETTERS]


@pytest.mark.parametrize(
    ("declared", "encoding", "text"),
    [
        ("iso-8859-1", "cp1252", TEXT),
        ("shift_jis", "cp932", "子供①250人"),
        ("iso-8859-9", "cp1254", "Çocuklar – 250"),
    ],
)
def test_an_encoding_that_is_named_is_used(declared: str, encoding: str, text: str) -> None:
    for head in (
        f"<meta charset={declared}>",
        f'<?xml version="1.0" encoding="{declared}"?><html>',
    ):
        document = read_document(f"{head}<p>{text}</p>".encode(encoding), "a.html")
        assert outline(document)[0][1] == text  # type: ignore[index]
        assert document.notices == []


def test_utf_8_is_known_whatever_the_file_names() -> None:
    page = f"<meta charset=iso-8859-1><p>{TEXT}</p>".encode()
    assert outline(read_document(page, "a.html"))[0][1] == TEXT  # type: ignore[index]


def test_one_wrong_byte_does_not_spoil_an_encoding_that_is_named() -> None:
    page = (
        f"<meta charset=shift_jis><p>{'子供大人' * 9}250人</p>".encode("cp932")
        + "子供".encode("cp932")
        + b"\x81\x30"
    )
    document = read_document(page, "a.html")
    assert "子供大人250人" in str(outline(document))
    assert document.notices == [LETTERS_LOST]


@pytest.mark.parametrize("name", ["a.html", "a.md"])
@pytest.mark.parametrize(
    "html",
    [
        "<p>a{}b</p>",
        "<h2>a{}b</h2>",
        "<pre>a{}b</pre>",
        "<p><a href='https://a.example/{}'>word</a></p>",
        "<p>word <img src='b.png' alt='a{}b'></p>",
        "<p>word</p><iframe title='a{}b'></iframe>",
        "<table><tr><td>a{}b<td>c<tr><td>d<td>e</table>",
    ],
)
def test_references_to_controls_do_not_reach_texts_or_addresses(name: str, html: str) -> None:
    document = read(html.format(REFERENCES), name)
    # Python writes what cannot be shown as \x… or \u….
    assert not re.search(r"\\[xu]", repr(document))
    assert outline(read("<p>barn&#27;och &#229;r &#x1F600;.</p>", name)) == [
        ("p", "barn och år 😀.")
    ]
