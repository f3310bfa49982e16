"""No word of a document is lost, as organisations have them or as hypothesis makes them up, and nearly every figure is found.

The ordinary run takes a few documents of each format and language, `make soak` all of them.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction
from django.test import override_settings
from django.utils import translation

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoDbBlocker, Settings

from results.importing.checks import FIELDS_OF_A_REVIEW, check_fields
from results.importing.document import WORD, Document, LeftOut, Picture, count_words
from results.importing.drafting import Source, make_draft, place_for
from results.importing.drafting.streaming import stream_of
from results.importing.importing import choose
from results.importing.keeping import packed, unpacked
from results.importing.planning import Pile, Plan, pile_of, plan_document
from results.importing.planning.offering import MAX_DOUBTFUL, MAX_FIGURES
from results.importing.reading import read_document
from results.importing.reporting import as_json, shown
from results.models import ResultsPage
from results.rules.page import read_open_points
from results.rules.places import anchor_at, describe_path, path_exists
from tests.factories import ResultsIndexPageFactory, home_page

from .generated import FORMATS, Piece, pieces
from .printed import printed, tag
from .texts import texts_of, words_of

EXPECTED = [
    (path, json.loads(path.read_text()))
    for path in (Path(__file__).parent / "documents").glob("*.json")
]
DOCUMENTS = sorted(
    (next(other for other in path.parent.glob(f"{path.stem}.*") if other != path), told)
    for path, told in EXPECTED
)
FEW = sorted(DOCUMENTS, key=lambda found: (found[0].suffix, found[1]["locale"], found[0]))[5::10]
FOUND_AT_LEAST = 0.97
WRONG_AT_MOST = 0.042


@dataclass(frozen=True)
class Imported:
    """A document, what was read and planned, and the draft with all that is offered."""

    told: dict[str, Any]
    read: Document
    plan: Plan
    page: ResultsPage


def words_on(page: ResultsPage) -> Counter[str]:
    """The words of the page, of its figures their notes alone."""
    body = page.body.get_prep_value()
    stats = [stat for block in body for stat in block["value"].pop("stats", [])]
    notes = [stat["value"].get("note", "") for stat in stats]
    return count_words([page.title, page.introduction, page.hero_alt_text, *texts_of(body), *notes])


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(found, id=found[0].stem, marks=[] if found in FEW else pytest.mark.soak)
        for found in DOCUMENTS
    ],
)
def imported(
    request: pytest.FixtureRequest,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Imported]:
    path, told = request.param
    media = tmp_path_factory.mktemp("media")
    with (
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=media, LANGUAGE_CODE="en"),
        translation.override("en"),
        transaction.atomic(),
    ):
        index = ResultsIndexPageFactory.create(parent=home_page("en"))
        source = Source(path.read_bytes(), path.name)
        read = read_document(source.content, source.name)
        plan = plan_document(read, told["locale"], told["year"])
        choose(plan, {f"figure-{place}": each for place, each in enumerate(plan.figures())})
        page = make_draft(plan, source, place_for(index, told["year"])).page
        yield Imported(told, read, plan, page)
        transaction.set_rollback(True)


def test_every_word_of_the_file_is_read_as_often_as_it_is_there(imported: Imported) -> None:
    # They were counted with other libraries, as somebody sees them who opens the file.
    assert words_of(imported.read).total() == imported.told["words"]


def test_every_word_that_was_read_is_in_the_plan(imported: Imported) -> None:
    assert count_words(imported.plan.words()) == words_of(imported.read)


def test_every_word_of_the_plan_is_on_the_page_or_in_the_report(imported: Imported) -> None:
    plan = imported.plan
    with_figures = count_words(figure.taken for figure in plan.figures())
    left_out = count_words(left.text for left in plan.left_out)
    tables = [section.table for section in plan.sections if section.table]
    numbers = count_words(row[at] for table in tables for row in table.rows for at in table.numbers)
    words = count_words(plan.words()) - with_figures - numbers
    assert words - words_on(imported.page) - left_out == Counter()
    for figure in plan.figures():
        found = figure.found
        told = [
            found.label,
            found.whole_label,
            found.context,
            shown(found, imported.told["locale"]),
        ]
        assert count_words([figure.taken]) - count_words(told) == Counter()


def test_where_nobody_decides_every_word_is_in_the_plan_too(imported: Imported) -> None:
    plan = plan_document(imported.read, imported.told["locale"], imported.told["year"])
    choose(plan, {})
    assert count_words(plan.words()) == words_of(imported.read)
    assert all(pile_of(figure) is Pile.READY for figure in plan.figures())


def test_every_figure_of_the_plan_is_on_the_page(imported: Imported) -> None:
    stats = [
        (stat["value"]["value"], stat["value"]["label"])
        for block in imported.page.body.get_prep_value()
        for stat in block["value"].get("stats", [])
    ]
    assert stats == [
        (format(figure.found.value, "f"), figure.found.label) for figure in imported.plan.figures()
    ]


def test_what_is_left_to_do_leads_to_its_place(imported: Imported) -> None:
    page = imported.page
    points = read_open_points(page.open_points)
    assert [point.text for point in points] == [point.text for point in imported.plan.points]
    for point in points:
        assert path_exists(page, point.path), point
        assert describe_path(page, point.path)
        assert anchor_at(page, point.path)


def test_nothing_refuses_publishing_but_what_is_left_to_do(imported: Imported) -> None:
    # What refuses a field is told by the point of the field or of what is around it.
    told = [point.path for point in imported.plan.points]
    untold = [
        (refusal.code, str(refusal.message), refusal.path)
        for refusal in imported.page.get_refusals(publishing=True)
        if refusal.code != "open_point"
        and not any(refusal.path[: len(path)] == path for path in told)
    ]
    assert untold == []


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


@pytest.mark.parametrize(
    "documents", [FEW, pytest.param(DOCUMENTS, marks=pytest.mark.soak)], ids=["few", "all"]
)
def test_nearly_every_figure_is_found_and_hardly_a_wrong_one_is_offered(
    documents: list[tuple[Path, dict[str, Any]]],
) -> None:
    wanted = found = offered = wrong = 0
    for path, expected in documents:
        document = read_document(path.read_bytes(), path.name)
        plan = plan_document(document, expected["locale"], expected["year"])
        report = as_json(plan)
        # What is of another year, a goal or a change is offered, too, without a tick.
        judged = [each for each in report["doubtful"] if each["role"] != "result"]
        want = figures_of(expected["figures"])
        got = figures_of([*report["figures"], *judged])
        wanted += want.total()
        found += (want & got).total()
        offered += got.total()
        # What careful editors differ about is neither wanted nor wrong, whatever is made of it.
        either_way = Counter(key[0] for key in figures_of(expected["optional"]).elements())
        extra = Counter(key[0] for key in (got - want).elements())
        wrong += (extra - either_way).total()
    assert found / wanted >= FOUND_AT_LEAST, f"{found} of {wanted}"
    assert wrong / offered <= WRONG_AT_MOST, f"{wrong} of {offered}"


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
