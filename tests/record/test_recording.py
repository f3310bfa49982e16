"""What is on record of an edition, whatever happens to it, and what it costs."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.models import Locale, Page

import pytest

from results.models import Figure, ResultsIndexPage
from results.publishing import Kind, Publication, steps
from results.publishing.steps import run_again
from results.record.models import history_of, record_of
from tests.factories import IndicatorFactory, ResultsIndexPageFactory, described, home_page
from tests.publishing.world import NOTHING, reconcile
from tests.translation.changing import published_in_english

from .building import anew, body, differences, edition, publish, rows, stat_id

pytestmark = pytest.mark.django_db(transaction=True)

WHOLE = {
    "qualifier": "over",
    "unit": "SEK",
    "scale": "million",
    "decimals": 1,
    "whole_value": "9000000",
    "whole_label": "kronor raised",
    "period_start": "2016-01-01",
    "period_end": "2016-06-30",
}


def test_a_published_figure_is_on_record_with_all_that_it_says(index: ResultsIndexPage) -> None:
    page = edition(index, {"value": "2400000", "label": "kronor", **WHOLE})

    (row,) = record_of(page)
    publication = Publication.objects.get(page_id=page.pk)
    assert row.content == {
        "translation_key": page.translation_key,
        "block_id": stat_id(),
        "label": "kronor",
        "value": Decimal(2400000),
        "unit": "SEK",
        "qualifier": "over",
        "scale": "million",
        "decimals": 1,
        "whole_value": Decimal(9000000),
        "whole_label": "kronor raised",
        "whole_block_id": None,
        "indicator_id": None,
        "period_start": date(2016, 1, 1),
        "period_end": date(2016, 6, 30),
        "as_of": None,
        "page_id": page.pk,
        "page_type": "results.resultspage",
        "language_code": "sv",
        "title": "2016",
        "url_path": "/home-sv/results/2016/",
        "edition_start": date(2016, 1, 1),
        "edition_end": date(2016, 12, 31),
    }
    assert (row.publication, row.valid_from, row.valid_to) == (
        publication,
        publication.created_at,
        None,
    )


def test_a_figure_is_on_record_for_its_day_else_for_the_period_of_the_edition(
    index: ResultsIndexPage,
) -> None:
    page = edition(index, {}, {"name": "day", "period_end": "2016-06-30"})
    assert [(row.period_start, row.period_end, row.as_of) for row in record_of(page)] == [
        (date(2016, 1, 1), date(2016, 12, 31), None),
        (None, None, date(2016, 6, 30)),
    ]


def test_whatever_changes_of_a_figure_closes_its_row_and_opens_another(
    index: ResultsIndexPage,
) -> None:
    page = edition(index, {"name": "same", "value": "1"}, {})

    publish(page, {"name": "same", "value": "1"}, {"qualifier": "over"})

    before, after = history_of(page.translation_key, stat_id())
    assert before.valid_to == after.valid_from == Publication.objects.all()[0].created_at
    assert after.valid_to is None
    # What did not change keeps its row.
    (same,) = history_of(page.translation_key, stat_id("same"))
    assert same.valid_from == before.valid_from
    assert differences() == []


def test_what_changes_no_figure_leaves_the_record_as_it_is(index: ResultsIndexPage) -> None:
    page = edition(index, {"name": "one", "value": "1"}, {"name": "two", "value": "2"})
    before = list(Figure.objects.values())

    publish(page, {"name": "two", "value": "2"}, {"name": "one", "value": "1.0"}, introduction="x")
    anew(page).save_revision()

    assert list(Figure.objects.values()) == before


def test_a_figure_that_is_gone_is_closed_and_one_that_comes_back_has_another_row(
    index: ResultsIndexPage,
) -> None:
    page = edition(index, {"name": "a", "value": "1"}, {"name": "b", "value": "2"})
    for figures in ([{"name": "b", "value": "2"}], [{"name": "a", "value": "1"}]):
        publish(page, *figures)

    assert rows(page) == [(1, False), (2, False), (1, True)]


GONE: dict[str, Callable[[Any], Any]] = {
    "unpublished": lambda page: page.unpublish(),
    "deleted with its index": lambda page: page.get_parent().delete(),
}


@pytest.mark.parametrize("act", GONE.values(), ids=GONE)
def test_the_rows_of_an_edition_that_goes_are_closed_and_stay(
    index: ResultsIndexPage, act: Callable[[Any], Any]
) -> None:
    page = edition(index)

    act(anew(page))

    (row,) = Figure.objects.all()
    last = Publication.objects.filter(page_id=page.pk)[0]
    assert row.valid_to == last.created_at
    assert (row.title, row.url_path) == ("2016", "/home-sv/results/2016/")
    assert row.page_id == (page.pk if Page.objects.filter(pk=page.pk).exists() else None)
    assert differences() == []


def test_an_alias_is_not_on_record_until_it_becomes_a_page_of_its_own(
    index: ResultsIndexPage,
) -> None:
    page = edition(index)
    alias = anew(page).create_alias(parent=ResultsIndexPageFactory.create(slug="other"))
    publish(page, {"value": "6500"})
    assert anew(alias).body[0].value["stats"][0].value["value"] == 6500
    assert rows(alias) == []

    ConvertAliasPageAction(anew(alias)).execute(skip_permission_checks=True)

    assert reconcile().cleared == 1
    assert rows(alias) == [(6500, True)]
    assert reconcile() == NOTHING


def test_an_edition_from_before_the_record_is_recorded_by_the_next_reconciliation(
    index: ResultsIndexPage,
) -> None:
    page = edition(index)
    Figure.objects.all().delete()
    reconcile()
    assert record_of(page).get().valid_from == Publication.objects.all()[0].created_at


@pytest.mark.parametrize("is_made_by_hand", [True, False])
def test_only_the_source_is_on_record_and_its_history_is_that_of_every_language(
    index: ResultsIndexPage, is_made_by_hand: bool
) -> None:
    if is_made_by_hand:
        page, translation = in_two_languages(index)
    else:
        home_page("en")
        page = edition(index)
        published_in_english(page)
        translation = anew(page).get_translations().get()
    publish(page, {"value": "6500"})

    assert anew(translation).body[0].value["stats"][0].value["value"] == 6500
    assert rows(page) == rows(translation) == [(6558, False), (6500, True)]
    anew(translation).delete()
    assert {row.language_code for row in Figure.objects.all()} == {"sv"}
    assert record_of(page).count() == 1


def in_two_languages(index: ResultsIndexPage) -> tuple[Any, Any]:
    """A published edition and its published English version."""
    home_page("en")
    page = edition(index)
    english = Locale.objects.get(language_code="en")
    translation = anew(page).copy_for_translation(english, copy_parents=True)
    translation.get_latest_revision().publish()
    return page, translation


def test_a_translation_that_is_left_alone_takes_over_from_the_day_its_source_went(
    index: ResultsIndexPage,
) -> None:
    page, translation = in_two_languages(index)

    anew(page).delete()

    before, after = history_of(page.translation_key, stat_id())
    deleted = Publication.objects.get(page_id=page.pk, kind=Kind.DELETED)
    assert before.valid_to == after.valid_from == deleted.created_at
    assert (after.language_code, after.page_id) == ("en", translation.pk)


def test_a_translation_takes_over_from_a_source_that_goes_as_a_draft(
    index: ResultsIndexPage,
) -> None:
    page, translation = in_two_languages(index)
    anew(page).unpublish()
    assert [is_open for _value, is_open in rows(page)] == [False]

    # It was unpublished with its source, and somebody wants it without.
    anew(translation).get_latest_revision().publish()
    anew(page).delete()

    assert differences() == []
    assert Figure.objects.get(valid_to=None).page_id == translation.pk


def test_a_step_that_runs_late_writes_what_is_public_now(index: ResultsIndexPage) -> None:
    page = edition(index)
    publish(page, {"value": "6500"})
    publish(page, {"value": "6400"})
    newest = Publication.objects.all()[0]
    before = list(Figure.objects.values())

    for publication in Publication.objects.filter(page_id=page.pk).order_by("pk"):
        run_again(publication)
    assert list(Figure.objects.values()) == before

    # Nobody has run any: the first that comes records the newest, as that of its publication.
    Figure.objects.all().delete()
    run_again(Publication.objects.filter(page_id=page.pk).order_by("pk")[0])
    (row,) = Figure.objects.all()
    assert (int(row.value), row.publication) == (6400, newest)
    assert differences() == []


def test_a_late_step_of_a_page_that_is_gone_closes_when_it_went(index: ResultsIndexPage) -> None:
    page = edition(index)
    anew(page).delete()
    Figure.objects.update(valid_to=None)
    first, last = Publication.objects.filter(page_id=page.pk).order_by("pk")

    run_again(first)

    assert Figure.objects.get().valid_to == last.created_at


def test_a_type_of_page_that_is_not_installed_any_more_has_no_open_rows(
    index: ResultsIndexPage,
) -> None:
    edition(index)
    Publication.objects.update(page_type="gone.page")

    run_again(Publication.objects.all()[0])

    assert not Figure.objects.filter(valid_to=None).exists()


def test_a_row_never_ends_before_it_begins_whatever_the_clocks_say(index: ResultsIndexPage) -> None:
    page = edition(index)
    later = timezone.now() + timedelta(hours=1)
    Figure.objects.update(valid_from=later)
    publish(page, {"value": "6500"})
    before, after = history_of(page.translation_key, stat_id())
    assert before.valid_to == after.valid_from == later


def test_a_figure_keeps_the_definition_that_it_was_published_for(index: ResultsIndexPage) -> None:
    indicator = IndicatorFactory.create()
    named = {"indicator": indicator.pk, "label": ""}
    page = edition(index, named)
    indicator.definition_version = 2
    indicator.save()

    publish(page, named | {"value": "6559"})
    later = edition(index, named, year=2017)

    history = history_of(page.translation_key, stat_id())
    assert [(row.indicator, row.definition_version) for row in history] == [(indicator, 1)] * 2
    assert [(row.label, row.definition_version) for row in record_of(later)] == [
        ("granskade tips", 2)
    ]
    assert not differences()


def test_a_part_has_its_whole_which_is_recorded_anew_when_that_changes(
    index: ResultsIndexPage,
) -> None:
    part = {"name": "part", "value": "1100", "part_of": str(stat_id("whole"))}
    page = edition(index, part, {"name": "whole"})

    publish(page, part, {"name": "whole", "value": "4400"})

    history = history_of(page.translation_key, stat_id("part"))
    assert [row.whole_value for row in history] == [Decimal(6558), Decimal(4400)]
    assert {(row.whole_label, row.whole_block_id) for row in history} == {
        ("reports", stat_id("whole"))
    }
    assert not differences()


MOST = 10


def queries_of_publishing(page: object, figures: int, value: int) -> int:
    draft = anew(page)
    draft.body = body(*({"name": str(n), "value": str(value)} for n in range(figures)))
    revision = described(draft).save_revision()
    with CaptureQueriesContext(connection) as captured:
        revision.publish()
    return len(captured)


def test_the_record_of_100_figures_costs_at_most_10_queries(
    index: ResultsIndexPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = edition(index)
    queries_of_publishing(page, 1, 1)
    with_it = queries_of_publishing(page, 100, 2)
    assert with_it == queries_of_publishing(page, 1, 3)
    assert queries_of_publishing(page, 100, 4) == with_it
    assert Figure.objects.filter(valid_to=None).count() == 100

    monkeypatch.delitem(steps._steps, "record")
    assert with_it - queries_of_publishing(page, 100, 5) <= MOST
