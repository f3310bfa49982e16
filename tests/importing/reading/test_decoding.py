"""Letters are read as they were meant, whichever way the bytes say them."""

from __future__ import annotations

import pytest

from results.importing.decoding import CHECK_LETTERS, LETTERS_LOST, decode
from results.importing.reading import read_document
from tests.importing.reading.building import outline

pytestmark = pytest.mark.once

TEXT = "Våra åtgärder för barn i Ö-vik – 98,6 %"


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
    assert document.notices == [CHECK_LETTERS]
