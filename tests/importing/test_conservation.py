"""No word of a document is lost, whatever the document is."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from results.importing.document import WORD, count_words, texts_of, words_of
from results.importing.drafting.streaming import stream_of
from results.importing.planning import Plan, plan_document
from results.importing.reading import read_document
from results.importing.reporting import as_json
from tests.quantities.strategies import unhurried

from .generated import FORMATS, Piece, pieces


def texts_in(value: Any) -> list[str]:
    """Every text within JSON."""
    match value:
        case str():
            return [value]
        case dict():
            return [text for item in value.values() for text in texts_in(item)]
        case list():
            return [text for item in value for text in texts_in(item)]
    return []


def words_made(plan: Plan) -> set[str]:
    """The words of the page and of the report, as others will read them."""
    page = [plan.title, plan.introduction, *texts_in(stream_of(plan, {}))]
    report = texts_in(json.loads(json.dumps(as_json(plan))))
    return {word for text in [*page, *report] for word in WORD.findall(text)}


@pytest.mark.parametrize("name", FORMATS)
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(parts=pieces(), locale=st.sampled_from(["sv", "en"]))
def test_every_word_has_one_place(name: str, parts: list[Piece], locale: str) -> None:
    document = read_document(FORMATS[name](parts), name)
    written = count_words(text for part in parts for text in part.texts)
    assert not written - words_of(document)
    plan = plan_document(document, locale, 2016)
    assert count_words(plan.words()) == words_of(document)
    assert set(written) <= words_made(plan)


@unhurried
@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\n .>-")))
def test_no_text_is_too_strange(text: str) -> None:
    if not text.strip():
        return
    document = read_document(text.encode(), "strange.txt")
    plan = plan_document(document, "sv", 2016)
    assert count_words(plan.words()) == words_of(document)
    assert all(isinstance(part, str) for one in document.parts for part in texts_of(one))
