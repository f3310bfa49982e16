"""One figure, also as a part of another: what it accepts, what it refuses, what a reader gets."""

from datetime import date
from typing import Any

from django.test import Client
from django.utils import translation

from wagtail.blocks import StructBlock, StructBlockValidationError

import pytest

from results.blocks import StatBlock, find_issues
from results.blocks.body import FigureChangeBlock
from results.blocks.stat_value import figures_in
from results.blocks.walking import walk
from results.issues import Severity, Stage
from results.models import ResultsPage
from results.reading import PageReading
from tests.factories import ResultsPageFactory, as_stream, block

BLOCK = StatBlock()
BLOCK.set_name("stat")


def stat(**fields: Any) -> Any:
    """A figure as the database would give it."""
    return BLOCK.to_python({"value": "6558", "label": "reports reviewed", **fields})


def codes(value: Any, **wanted: Any) -> set[str]:
    """The codes of the issues that have the wanted attributes."""
    return {
        issue.code
        for issue in find_issues(BLOCK, value)
        if all(getattr(issue, name) == expected for name, expected in wanted.items())
    }


def test_the_api_gives_the_raw_figure_as_text_beside_what_is_displayed() -> None:
    shown = BLOCK.get_api_representation(stat(value="6558", whole_value="7000"))
    assert (shown["value"], shown["whole_value"]) == ("6558", "7000")
    assert (shown["label"], shown["decimals"]) == ("reports reviewed", None)
    assert shown["display"]["data"] == "6558"


def test_a_part_larger_than_its_whole_is_refused_at_every_save() -> None:
    value = stat(value="10", whole_value="5", whole_label="reports")
    assert codes(value, stage=Stage.SAVING) == {"part_exceeds_whole"}
    with pytest.raises(StructBlockValidationError) as refusal:
        BLOCK.clean(value)
    assert set(refusal.value.block_errors) == {"whole_value"}


TYPED = {"whole_value": "7000", "whole_label": "reports"}
PERCENT = {"unit": "percent"}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (TYPED | {"value": "7000"}, set()),
        (TYPED | {"value": None}, {"required"}),
        (TYPED | {"whole_label": ""}, {"whole_label_missing"}),
        (PERCENT | {"value": "100"}, set()),
        (PERCENT | {"value": None}, {"required"}),
        (PERCENT | TYPED | {"value": "101"}, set()),
        ({"period_start": "2016-12-31", "period_end": "2016-12-31"}, set()),
        ({"period_end": "2016-12-31"}, set()),
    ],
)
def test_a_figure_is_refused_for_what_is_wrong_and_for_nothing_else(
    fields: dict[str, Any], expected: set[str]
) -> None:
    assert codes(stat(**fields)) == expected


def test_more_than_a_hundred_per_cent_is_a_warning_only() -> None:
    value = stat(value="101", unit="percent")
    assert codes(value, severity=Severity.WARNING) == {"percent_above_hundred"}
    assert not codes(value, severity=Severity.ERROR)
    assert BLOCK.clean(value)


@pytest.mark.parametrize("number", ["1234567890123", "0.12345", "-1234567890123"])
def test_a_number_with_too_many_digits_is_refused_at_every_save(number: str) -> None:
    assert codes(stat(value=number), stage=Stage.SAVING)


@pytest.mark.parametrize(
    "number", ["NaN", "Infinity", "1e400", "abc", "1e1000000", "99999999999999"]
)
def test_stored_garbage_shows_as_not_stated_and_never_stops_a_page(number: str) -> None:
    value = stat(value=number)
    assert value.quantity is None
    with translation.override("en"):
        assert "Not stated" in BLOCK.render(value)
    assert codes(value)


def test_what_was_typed_and_is_no_number_is_never_stored_as_one() -> None:
    value = BLOCK.to_python({"value": {"unread": "1.234"}, "whole_value": {"unread": "över 5"}})
    assert (value.quantity, value.whole) == (None, None)
    assert BLOCK.get_prep_value(value)["value"] == {"unread": "1.234"}
    assert BLOCK.get_api_representation(value)["value"] == {"unread": "1.234"}
    assert codes(value, stage=Stage.PUBLISHING) >= {"ambiguous", "characters"}
    assert not codes(value, stage=Stage.SAVING)
    assert stat(value={"unread": "250"})["value"] == 250


