"""The figures of documents as organisations have them, in four formats and two languages."""

import json
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from results.importing.document import count_words, words_of
from results.importing.planning import plan_document
from results.importing.reading import read_document
from results.importing.reporting import as_json

DOCUMENTS = Path(__file__).parent / "documents"
EXPECTED = sorted(DOCUMENTS.glob("*.json"))
FOUND_AT_LEAST = 0.97
WRONG_AT_MOST = 0.02


def document_of(expected: Path) -> Path:
    """The document that the expectation is about."""
    (found,) = (path for path in DOCUMENTS.glob(f"{expected.stem}.*") if path.suffix != ".json")
    return found


def figures_of(figures: list[dict[str, Any]]) -> Counter[tuple[str, ...]]:
    """Value, unit, scale and qualifier of each figure."""
    return Counter(
        (
            f"{Decimal(figure['value']).normalize():f}",
            figure["unit"],
            figure["scale"],
            figure["qualifier"],
        )
        for figure in figures
    )


def plan_and_expectation(path: Path) -> tuple[Any, Any, dict[str, Any]]:
    expected = json.loads(path.read_text())
    source = document_of(path)
    document = read_document(source.read_bytes(), source.name)
    return document, plan_document(document, expected["locale"], expected["year"]), expected


def test_the_set_is_large_and_in_every_format_and_language() -> None:
    kinds = Counter(document_of(path).suffix for path in EXPECTED)
    locales = Counter(json.loads(path.read_text())["locale"] for path in EXPECTED)
    assert len(EXPECTED) >= 25
    assert min(kinds[suffix] for suffix in (".txt", ".md", ".html", ".docx")) >= 5
    assert min(locales["sv"], locales["en"]) >= 10


def test_nearly_every_figure_is_found_and_hardly_a_wrong_one_is_offered() -> None:
    wanted = found = offered = wrong = 0
    for path in EXPECTED:
        _document, plan, expected = plan_and_expectation(path)
        want, got = figures_of(expected["figures"]), figures_of(as_json(plan)["figures"])
        wanted += want.total()
        found += (want & got).total()
        offered += got.total()
        # What careful editors differ about is neither wanted nor wrong, whatever is made of it.
        either_way = Counter(key[0] for key in figures_of(expected["optional"]).elements())
        extra = Counter(key[0] for key in (got - want).elements())
        wrong += (extra - either_way).total()
    assert found / wanted >= FOUND_AT_LEAST, f"{found} of {wanted}"
    assert wrong / offered <= WRONG_AT_MOST, f"{wrong} of {offered}"


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.stem)
def test_every_word_of_a_document_is_on_the_page_or_in_the_report(path: Path) -> None:
    document, plan, _expected = plan_and_expectation(path)
    assert count_words(plan.words()) == words_of(document)
