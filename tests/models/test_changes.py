"""Each published figure that changes has its entry, and no public entry is ever lost."""

from datetime import date
from decimal import Decimal
from typing import Any

from wagtail.models import Locale

import pytest

from results.blocks import ChangeKind
from results.content import EditionContent
from results.models import ResultsPage
from results.publishing import Refused
from results.rules.changes import (
    add_changes,
    differences,
    explained_changes,
    kept_changes,
    missing_changes,
)
from tests.factories import IndicatorFactory, ResultsPageFactory, again, block, described, home_page

pytestmark = pytest.mark.django_db

TIPS = block("stat", "tips", value="6558", label="tips", unit="number")
SHARED = block(
    "stat", "shared", value="1100", label="of them", whole_value="6558", whole_label="tips"
)
YEAR = date(2016, 1, 1), date(2016, 12, 31)


def edition(*stats: dict[str, Any], period: tuple[date, date] = YEAR, **fields: Any) -> ResultsPage:
    """An edition in memory; `changes` and the like in `fields`."""
    page = ResultsPage(title="2016", body=list(stats), **{"live": True, **fields})
    page.period_start, page.period_end = period
    page.first_published_at = page.first_published_at or "2017-03-01"
    return page


def beside(live: ResultsPage | None, draft: ResultsPage) -> EditionContent:
    """The content of a draft beside what is public."""
    content = EditionContent(draft)
    content.public = live and EditionContent(live)
    return content


def stat(other: dict[str, Any], /, **value: Any) -> dict[str, Any]:
    return {**other, "value": {**other["value"], **value}}


def entry(name: str = "entry", **value: Any) -> dict[str, Any]:
    """What says rightly that TIPS was 6558 of 2016, unless told otherwise."""
    right = {
        "figure": TIPS["id"],
        "label": "tips",
        "value": "6558",
        "unit": "number",
        "qualifier": "exact",
        "period_start": "2016-01-01",
        "period_end": "2016-12-31",
        "kind": "correction",
        "reason": "58 had been counted twice.",
    }
    return block("change", name, **{**right, **value})


OTHERWISE: dict[str, dict[str, Any]] = {
    "value": {"value": "6500"},
    "unit": {"unit": "percent"},
    "qualifier": {"qualifier": "over"},
    "whole": {"whole_value": "10000"},
    "period": {"period_start": "2016-01-01", "period_end": "2016-06-30"},
    "as of": {"period_end": "2016-12-31"},
}


@pytest.mark.parametrize("value", OTHERWISE.values(), ids=OTHERWISE)
def test_a_figure_that_differs_in_any_of_these_needs_its_entry(value: dict[str, Any]) -> None:
    live, draft = edition(TIPS), edition(stat(TIPS, **value))
    assert [found.before.block_id for found in missing_changes(beside(live, draft))] == [TIPS["id"]]
    draft.changes = [entry()]
    assert missing_changes(beside(live, draft)) == []


THE_SAME: dict[str, dict[str, Any]] = {
    "label": {"label": "reports"},
    "how it is shown": {"scale": "thousand", "decimals": 1},
    "notation": {"value": "6558.0"},
    "the page's period said by the figure": {
        "period_start": "2016-01-01",
        "period_end": "2016-12-31",
    },
    "source and note": {"source": "Police", "note": "Counted by hand."},
    "highlight": {"highlight": "lead"},
}


@pytest.mark.parametrize("value", THE_SAME.values(), ids=THE_SAME)
def test_what_leaves_the_figure_the_same_needs_no_entry(value: dict[str, Any]) -> None:
    assert missing_changes(beside(edition(TIPS), edition(stat(TIPS, **value)))) == []


def test_an_entry_says_what_was_counted_where_only_the_indicator_has_a_name() -> None:
    indicator = IndicatorFactory.create(name="tips")
    named = stat(TIPS, label="", indicator=indicator.pk)
    page = ResultsPageFactory.create(content=[named], title="2016")
    page.body[0].value["value"] = Decimal(6500)
    described(page).save_revision().publish()
    assert page.changes[0].value["label"] == "tips"


def test_a_figure_that_is_gone_needs_its_entry_and_one_that_has_moved_or_is_new_needs_none() -> (
    None
):
    live = edition(TIPS, SHARED)
    assert [found.after for found in missing_changes(beside(live, edition(SHARED)))] == [None]
    group = block("stats", "group", heading="Figures", stats=[TIPS])
    assert missing_changes(beside(live, edition(SHARED, group))) == []
    assert missing_changes(beside(edition(TIPS), edition(TIPS, SHARED))) == []


def test_another_period_of_the_page_is_one_of_each_figure_that_has_none_of_its_own() -> None:
    own = stat(SHARED, period_start="2016-01-01", period_end="2016-06-30")
    live = edition(TIPS, own)
    draft = edition(TIPS, own, period=(date(2016, 7, 1), date(2017, 6, 30)))
    assert [found.before.block_id for found in missing_changes(beside(live, draft))] == [TIPS["id"]]


def test_what_was_never_public_and_what_is_not_public_need_no_entry() -> None:
    draft = edition(stat(TIPS, value="6500"))
    assert missing_changes(beside(None, draft)) == []
    assert missing_changes(beside(edition(TIPS, live=False), draft)) == []


FALSE: dict[str, dict[str, Any]] = {
    "another figure": {"figure": SHARED["id"]},
    "another value": {"value": "6557"},
    "another unit": {"unit": "percent"},
    "another qualifier": {"qualifier": "over"},
    "another whole": {"whole_value": "7000"},
    "another period": {"period_end": "2016-06-30"},
    "no kind": {"kind": ""},
    "no reason": {"reason": "  "},
    "a reason that nobody sees": {"reason": "\u200b"},
    "as new what was public": {"kind": "new"},
    "as withdrawn what is there": {"kind": "withdrawn"},
}


