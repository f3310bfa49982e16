"""What an editor is told about an edition before publishing it."""

from datetime import UTC, date, datetime
from typing import Any

from django.utils import timezone

from wagtail.models import Collection, CollectionViewRestriction

import pytest

from results import rules
from results.issues import Issue, Severity
from results.models import ResultsPage
from tests.api.building import make_document, make_image
from tests.factories import (
    ResultsIndexPageFactory,
    ResultsPageFactory,
    as_stream,
    block,
)

pytestmark = pytest.mark.django_db


def issues_of(page: ResultsPage) -> list[Issue]:
    """What the panel lists, but for the day of publication, which these editions lack."""
    return [each for each in rules.issues_of(page) if each.code != "publication_missing"]


def codes(page: ResultsPage, *, publishing: bool) -> set[str]:
    """The codes of what refuses the page."""
    return {issue.code for issue in page.get_refusals(publishing=publishing)}


def edition(**fields: Any) -> ResultsPage:
    """A draft that nothing refuses, changed in memory only."""
    page: ResultsPage = ResultsPageFactory.create(live=False)
    for name, value in fields.items():
        setattr(page, name, value)
    return page


def test_a_whole_edition_has_no_issues() -> None:
    assert issues_of(edition()) == []


def test_a_period_that_ends_before_it_starts_refuses_every_save() -> None:
    page = edition(period_start=date(2016, 12, 31), period_end=date(2016, 1, 1))
    assert codes(page, publishing=False) == {"period_reversed"}


@pytest.mark.parametrize(
    ("day", "goes_live", "code"),
    [
        ("2016-12-30", None, "publication_before_end"),
        ("2016-12-31", None, None),
        ("2017-03-03", None, None),
        ("2017-03-04", None, "publication_to_come"),
        ("2017-03-04", datetime(2017, 3, 4, 8, tzinfo=UTC), None),
        ("2017-03-05", datetime(2017, 3, 4, 8, tzinfo=UTC), "publication_to_come"),
    ],
)
def test_a_day_of_publication_that_cannot_be_is_a_warning(
    monkeypatch: pytest.MonkeyPatch, day: str, goes_live: datetime | None, code: str | None
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: datetime(2017, 3, 3, 12, tzinfo=UTC))
    page = edition(publication_date=date.fromisoformat(day), go_live_at=goes_live)
    found = [(each.code, each.severity) for each in issues_of(page) if "publication" in each.code]
    assert found == ([(code, Severity.WARNING)] if code else [])


def test_an_edition_without_a_day_of_publication_has_a_warning() -> None:
    (issue,) = rules.issues_of(edition())
    assert (issue.code, issue.severity) == ("publication_missing", Severity.WARNING)
    assert issue.message == "Det finns inget publiceringsdatum, så läsarna ser inget."


def test_a_body_that_cannot_be_read_refuses_every_save_and_an_empty_one_none() -> None:
    page: Any = edition()
    for raw in ("{no json", "5", '"text"', '{"type": "text"}'):
        page.body = raw
        assert codes(page, publishing=False) == {"stream_unreadable"}, raw
    for raw in ("", "[]", "null"):
        page.body = raw
        assert not codes(page, publishing=True), raw


def test_an_overlapping_period_is_a_warning_only() -> None:
    index = ResultsIndexPageFactory.create()
    ResultsPageFactory.create(parent=index, year=2016)
    other = ResultsPageFactory.create(parent=index, year=2017, live=False)
    other.period_start = date(2016, 7, 1)
    found = issues_of(other)
    assert [(issue.code, issue.severity) for issue in found] == [
        ("period_overlaps", Severity.WARNING)
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ([block("text", "t", text='<p><a linktype="page" id="999">x</a></p>')], "page_missing"),
        (
            [block("campaign", "c", heading="h", text="<p>t</p>", image={"image": 999})],
            "image_missing",
        ),
    ],
)
def test_what_a_visitor_would_miss_is_a_warning(content: list[dict[str, Any]], code: str) -> None:
    page = ResultsPageFactory.create(live=False)
    ResultsPage.objects.filter(pk=page.pk).update(body=as_stream(content))
    (issue,) = issues_of(ResultsPage.objects.get(pk=page.pk))
    assert (issue.code, issue.severity) == (code, Severity.WARNING)
    assert issue.path[:2] == ("body", content[0]["id"])


def test_a_private_main_image_and_report_are_a_warning_each() -> None:
    root = Collection.get_first_root_node() or Collection.add_root(name="Root")
    private = root.add_child(name="Private")
    page = ResultsPageFactory.create(live=False, hero_image=make_image(), report=make_document())
    for file in (page.hero_image, page.report):
        type(file).objects.filter(pk=file.pk).update(collection=private)
    assert not {issue.code for issue in issues_of(page)} & {"image_missing"}

    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")

    found = {(issue.code, issue.path, issue.severity) for issue in issues_of(page)}
    assert ("image_missing", ("hero_image",), Severity.WARNING) in found
    assert ("document_missing", ("report",), Severity.WARNING) in found


def stat(name: str, highlight: str) -> dict[str, Any]:
    return block("stat", name, value="1", label=name, highlight=highlight)


def test_what_is_a_warning_from_another_time_is_listed_and_asked_for_by_no_save(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = ResultsPageFactory.create(introduction="What we did in 2009.")
    assert [found.code for found in issues_of(page)] == ["other_year"]

    refused = tuple(each for each in ResultsPage.rules if each.refuses)
    asked = rules.Rule(lambda _page: pytest.fail("A save asked."))
    monkeypatch.setattr(ResultsPage, "rules", (*refused, asked))
    page.save_revision().publish()


def warnings(content: list[dict[str, Any]]) -> list[tuple[str, tuple[str, ...]]]:
    page = ResultsPageFactory.create(content=content)
    found = rules.issues_of(ResultsPage.objects.get(pk=page.pk))
    return [(each.code, each.path) for each in found if each.field == "body"]


def test_a_second_lead_figure_is_a_warning_at_its_place() -> None:
    first, second = stat("first", "lead"), stat("second", "lead")
    group = block("stats", "group", stats=[second])

    assert warnings([first, group]) == [
        ("lead_twice", ("body", group["id"], "stats", second["id"], "highlight"))
    ]


@pytest.mark.parametrize(("care", "codes"), [("collapsed", ["key_figure_closed"]), ("notice", [])])
def test_only_a_key_figure_of_a_closed_part_is_a_warning(care: str, codes: list[str]) -> None:
    figures = [stat("lead", "lead"), stat("key", "key"), stat("plain", "none")]
    part = block(
        "campaign", "p", heading="P", text="<p>Text.</p>", stats=[stat("s", "key")], care=care
    )

    assert [code for code, _path in warnings([*figures, part])] == codes
