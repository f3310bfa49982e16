"""What was read of a document can be kept, and is the same afterwards."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from results.importing.document import Document, LeftOut, Picture
from results.importing.keeping import packed, unpacked
from results.importing.reading import read_document

from .generated import FORMATS, Piece, pieces
from .printed import picture, printed


def told(document: Document) -> Document:
    """The document with its reasons in words."""
    left = [LeftOut(each.text, str(each.reason)) for each in document.left_out]
    return replace(document, left_out=left, notices=list(map(str, document.notices)))


@pytest.mark.parametrize("name", FORMATS)
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(parts=pieces())
def test_what_is_kept_is_what_was_read(name: str, parts: list[Piece]) -> None:
    document = read_document(FORMATS[name](parts), name)
    assert unpacked(packed(document)) == told(document)


def test_pictures_are_kept_as_the_files_that_they_are() -> None:
    document = read_document(printed(f"<p>Words {picture()}"), "a.pdf")
    kept = unpacked(packed(document))
    assert kept == told(document)
    assert any(isinstance(part, Picture) and part.content for part in kept.parts)