def test_a_period_that_ends_before_it_starts_is_refused() -> None:
    value = stat(period_start="2016-12-31", period_end="2016-01-01")
    assert codes(value, stage=Stage.SAVING) == {"period_reversed"}
    assert value.period is None
    assert stat(period_start="2016-12-31", period_end="2016-12-31").period


def test_a_start_without_an_end_waits_until_publishing() -> None:
    value = stat(period_start="2016-01-01")
    assert codes(value, stage=Stage.PUBLISHING) == {"period_open"}
    assert BLOCK.clean(value)
    assert (value.period, value.as_of) == (None, None)


def test_an_end_alone_is_the_day_for_which_the_figure_holds() -> None:
    value = stat(period_end="2016-12-31")
    assert (value.period, value.as_of) == (None, date(2016, 12, 31))
    with translation.override("en"):
        assert BLOCK.get_api_representation(value)["display"]["when"] == "as of 31 December 2016"


@pytest.mark.parametrize(
    ("part", "whole", "share"), [("1100", "6558", "16.8"), ("0", "2", "0"), ("2", "2", "100")]
)
def test_the_share_of_the_whole_is_rounded_half_up(part: str, whole: str, share: str) -> None:
    value = stat(value=part, whole_value=whole, whole_label="reports")
    assert BLOCK.get_api_representation(value)["display"]["share"] == share


def test_unknown_choices_in_old_data_fall_back_to_the_plain_figure() -> None:
    value = stat(unit="bushels", qualifier="roughly", scale="dozens")
    with translation.override("en"):
        assert BLOCK.get_api_representation(value)["display"]["text"] == "6,558"


@pytest.mark.parametrize(("part", "whole"), [("999999999999", "0.0001"), ("0", "0"), ("-1", "2")])
def test_a_part_of_no_such_whole_in_old_data_has_no_share_and_stops_no_page(
    part: str, whole: str
) -> None:
    value = stat(value=part, whole_value=whole, whole_label="reports")
    assert value.share is None
    assert "<data" in BLOCK.render(value)


PART, WHOLE = block("stat", "part")["id"], block("stat", "whole")["id"]
STREAM = ResultsPage._meta.get_field("body").stream_block


def body(part: dict[str, Any] | None = None, **whole: Any) -> list[dict[str, Any]]:
    """A part in one block, its whole in a group in another."""
    given = {"value": "1100", "label": "assessed as illegal", "unit": "number", "part_of": WHOLE}
    reviewed = {"value": "6558", "label": "reports reviewed", "unit": "number", **whole}
    return [
        block("stat", "part", **given | (part or {})),
        block("stats", "stats", heading="", stats=[block("stat", "whole", **reviewed)]),
    ]


def issues(content: list[dict[str, Any]]) -> set[tuple[str, tuple[str, ...]]]:
    return {(found.code, found.path[-2:]) for found in find_issues(STREAM, as_stream(content))}


@pytest.mark.django_db
@pytest.mark.parametrize(("whole", "share"), [("6558", "16,8"), ("4400", "25")])
def test_a_change_of_the_whole_changes_the_share(whole: str, share: str, client: Client) -> None:
    page = ResultsPageFactory.create(content=body(value=whole))

    part, other = PageReading.of(page).figures
    html = client.get(page.url).text

    assert (part.whole_figure, other.whole_figure) == (other, None)
    shown = f"av {whole[0]}\u00a0{whole[1:]} reports reviewed ({share}\u00a0%)"
    assert shown in html


@pytest.mark.parametrize(
    ("part", "whole", "code"),
    [
        ({"part_of": PART}, {}, "part_of_missing"),
        ({"part_of": block("stat", "gone")["id"]}, {}, "part_of_missing"),
        ({}, {"part_of": PART}, "part_of_itself"),
        ({}, {"unit": "SEK"}, "part_of_unit"),
        ({}, {"value": "1000"}, "part_exceeds_whole"),
    ],
)
def test_a_whole_that_cannot_be_is_refused_beside_its_choice(
    part: dict[str, Any], whole: dict[str, Any], code: str
) -> None:
    assert (code, (PART, "part_of")) in issues(body(part, **whole))