@pytest.mark.parametrize("value", FALSE.values(), ids=FALSE)
def test_an_entry_that_says_something_else_answers_nothing_and_is_not_kept(
    value: dict[str, Any],
) -> None:
    live, draft = edition(TIPS), edition(stat(TIPS, value="6500"), changes=[entry(**value)])
    assert len(missing_changes(beside(live, draft))) == 1
    assert kept_changes(beside(live, draft)) == []


def test_an_entry_for_a_figure_that_is_as_it_was_is_not_kept() -> None:
    assert kept_changes(beside(edition(TIPS), edition(TIPS, changes=[entry()]))) == []


def test_a_public_entry_answers_no_later_change() -> None:
    live = edition(TIPS, changes=[entry()])
    draft = edition(stat(TIPS, value="6500"), changes=[entry()])
    assert len(missing_changes(beside(live, draft))) == 1


def test_what_an_entry_leaves_out_of_the_figure_is_filled_in() -> None:
    live = edition(SHARED)
    draft = edition(stat(SHARED, value="1101"))
    add_changes(draft, {SHARED["id"]: ("revision", "Counted anew.")})
    (kept,) = kept_changes(beside(live, draft))
    told = ("label", "value", "whole_value", "period_start", "period_end", "kind", "reason")
    assert [str(kept["value"][name]) for name in told] == [
        "of them",
        "1100",
        "6558",
        "2016-01-01",
        "2016-12-31",
        "revision",
        "Counted anew.",
    ]
    assert kept["value"]["date"]


def test_an_entry_may_tell_of_a_new_figure() -> None:
    new = block("change", "new", figure=SHARED["id"], kind="new", reason="It was forgotten.")
    assert len(kept_changes(beside(edition(TIPS), edition(TIPS, SHARED, changes=[new])))) == 1
    assert kept_changes(beside(edition(TIPS, SHARED), edition(TIPS, SHARED, changes=[new]))) == []


def test_what_a_figure_was_called_and_how_it_was_shown_is_no_clients_to_say() -> None:
    false: dict[str, Any] = {"label": "something else", "scale": "million", "decimals": 0}
    draft = edition(stat(TIPS, value="6500"), changes=[entry(**false)])
    (kept,) = kept_changes(beside(edition(TIPS), draft))
    assert [kept["value"][name] for name in false] == ["tips", "none", None]
    told = entry("new", figure=SHARED["id"], kind="new", value="99999", label="something else")
    (kept,) = kept_changes(beside(edition(TIPS), edition(TIPS, SHARED, changes=[told])))
    assert (kept["value"]["label"], kept["value"]["value"]) == ("of them", None)


def published(value: str = "6558") -> ResultsPage:
    page: ResultsPage = ResultsPageFactory.create(content=[stat(TIPS, value=value)])
    page.save_revision().publish()
    return again(page)


def change(page: Any, value: str, *, reason: str = "") -> None:
    """Publish another value; with its entry, if there is a reason."""
    page.body = [stat(TIPS, value=value)]
    if reason:
        add_changes(page, {TIPS["id"]: (ChangeKind.CORRECTION.value, reason)})
    page.save_revision().publish()


def told(page: Any) -> list[tuple[str, str]]:
    return [(str(found.value["value"]), found.value["reason"]) for found in again(page).changes]


def test_a_public_entry_that_a_draft_lacks_or_alters_is_put_back() -> None:
    page = published()
    change(again(page), "6500", reason="Some were counted twice.")
    without, altered = again(page), again(page)
    without.changes = []
    without.save_revision().publish()
    altered.changes[0].value["reason"] = "Nothing happened."
    altered.save()
    assert told(page) == [("6558", "Some were counted twice.")]


def test_an_earlier_revision_needs_entries_for_what_it_takes_back_and_keeps_the_others() -> None:
    page = published()
    earlier = page.latest_revision
    change(again(page), "6500", reason="Some were counted twice.")
    with pytest.raises(Refused):
        earlier.publish()
    reverted = earlier.as_object()
    described(reverted).save_revision().publish()
    assert [value for value, _reason in told(page)] == ["6558", "6500"]
    assert again(page).body[0].value["value"] == 6558


def test_a_copy_has_no_changes_of_another_page() -> None:
    page = published()
    change(again(page), "6500", reason="Some were counted twice.")
    copy = again(page).copy(update_attrs={"slug": "copy"}, keep_live=False)
    assert list(again(copy).changes) == []
    assert list(again(copy).get_latest_revision_as_object().changes) == []


def test_a_page_that_was_unpublished_keeps_its_entries() -> None:
    page = published()
    change(again(page), "6500", reason="Some were counted twice.")
    again(page).unpublish()
    gone = again(page)
    gone.changes = []
    gone.save()
    gone.save_revision().publish()
    assert told(page) == [("6558", "Some were counted twice.")]


def test_a_translation_made_by_hand_is_asked_for_nothing() -> None:
    home_page("en")
    page = published()
    english = page.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    english.save_revision().publish()
    change(again(page), "6500", reason="Some were counted twice.")
    english = again(english)
    english.body = [stat(TIPS, value="6500")]
    assert list(explained_changes.find(english.read_content())) == []


def test_a_difference_names_where_the_figure_stands_in_the_draft() -> None:
    group = block("stats", "group", heading="Figures", stats=[stat(TIPS, value="6500")])
    moved, gone = differences(beside(edition(TIPS, SHARED), edition(group)))
    assert moved.path == ("body", group["id"], "stats", TIPS["id"])
    assert gone.path == ("body",)
