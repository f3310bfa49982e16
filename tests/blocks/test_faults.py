"""Faults and places are found at any depth, and without what other threads can change."""

import json
from typing import Any

from wagtail.blocks import CharBlock, ListBlock, StreamBlock, StructBlock

import pytest

from results.blocks import ResultsStreamBlock, Stage, as_validation_error, find_issues
from results.blocks.stored import Stored
from results.blocks.walking import Node, steps_in_json, walk
from results.models import ResultsPage
from tests.api.building import ENGLISH, make_body

CAMPAIGN = "00000000-0000-4000-8000-000000000001"
STAT = "00000000-0000-4000-8000-000000000002"
BODY = ResultsStreamBlock()


def body(*items: tuple[str, dict[str, Any]]) -> tuple[ResultsStreamBlock, Any]:
    """A stream of the plugin's blocks with known ids."""
    block = ResultsStreamBlock()
    raw = [
        {"type": kind, "value": value, "id": f"{number:08d}-0000-4000-8000-000000000000"}
        for number, (kind, value) in enumerate(items)
    ]
    return block, block.to_python(raw)


def test_a_fault_in_a_nested_figure_says_where_it_is_and_stands_beside_its_field() -> None:
    """The only figure of the campaign is larger than its whole."""
    stat = {"value": "9", "label": "x", "whole_value": "3", "whole_label": "y"}
    stats = [{"type": "stat", "id": STAT, "value": stat}]
    block, value = body(("campaign", {"heading": "h", "text": "<p>t</p>", "stats": stats}))
    (fault,) = find_issues(block, value)
    assert fault.path == (value[0].id, "stats", STAT, "whole_value")
    error = as_validation_error(block, value, [fault])
    nested = error.block_errors[0].block_errors["stats"].block_errors[0]  # type: ignore[attr-defined]
    assert nested.block_errors["whole_value"].messages == ["Delen är större än helheten."]


def test_what_is_required_is_found_while_another_thread_saves_a_draft() -> None:
    block, value = body(("campaign", {"heading": "", "text": ""}))
    block.defer_required_validation()
    try:
        found = {fault.path[1] for fault in find_issues(block, value) if fault.code == "required"}
    finally:
        block.restore_deferred_validation()
    assert found == {"heading", "text"}


def test_a_body_holds_at_most_fifty_blocks() -> None:
    quote = ("quote", {"quote": "q", "name": "n"})
    assert not list(find_issues(*body(*[quote] * 50)))
    assert [fault.code for fault in find_issues(*body(*[quote] * 51))] == ["too_many"]


def test_a_group_without_figures_waits_until_publishing() -> None:
    (fault,) = find_issues(*body(("stats", {"heading": "h", "stats": []})))
    assert (fault.code, fault.stage) == ("too_few", Stage.PUBLISHING)


def test_a_hosts_own_block_is_checked_by_its_declared_options() -> None:
    block = StructBlock([("names", ListBlock(CharBlock(max_length=3)))])
    value = block.to_python({"names": ["abcd", ""]})
    assert sorted(fault.code for fault in find_issues(block, value)) == ["max_length", "required"]


@pytest.mark.parametrize(
    ("kind", "value", "code"),
    [
        ("image", {"image": None}, "image_missing"),
        ("video", {"url": "https://vimeo.com/1"}, "title_missing"),
        ("helpline", {"name": "n"}, "helpline_unreachable"),
        ("campaign", {"hashtag": "two words"}, "hashtag_invalid"),
        ("text", {"text": '<p data-block-key="a"></p>'}, "required"),
        ("text", {"text": '<p><a linktype="page" id="abc">x</a></p>'}, "rich_text_link_damaged"),
        ("text", {"text": "<p>a\ud83d</p>"}, "half_character"),
    ],
)
def test_each_block_refuses_what_is_unfinished_or_wrong(
    kind: str, value: dict[str, Any], code: str
) -> None:
    assert code in {fault.code for fault in find_issues(*body((kind, value)))}


@pytest.mark.parametrize("link", ["<a>here</a>", '<a href="#part">here</a>'])
def test_a_link_that_leads_nowhere_else_is_no_fault(link: str) -> None:
    text = {"heading": "h", "text": f"<p>We met {link}.</p>"}
    assert list(find_issues(*body(("text", text)))) == []


@pytest.mark.django_db
@pytest.mark.parametrize("kind", sorted(ResultsStreamBlock().child_blocks))
def test_a_field_that_is_null_is_shown_like_one_that_is_missing(kind: str) -> None:
    def shown(value: dict[str, Any]) -> tuple[str, Any]:
        raw = [{"type": kind, "value": value, "id": CAMPAIGN}]
        found = ResultsPage(body=json.dumps(raw)).body
        (given,) = BODY.get_api_representation(found)
        return found.render_as_block({"page": None}), given["value"]["display"]

    assert shown(dict.fromkeys(BODY.child_blocks[kind].child_blocks)) == shown({})


def test_of_what_is_missing_nothing_is_found_but_that_it_is_required() -> None:
    block = StructBlock([("list", StreamBlock([("text", CharBlock())])), ("name", CharBlock())])
    assert {fault.code for fault in find_issues(block, None)} == {"required"}


@pytest.mark.parametrize("kind", sorted(BODY.child_blocks))
def test_every_block_has_what_the_picker_shows(kind: str) -> None:
    child = BODY.child_blocks[kind]
    assert child.meta.icon != "placeholder"
    assert child.get_description()
    assert child.is_previewable


def place(node: Node) -> tuple[object, ...]:
    return node.path, node.block, node.identity


@pytest.mark.django_db
def test_json_and_the_value_that_is_built_of_it_have_the_same_places() -> None:
    raw = Stored(BODY, make_body(ENGLISH, 7)).raw
    places = [place(node) for node in walk(BODY, raw)]
    assert [place(node) for node in walk(BODY, BODY.to_python(raw))] == places
    names = {node.path[-1] for node in walk(BODY, raw) if node.path}
    assert names >= {"heading", "stats", raw[0]["id"]}


def test_a_place_leads_back_through_the_json_to_its_value() -> None:
    raw = Stored(BODY, make_body(ENGLISH, 7)).raw
    for node in walk(BODY, raw):
        found = raw
        for step in steps_in_json(BODY, raw, node.path):
            found = found[step] if isinstance(step, int) else (found or {}).get(step)
        # In the JSON of an API an item of a list stands bare.
        is_item = isinstance(found, dict) and found.get("type") == "item"
        assert (found["value"] if is_item else found) == node.value
        assert not node.identity or node.identity in node.path