def test_a_part_may_be_all_of_its_whole() -> None:
    assert not issues(body(value="1100"))


@pytest.mark.parametrize(
    ("part", "whole"), [({}, {"value": None}), ({}, {"unit": "SEK"}), ({"value": None}, {})]
)
def test_without_both_numbers_in_one_unit_there_is_no_share(
    part: dict[str, Any], whole: dict[str, Any]
) -> None:
    content = as_stream(body(part, **whole))
    assert "part_exceeds_whole" not in {found.code for found in find_issues(STREAM, content)}
    value = content[0].value
    assert (value.share, value.bar_width) == (None, "")


@pytest.mark.parametrize(
    ("part", "whole", "width"),
    [(1100, 6558, "16.77%"), (7, 6558, "2"), (0, 5, "0.00%"), (5, 5, "100.00%")],
)
def test_a_bar_is_as_wide_as_its_part_or_just_wide_enough_to_be_seen(
    part: int, whole: int, width: str
) -> None:
    assert StatBlock().to_python({"value": part, "whole_value": whole}).bar_width == width


def test_figures_that_are_in_no_stream_are_no_parts_of_each_other() -> None:
    pair = StructBlock([("one", StatBlock()), ("two", StatBlock())])
    value = pair.to_python({"one": {"value": "5"}, "two": {"value": "9"}})
    assert not any(figure.whole_figure for figure in figures_in(walk(pair, value)))


def test_a_typed_whole_that_is_a_figure_of_the_page_is_pointed_out() -> None:
    typed = {"part_of": "", "whole_value": "6558", "whole_label": "reports"}

    (found,) = find_issues(STREAM, as_stream(body(typed)))

    assert (found.code, found.severity) == ("whole_typed_twice", Severity.WARNING)
    assert found.path == (PART, "whole_value")
    assert "reports reviewed" in str(found.message)
    (unnamed, *_others) = find_issues(STREAM, as_stream(body(typed, label="")))
    assert "6558" in str(unnamed.message)
    for other in (body(typed, unit="SEK"), body(typed | {"whole_value": "6559"})):
        assert issues(other) == set()


@pytest.mark.parametrize("typed", ["", "1"])
def test_decimals_that_a_form_with_an_error_elsewhere_has_not_read_yet_break_nothing(
    typed: str,
) -> None:
    content = as_stream(body())
    content[0].value["decimals"] = content[1].value["stats"][0].value["decimals"] = typed
    assert list(find_issues(STREAM, content)) == []


@pytest.mark.parametrize(
    ("fields", "previous"),
    [
        ({}, "6,558"),
        ({"whole_value": "7000"}, "6,558 of 7,000"),
        ({"period_start": "2016-01-01", "period_end": "2016-12-31"}, "6,558"),
        ({"period_start": "2015-01-01", "period_end": "2015-12-31"}, "6,558 (2015)"),
        ({"period_end": "2016-12-31"}, "6,558 (as of 31 December 2016)"),
        ({"value": None, "whole_value": "7000", "period_end": "2015-12-31"}, ""),
    ],
)
def test_a_change_says_what_the_figure_was(fields: dict[str, Any], previous: str) -> None:
    change = FigureChangeBlock()
    value = change.to_python({"value": "6558", "kind": "correction", **fields})
    page = ResultsPage(period_start=date(2016, 1, 1), period_end=date(2016, 12, 31))
    shown = change.get_display(value, PageReading([("", change, value)], language="en", page=page))
    assert (shown["previous"], shown["data"]) == (previous, "6558" if previous else "")


def test_a_chosen_whole_replaces_a_typed_one() -> None:
    value = as_stream(body({"whole_value": "7000", "whole_label": "reports"}))[0].value

    cleaned = value.block.clean(value)

    assert (cleaned["whole_value"], cleaned["whole_label"]) == (None, "")


@pytest.mark.parametrize("given", ["reports", "6558", f"{WHOLE}x"])
def test_what_is_no_id_of_a_figure_is_refused(given: str) -> None:
    assert ("part_of_unknown", (PART, "part_of")) in issues(body({"part_of": given}))
