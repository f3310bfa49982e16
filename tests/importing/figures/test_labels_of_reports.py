"""Labels as a careful editor writes them, in sentences, lists, tables and boxes of public reports.

`labelled/` has texts of example data. `{1 382|poliser}` is a number with the label that it should get.
The rules were built with one of the two files; the other was written before them and kept aside.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from results.importing.figures import FoundFigure
from results.importing.planning import plan_document
from results.importing.reading import read_document
from tests.importing.unseen.score import AS_IT_IS, SMALL_EDIT, overlap

FOLDER = Path(__file__).parent / "labelled"
_MARK = re.compile(r"\{([^|}]+)\|([^}]+)\}")


def examples(name: str) -> Iterator[tuple[str, str, str]]:
    """Yield the language, the kind and the text; every line of prose is a text."""
    for block in (FOLDER / name).read_text().split("=== ")[1:]:
        head, body = block.strip("\n").split("\n", 1)
        language, kind = head.split()
        for text in body.split("\n") if kind == "prose" else [body]:
            yield language, kind, text


def read(language: str, kind: str, text: str) -> list[FoundFigure]:
    """The figures of a document with the text below a heading, the doubtful ones last."""
    name = "a.txt" if kind == "stacked" else "a.md"
    shown = _MARK.sub(r"\1", text)
    source = f"# Report 2016\n\n## 2016\n\n{shown}" if name == "a.md" else f"Report\n\n{shown}"
    plan = plan_document(read_document(source.encode(), name), language, 2016)
    return [figure.found for figure in (*plan.figures(), *plan.doubtful)]


def labels(name: str) -> Iterator[tuple[str, str, str]]:
    """Yield a number, the label that it should get, and the one that it got."""
    for language, kind, text in examples(name):
        found = read(language, kind, text)
        for number, label in _MARK.findall(text):
            value = _value(number, language)
            got = next(
                (each for each in found if each.value.scaleb(-each.scale.exponent) == value), None
            )
            if got is not None:
                found.remove(got)
            yield number, label, got.label if got else "(not found)"


def _value(number: str, language: str) -> Decimal:
    digits = re.search(r"\d(?:[\d ,.]*\d)?", re.sub(r"(?<=\d) (?:av|in|of) .*", "", number))
    assert digits
    thousands, decimals = (" ", ",") if language == "sv" else (",", ".")
    return Decimal(digits[0].replace(thousands, "").replace(decimals, "."))


@pytest.mark.parametrize(
    ("name", "as_they_are", "nearly"), [("built.txt", 0.8, 0.95), ("kept.txt", 0.75, 0.94)]
)
def test_most_labels_can_stay_as_they_are(name: str, as_they_are: float, nearly: float) -> None:
    found = list(labels(name))
    alike = [overlap(label, got) for _number, label, got in found]
    wrong = [each for each, likeness in zip(found, alike, strict=True) if likeness < AS_IT_IS]
    assert 1 - len(wrong) / len(found) >= as_they_are, wrong
    assert sum(likeness >= SMALL_EDIT for likeness in alike) / len(found) >= nearly, wrong
