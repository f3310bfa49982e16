"""A document that may take long is read in a process of its own, which is ended when it does."""

import subprocess

from django.utils import translation

import pytest

from results.importing.errors import ImportRefused
from results.importing.keeping import packed
from results.importing.reading import apart, read_document
from results.importing.reading.apart import SMALL, read_apart
from tests.importing.bad_documents import bad_documents, with_sheet, word, workbook

from .test_long_documents import FORMS

# Each of its characters is compared with fifty others.
SLOW = b"![" * 200_000
HEADED = '<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:r><w:t>Head</w:t></w:r></w:p></w:hdr>'
DOCUMENTS = {
    "a.md": FORMS["sentences.md"](1),
    "a.html": FORMS["sentences.html"](1),
    "a.docx": word("<w:p><w:r><w:t>Words.</w:t></w:r></w:p>" * 500, header1=HEADED),
    "a.xlsx": workbook(("Tips", "6558"), *[("Samtal", number) for number in range(500)]),
    # Formulas without a value, which a sentence names.
    "b.xlsx": with_sheet(lambda xml: xml.replace("<v>6558</v>", "<f>1+1</f>")),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_is_read_apart_is_what_is_read_here_in_the_language_of_its_person(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "SMALL", 0)
    with translation.override("sv"):
        here = read_document(DOCUMENTS[name], name, "sv")
        assert packed(read_apart(DOCUMENTS[name], name, "sv")) == packed(here)


@pytest.mark.parametrize("name", ["nul.txt", "entities.docx", "digits.xlsx"])
def test_what_is_refused_apart_is_refused_with_the_same_sentence(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "SMALL", 0)
    (bad,) = [each for each in bad_documents() if each.name == name]
    with translation.override("sv"):
        with pytest.raises(ImportRefused) as here:
            read_document(bad.content, name)
        with pytest.raises(ImportRefused) as there:
            read_apart(bad.content, name)
        assert str(there.value) == str(here.value)
    assert there.value.code == here.value.code


@pytest.mark.parametrize(
    ("bound", "content"),
    [("SECONDS", SLOW), ("MOST_SECONDS", SLOW), ("MEMORY", FORMS["sentences.html"](160))],
)
def test_what_takes_too_much_time_or_memory_is_ended_and_refused(
    bound: str, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, bound, 120_000_000 if bound == "MEMORY" else 2)
    with pytest.raises(ImportRefused) as refused:
        read_apart(content, "a.html" if bound == "MEMORY" else "a.md")
    assert refused.value.code == "costly"
    assert str(refused.value) == (
        "The document takes more time or memory than a document should. Copy its text into a new "
        "document, and import that."
    )


def test_what_is_small_is_read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "run", None)
    assert read_apart(b"a" * SMALL, "a.md").parts
    with pytest.raises(TypeError):
        read_apart(b"a" * (SMALL + 1), "a.md")


def test_an_archive_that_unpacks_to_more_is_read_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    content = word(" " * (2 * SMALL))
    assert len(content) < SMALL
    monkeypatch.setattr(subprocess, "run", None)
    with pytest.raises(TypeError):
        read_apart(content, "a.docx")
