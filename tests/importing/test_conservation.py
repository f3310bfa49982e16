"""No word of a document is lost, whatever it is, and what was read can be kept."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import Settings

from results.importing.checks import FIELDS_OF_A_REVIEW, check_fields
from results.importing.document import WORD, Document, LeftOut, Picture, count_words
from results.importing.drafting.streaming import stream_of
from results.importing.keeping import packed, unpacked
from results.importing.planning import Plan, plan_document
from results.importing.planning.offering import MAX_DOUBTFUL, MAX_FIGURES
from results.importing.reading import read_document
from results.importing.reporting import as_json
from tests.importing.texts import words_of

from .generated import FORMATS, Piece, pieces
from .printed import printed, tag


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
def test_every_word_has_one_place_also_in_what_is_kept(
    name: str, parts: list[Piece], locale: str
) -> None:
    document = read_document(FORMATS[name](parts), name)
    written = count_words(text for part in parts for text in part.texts)
    assert not written - words_of(document)
    kept = unpacked(packed(document))
    assert kept == told(document)
    plan = plan_document(kept, locale, 2016)
    assert count_words(plan.words()) == words_of(document)
    assert set(written) <= words_made(plan)


def told(document: Document) -> Document:
    """The document with its reasons in words."""
    left = [LeftOut(each.text, str(each.reason)) for each in document.left_out]
    return replace(document, left_out=left, notices=list(map(str, document.notices)))


def test_pictures_are_kept_as_the_files_that_they_are() -> None:
    document = read_document(printed(f"<p>Words {tag()}"), "a.pdf")
    kept = unpacked(packed(document))
    assert kept == told(document)
    assert any(isinstance(part, Picture) and part.content for part in kept.parts)


FIELDS_OF_A_FIGURE = 6


@pytest.mark.parametrize(
    ("most", "told"),
    [(FIELDS_OF_A_REVIEW - 1, ["results_importing.W001"]), (FIELDS_OF_A_REVIEW, []), (None, [])],
)
def test_a_site_that_takes_too_few_fields_is_warned(
    settings: Settings, most: int | None, told: list[str]
) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = most
    assert [message.id for message in check_fields(None)] == told


def test_enough_is_what_the_largest_review_sends() -> None:
    assert (MAX_FIGURES + MAX_DOUBTFUL) * FIELDS_OF_A_FIGURE < FIELDS_OF_A_REVIEW
