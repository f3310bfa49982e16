"""Next year's edition, begun from this year's."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.test import Client
from django.utils.translation import override

import pytest

from results.issues import Severity
from results.models import ResultsPage
from results.models.next_edition import start_next_edition
from results.publishing import Refused
from results.quantities import Period
from results.quantities.periods import next_period
from results.record.recording import record_left_over
from results.rules import issues_of
from results.rules.page import read_open_points
from tests.factories import ResultsPageFactory, block, table_block

pytestmark = pytest.mark.django_db


def body(note: str = "The film is from 24 November 2016.") -> list[dict[str, Any]]:
    own = {"value": "133000", "label": "views", "period_end": "2016-12-31", "note": note}
    whole = {"whole_value": "6558", "whole_label": "all"}
    return [
        block("text", "text", heading="The hotline in 2016", text="<p>Every report is read.</p>"),
        block("stat", "views", unit="number", **own),
        block("stat", "part", qualifier="over", value="1100", label="illegal", **whole),
    ]


def edition(**fields: Any) -> ResultsPage:
    given = {"title": "Results 2016", "slug": "2016", "introduction": "Our year."} | fields
    made: ResultsPage = ResultsPageFactory.create(content=body(), **given)
    return made


@pytest.mark.parametrize(
    ("start", "end", "following"),
    [
        ("2016-01-01", "2016-12-31", ("2017-01-01", "2017-12-31")),
        ("2015-01-01", "2016-12-31", ("2017-01-01", "2018-12-31")),
        ("2015-03-01", "2016-02-29", ("2016-03-01", "2017-02-28")),
        ("2016-01-01", "2016-03-31", ("2016-04-01", "2016-06-30")),
        ("2016-03-03", "2016-03-10", ("2016-03-11", "2016-03-18")),
    ],
)
def test_the_next_period_is_as_long_and_begins_the_day_after(
    start: str, end: str, following: tuple[str, str]
) -> None:
    found = next_period(Period(date.fromisoformat(start), date.fromisoformat(end)))
    assert (found.start.isoformat(), found.end.isoformat()) == following


def test_structure_and_texts_come_along_and_values_do_not() -> None:
    draft = start_next_edition(edition(publication_date=date(2017, 3, 14)))

    assert (draft.title, draft.slug, draft.live) == ("Results 2017", "2017", False)
    assert draft.publication_date is None
    assert (draft.period_start, draft.period_end) == (date(2017, 1, 1), date(2017, 12, 31))
    text, views, part = (bound.value for bound in draft.get_latest_revision_as_object().body)
    assert text["heading"] == "The hotline in 2016"
    assert (views["value"], views["label"], views["unit"]) == (None, "views", "number")
    assert views["period_end"] == date(2017, 12, 31)
    assert (part["value"], part["whole_value"], part["whole_label"]) == (None, None, "all")
    assert part["qualifier"] == "exact"


def test_each_figure_is_the_one_that_it_was_in_the_edition_before() -> None:
    before = edition()
    draft = start_next_edition(before)
    assert [bound.id for bound in draft.body] == [bound.id for bound in before.body]
    assert draft.translation_key != before.translation_key


def test_each_text_is_to_be_confirmed_and_says_how_it_reads() -> None:
    with override("en"):
        draft = start_next_edition(edition())

    points = [(point.path[-1], point.text) for point in read_open_points(draft.open_points)]
    assert points == [
        ("introduction", "Does this hold for 2017? “Our year.”"),
        ("heading", "Does this hold for 2017? “The hotline in 2016”"),
        ("text", "Does this hold for 2017? “Every report is read.”"),
        ("note", "Does this hold for 2017? “The film is from 24 November 2016.”"),
    ]


def test_the_source_of_several_figures_names_the_new_year_and_is_confirmed_once() -> None:
    before = edition()
    for bound in list(before.body)[1:]:
        bound.value["source"] = "Annual report 2016"
    with override("en"):
        draft = start_next_edition(before)

    assert [bound.value["source"] for bound in list(draft.body)[1:]] == ["Annual report 2017"] * 2
    (said,) = (p.text for p in read_open_points(draft.open_points) if p.path[-1] == "source")
    assert said == "Does this hold for 2017? “Annual report 2017” It occurs in 2 places."


def test_corrections_stay_with_the_edition_that_had_them() -> None:
    entry = {"figure": body()[1]["id"], "kind": "correction", "reason": "Counted twice."}
    before = edition()
    before.changes = json.dumps([{"type": "change", "value": entry}])
    draft = start_next_edition(before)
    assert (len(before.changes), len(draft.changes)) == (1, 0)
    assert {point.path[0] for point in read_open_points(draft.open_points)} == {
        "introduction",
        "body",
    }


def test_a_long_text_is_shown_around_the_year_that_it_names() -> None:
    words = "Many words come between. " * 9
    text = f"In 2005 it began. {words}In 2016 it was spread. {words}"
    with override("en"):
        draft = start_next_edition(edition(introduction=text))

    said = read_open_points(draft.open_points)[0].text
    assert "In 2016 it was spread." in said
    assert said.startswith("Does this hold for 2017? “…")
    assert said.endswith("…”")
    assert len(said) < 180


def test_publishing_is_refused_while_a_point_is_open_or_a_figure_is_empty() -> None:
    draft = start_next_edition(edition())

    with pytest.raises(Refused) as refused:
        draft.get_latest_revision().publish()

    assert {found.code for found in refused.value.refusals} >= {"open_point", "required"}
    values = {
        found.path for found in draft.get_refusals(publishing=True) if found.code == "required"
    }
    assert {path[-1] for path in values} == {"value"}


def test_the_same_period_is_not_begun_twice() -> None:
    before = edition()
    start_next_edition(before)

    with pytest.raises(ValidationError, match="2017"):
        start_next_edition(before)
    assert ResultsPage.objects.count() == 2


def test_a_slug_that_another_page_has_is_numbered() -> None:
    before = edition()
    ResultsPageFactory.create(parent=before.get_parent(), year=2014, slug="2017")
    assert start_next_edition(before).slug == "2017-1"


def test_a_figure_that_is_as_it_was_a_year_before_is_pointed_out() -> None:
    draft = start_next_edition(edition())
    # In tests nothing is ever committed, and no step follows.
    record_left_over(ResultsPage)
    draft.body[1].value["value"], draft.body[2].value["value"] = Decimal(133000), Decimal(1200)

    (found,) = (found for found in issues_of(draft) if found.code == "figure_repeated")

    assert found.path == ("body", draft.body[1].id, "value")
    assert found.severity is Severity.WARNING
    assert "133" in str(found.message)
    assert "2016" in str(found.message)


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"title": "Resultat 2016"}, ("title",)),
        ({"introduction": "What we did in 2016."}, ("introduction",)),
        ({"title": "Results"}, None),
        ({"title": "Results 2017"}, None),
        ({"introduction": "In 2017 as in 2005."}, None),
    ],
)
def test_a_text_that_names_another_year_only_is_pointed_out(
    fields: dict[str, str], path: tuple[str, ...] | None
) -> None:
    page = ResultsPageFactory.create(year=2017, **{"introduction": "Our year."} | fields)
    assert [f.path for f in issues_of(page) if f.code == "other_year"] == [path] * bool(path)


def test_a_day_outside_the_period_is_pointed_out() -> None:
    page = ResultsPageFactory.create(year=2017, content=body())
    (found,) = (found for found in issues_of(page) if found.code == "outside_period")
    assert found.path == ("body", block("stat", "views")["id"], "period_end")


def test_an_editor_begins_it_from_the_edition_or_from_its_index(admin_client: Client) -> None:
    before = edition()
    for page in (before, before.get_parent()):
        address = f"/admin/results/next-edition/{before.pk}/"
        shown = "edit" if page == before else ""
        assert address in admin_client.get(f"/admin/pages/{page.pk}/{shown}".rstrip("/") + "/").text

    assert "2017" in admin_client.get(address).text
    answer = admin_client.post(address)

    draft = ResultsPage.objects.get(slug="2017")
    assert answer["Location"] == f"/admin/pages/{draft.pk}/edit/"
    assert admin_client.get(answer["Location"]).status_code == 200
    assert admin_client.post(address, follow=True).redirect_chain[0][0].endswith("/")
    assert ResultsPage.objects.count() == 2


def test_the_numbers_of_a_table_stay_behind_and_its_words_are_to_be_confirmed() -> None:
    edition = ResultsPageFactory.create(content=[table_block("table", ("Hotline", "6558"))])
    draft = start_next_edition(edition)
    (table,) = draft.body
    assert [row["values"] for row in table.value["table"].row_data] == [["Hotline", None]]
    assert [point.path for point in read_open_points(draft.open_points)] == [
        ("body", table.id, "table")
    ]
