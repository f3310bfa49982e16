"""What cannot be read is refused in one clear sentence, and nothing outside of it is touched."""

from __future__ import annotations

import re
import socket

import pytest

from results.importing.errors import ImportRefused
from results.importing.reading import read_document
from tests.importing.bad_documents import BadDocument, bad_documents

BAD = bad_documents()


@pytest.mark.parametrize("bad", BAD, ids=[bad.name for bad in BAD])
def test_a_bad_document_is_refused_with_its_reason_and_what_to_do_instead(
    bad: BadDocument, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = bad.content
    with monkeypatch.context() as outside, pytest.raises(ImportRefused) as refused:
        outside.setattr(socket.socket, "connect", _must_not_be_called)
        outside.setattr("builtins.open", _must_not_be_called)
        read_document(content, bad.name)
    assert refused.value.code == bad.code
    assert refused.value.field == "document"
    sentences = re.findall(r"[^.]+\.", re.sub(r"\(\.\w+\)", "", str(refused.value)))
    assert len(sentences) == 2


def test_a_name_says_nothing_against_the_content() -> None:
    read = read_document(b"<!DOCTYPE html><p>Some words</p>", "results.txt")
    assert [type(part).__name__ for part in read.parts] == ["Paragraph"]


@pytest.mark.parametrize("name", ["", "a", ".", "a.b.c", "é/../\0.md", "x" * 5000, ".docx.txt"])
def test_any_name_will_do(name: str) -> None:
    assert read_document(b"Some words", name).parts


def _must_not_be_called(*_args: object, **_kwargs: object) -> None:
    raise AssertionError("something outside of the document was opened")
