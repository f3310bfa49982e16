"""No word of a document is lost or doubled, whatever its format."""

from __future__ import annotations

from pathlib import Path

import pytest

from results.importing.document import words_of
from results.importing.reading import read_document
from tests.importing.reading.seen import words_seen

FOLDER = Path(__file__).parent.parent / "documents"
SAMPLES = sorted(path for path in FOLDER.iterdir() if path.suffix != ".json")


@pytest.mark.parametrize("path", SAMPLES, ids=[path.name for path in SAMPLES])
def test_every_word_of_a_sample_is_in_what_was_read_as_often_as_in_the_file(path: Path) -> None:
    read = read_document(path.read_bytes(), path.name)
    seen, addresses = words_seen(path)
    assert not seen - words_of(read)
    assert words_of(read) - seen <= addresses
