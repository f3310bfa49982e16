"""Faults and places are found at any depth, and without what other threads can change."""

import json
from typing import Any

from django.core.exceptions import BadRequest, ValidationError

from wagtail.blocks import CharBlock, ListBlock, RichTextBlock, StreamBlock, StructBlock

import pytest

from results.blocks import ResultsStreamBlock, StatBlock, as_validation_error, find_issues
from results.blocks.stored import Stored
from results.blocks.walking import Node, walk
from results.issues import Stage
from results.models import ResultsPage
from tests.api.building import ENGLISH, make_body
from tests.publishing.forms import block_data
from tests.reading.test_pictures import picture

CAMPAIGN = "00000000-0000-4000-8000-000000000001"
STAT = "00000000-0000-4000-8000-000000000002"
BODY = ResultsStreamBlock()
FILM = "https://example.org/film"


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
    (issue,) = find_issues(block, value)
    assert issue.path == (value[0].id, "stats", STAT, "whole_value")
    error = as_validation_error(block, value, [issue])
    nested = error.block_errors[0].block_errors["stats"].block_errors[0]  # type: ignore[attr-defined]
    assert nested.block_errors["whole_value"].messages == ["Delen är större än helheten."]


def test_what_is_required_is_found_while_another_thread_saves_a_draft() -> None:
    block, value = body(("campaign", {"heading": "", "text": ""}))
    block.defer_required_validation()
    try:
        found = {issue.path[1] for issue in find_issues(block, value) if issue.code == "required"}
    finally:
        block.restore_deferred_validation()
    assert found == {"heading", "text"}


def test_a_body_holds_at_most_fifty_blocks() -> None:
    quote = ("quote", {"quote": "q", "name": "n"})
    assert not list(find_issues(*body(*[quote] * 50)))
    assert [issue.code for issue in find_issues(*body(*[quote] * 51))] == ["too_many"]


@pytest.mark.parametrize(
    ("name", "sent"), [("count", "x"), ("count", "-1"), ("0-type", "x"), ("0-deleted", None)]
)
def test_a_damaged_form_of_a_stream_is_refused(name: str, sent: str | None) -> None:
    block, value = body(("stats", {"heading": "h", "stats": [{"type": "stat", "value": {}}]}))
    data = block_data("body", block, value)
    read = block.value_from_datadict(data, {}, "body")
    assert [len(child.value["stats"]) for child in read] == [1]
    kept = {key: each for key, each in data.items() if key != f"body-{name}"}
    with pytest.raises(BadRequest):
        block.value_from_datadict(kept | ({f"body-{name}": sent} if sent else {}), {}, "body")


def test_a_group_without_figures_waits_until_publishing() -> None:
    (issue,) = find_issues(*body(("stats", {"heading": "h", "stats": []})))
    assert (issue.code, issue.stage) == ("too_few", Stage.PUBLISHING)


def test_a_hosts_own_block_is_checked_by_its_declared_options() -> None:
    def refuse(text: str) -> None:
        raise ValidationError(f"{text} is refused.")

    names, name = ListBlock(CharBlock(max_length=3)), CharBlock(validators=[refuse])
    block = StructBlock([("names", names), ("name", name), ("text", RichTextBlock())])
    value = block.to_python({"names": ["abcd", ""], "name": "a", "text": '<embed url="x"/>'})
    found = [issue.code for issue in find_issues(block, value)]
    assert found == ["max_length", "required", "invalid"]


@pytest.mark.parametrize(
    ("kind", "value", "code"),
    [
        ("image", {"image": None}, "image_missing"),
        ("video", {"url": "https://vimeo.com/1"}, "title_missing"),
        ("helpline", {"name": "n"}, "helpline_unreachable"),
        ("campaign", {"hashtag": "two words"}, "hashtag_invalid"),
        ("text", {"text": '<p data-block-key="a"></p>'}, "required"),
        ("text", {"text": '<p><a linktype="page" id="abc">x</a></p>'}, "rich_text_link_damaged"),
        ("text", {"text": '<p><a href="javascript:alert(1)">x</a></p>'}, "url_invalid"),
    ],
)
def test_each_block_refuses_what_is_unfinished_or_wrong(
    kind: str, value: dict[str, Any], code: str
) -> None:
    assert code in {issue.code for issue in find_issues(*body((kind, value)))}


@pytest.mark.parametrize("link", ["<a>here</a>", '<a href="#part">here</a>'])
def test_a_link_that_leads_nowhere_else_is_no_fault(link: str) -> None:
    text = {"heading": "https://\u0430pple.com/", "text": f"<p>We met {link}.</p>"}
    assert list(find_issues(*body(("text", text)))) == []


@pytest.mark.parametrize("way", [{"telephone": "116 111"}, {"url": "https://ecpat.se/"}])
def test_a_helpline_needs_one_way_to_be_reached(way: dict[str, Any]) -> None:
    assert list(find_issues(*body(("helpline", {"name": "n", **way})))) == []


@pytest.mark.django_db
@pytest.mark.parametrize("kind", sorted(ResultsStreamBlock().child_blocks))
def test_a_field_that_is_null_is_shown_like_one_that_is_missing(kind: str) -> None:
    image = picture(900, 300).pk
    rest: dict[str, Any] = {
        "campaign": {"image": {"image": image, "alt_text": None}, "video": {"url": FILM}},
        "image": {"image": image},
        "stat": {"value": "5", "whole_value": "7", "source": "A source"},
        "video": {"url": FILM, "poster": image, "care": "notice"},
    }

    def shown(value: dict[str, Any]) -> tuple[str, Any, list[str]]:
        raw = [{"type": kind, "value": value, "id": CAMPAIGN}]
        found = ResultsPage(body=json.dumps(raw)).body
        (given,) = (each["value"] for each in BODY.get_api_representation(found))
        texts = [name for name, each in given.items() if each == ""]
        return found.render_as_block({"page": None}), given["display"], texts

    empty = dict.fromkeys(BODY.child_blocks[kind].child_blocks)
    known: dict[str, Any]
    for known in ({}, rest.get(kind, {})):
        assert shown(empty | known) == shown(known)


def test_of_what_is_missing_nothing_is_found_but_that_it_is_required() -> None:
    inner, text = StreamBlock([("text", CharBlock())]), RichTextBlock()
    block = StructBlock(
        [("list", inner), ("name", CharBlock()), ("text", text), ("stat", StatBlock())]
    )
    found = [(issue.code, issue.path[-1]) for issue in find_issues(block, None)]
    names = ("name", "text", "value", "qualifier", "unit", "highlight", "scale")
    assert found == [("required", name) for name in names]


def place(node: Node) -> tuple[object, ...]:
    return node.path, node.block, node.identity


@pytest.mark.django_db
def test_json_and_the_value_that_is_built_of_it_have_the_same_places() -> None:
    raw = Stored(BODY, make_body(ENGLISH, 7)).raw
    places = [place(node) for node in walk(BODY, raw)]
    assert [place(node) for node in walk(BODY, BODY.to_python(raw))] == places
    names = {node.path[-1] for node in walk(BODY, raw) if node.path}
    assert names >= {"heading", "stats", raw[0]["id"]}
