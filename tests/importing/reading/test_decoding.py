"""Bytes become text that a page can hold, however a document writes its characters."""

from __future__ import annotations

import re

import pytest

from results.importing.decoding import CHECK_LETTERS, LETTERS_LOST, OTHER_LETTERS, decode
from results.importing.reading import read_document

from .building import outline, read

TEXT = "Våra åtgärder för barn i Ö-vik – 98,6 %"
REFERENCES = "&#27;[31m&#8;&#x1;&#x85;&#x2028;&#159;&#xD800;&#0;"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"]
)
def test_unicode_is_read_with_mark_and_without(encoding: str) -> None:
    decoded = decode(TEXT.encode(encoding))
    assert (decoded.text, decoded.notice) == (TEXT, "")


@pytest.mark.parametrize(
    ("mark", "encoding"), [(b"\xfe\xff", "utf-16-be"), (b"\xff\xfe", "utf-16-le")]
)
def test_utf_16_may_be_either_way_round(mark: bytes, encoding: str) -> None:
    assert decode(mark + TEXT.encode(encoding)).text == TEXT


def test_windows_1252_is_guessed_and_said_to_be_so() -> None:
    decoded = decode(TEXT.encode("cp1252"))
    assert (decoded.text, decoded.notice) == (TEXT, CHECK_LETTERS)


def test_a_last_letter_of_windows_1252_is_not_a_cut_character() -> None:
    assert decode("Vi ses på".encode("cp1252")).text == "Vi ses på"


def test_bytes_that_windows_1252_does_not_know_do_not_matter() -> None:
    assert decode(b"\xe5r \x81\x8d\x8f\x90\x9d \xe4r").text.startswith("år ")


def test_one_wrong_byte_does_not_spoil_a_text_in_utf_8() -> None:
    decoded = decode("Våra åtgärder ".encode() + b"\x96" + " för öar".encode())
    assert decoded.text == "Våra åtgärder � för öar"
    assert decoded.notice == LETTERS_LOST


def test_ends_of_lines_are_all_alike_and_controls_are_spaces() -> None:
    assert decode(b"a\r\nb\rc\x0bd\x07e").text == "a\nb\nc\nd e"


def test_a_page_may_name_its_encoding_itself() -> None:
    page = f'<meta charset="iso-8859-1"><p>{TEXT}</p>'.encode("cp1252")
    document = read_document(page, "a.html")
    assert outline(document)[0][1] == TEXT  # type: ignore[index]
    assert document.notices == []


@pytest.mark.parametrize(
    "declared", ["zlib_codec", "unicode_escape", "rot13", "idna", "none", "utf-7"]
)
def test_a_page_cannot_name_a_codec_that_is_no_encoding(declared: str) -> None:
    page = f"<meta charset={declared}><p>{TEXT}</p>".encode("cp1252")
    document = read_document(page, "a.html")
    assert outline(document)[0][1] == TEXT  # type: ignore[index]
    assert document.notices == [OTHER_LETTERS]


@pytest.mark.parametrize(
    ("declared", "encoding", "text"),
    [
        ("shift_jis", "cp932", "子供①250人"),
        ("iso-2022-jp", "iso2022_jp", "子供250人"),
        ("gb2312", "gb18030", "儿童250人"),
        ("big5", "big5", "兒童250人"),
        ("EUC-KR", "cp949", "어린이 250명"),
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


def test_an_encoding_that_is_named_and_is_not_that_of_the_file_is_told() -> None:
    for declared in ("utf-8", "shift_jis", "euc-jp"):
        page = f"<meta charset={declared}><p>{TEXT}</p>".encode("cp1252")
        document = read_document(page, "a.html")
        assert outline(document)[0][1] == TEXT  # type: ignore[index]
        assert document.notices == [OTHER_LETTERS]


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


def test_a_space_stands_for_a_reference_to_a_control() -> None:
    assert outline(read("<p>200 barn&#27;och.</p>", "a.html")) == [("p", "200 barn och.")]


def test_references_to_other_characters_are_what_they_say() -> None:
    assert outline(read("<p>&#229;r &euro; &#x1F600;.</p>", "a.html")) == [("p", "år € 😀.")]
