"""A figure that is a part of another figure of the page."""

from typing import Any

from django.test import Client

import pytest

from results.blocks import Severity, find_faults
from results.models import ResultsPage
from results.reading import PageReading
from tests.factories import ResultsPageFactory, as_stream, block

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


def faults(content: list[dict[str, Any]]) -> set[tuple[str, tuple[str, ...]]]:
    return {(found.code, found.path[-2:]) for found in find_faults(STREAM, as_stream(content))}


@pytest.mark.django_db
@pytest.mark.parametrize(("whole", "share"), [("6558", "16,8"), ("4400", "25")])
def test_a_change_of_the_whole_changes_the_share(whole: str, share: str, client: Client) -> None:
    page = ResultsPageFactory.create(content=body(value=whole))

    part, other = PageReading.of(page).figures
    html = client.get(page.url).text

    assert (part.value.whole_figure, other.value.whole_figure) == (other.value, None)
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
    assert (code, (PART, "part_of")) in faults(body(part, **whole))


def test_a_figure_that_is_a_part_of_another_one_is_fine() -> None:
    assert faults(body()) == set()


def test_a_typed_whole_that_is_a_figure_of_the_page_is_pointed_out() -> None:
    typed = {"part_of": "", "whole_value": "6558", "whole_label": "reports"}

    (found,) = find_faults(STREAM, as_stream(body(typed)))

    assert (found.code, found.severity) == ("whole_typed_twice", Severity.WARNING)
    assert found.path == (PART, "whole_value")
    assert "reports reviewed" in str(found.message)
    for other in (body(typed, unit="SEK"), body(typed | {"whole_value": "6559"})):
        assert faults(other) == set()


@pytest.mark.parametrize("typed", ["", "1"])
def test_decimals_that_a_form_with_an_error_elsewhere_has_not_read_yet_break_nothing(
    typed: str,
) -> None:
    content = as_stream(body())
    content[0].value["decimals"] = content[1].value["stats"][0].value["decimals"] = typed
    assert list(find_faults(STREAM, content)) == []


def test_a_chosen_whole_replaces_a_typed_one() -> None:
    value = as_stream(body({"whole_value": "7000", "whole_label": "reports"}))[0].value

    cleaned = value.block.clean(value)

    assert (cleaned["whole_value"], cleaned["whole_label"]) == (None, "")


@pytest.mark.parametrize("given", ["reports", "6558", f"{WHOLE}x"])
def test_what_is_no_id_of_a_block_is_refused(given: str) -> None:
    assert ("part_of_unknown", (PART, "part_of")) in faults(body({"part_of": given}))
