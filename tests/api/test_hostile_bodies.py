"""Bodies and forms that no client means: answered with 4xx, never with 500, and nothing is changed."""

import json
from copy import deepcopy
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from wagtail.blocks import (
    CharBlock,
    StreamBlock,
    StructBlock,
)

import pytest
from pydantic import TypeAdapter

from results.api.v3.blocks import StreamTypes
from tests.api.building import DOCUMENT, IMAGE, Edition, block_id, item
from tests.api.conftest import V3
from tests.cms.log import logged
from tests.publishing.forms import page_form_data

HUGE = 10**30


def nested(depth: int) -> str:
    return "[" * depth + "]" * depth


STAT = {"value": "5", "label": "tips"}
LINK = {"text": "Läs mer om ECPAT", "url": "https://ecpat.se/"}
TEXT = {"heading": "", "text": "<p>Text</p>", "links": []}


def text_with(**link: Any) -> dict[str, Any]:
    return item("text", 1, **{**TEXT, "links": [item("link", 2, **link)]})


# (a body of blocks, where the answer says that the mistake is)
TABLES: list[Any] = [
    5,
    {"columns": [], "rows": [{"values": [1]}]},
    {"columns": [{"type": "text", "heading": ""}], "rows": [{"values": [5]}]},
    {"columns": [{"type": "number", "heading": ""}], "rows": [{"values": ["1e9"]}]},
    {"columns": [{"type": "number", "heading": ""}], "rows": [{"values": ["9" * 20]}]},
    {"columns": [{"type": "text", "heading": "a"}] * 21, "rows": []},
    {"columns": [], "rows": [{"values": []}] * 201},
]
BLOCKS: list[tuple[Any, tuple[Any, ...]]] = [
    (None, ()),
    ([{"type": "stat"}], (0, "stat", "value")),
    ([{"type": "nothing", "value": {}}], (0,)),
    ([{"type": "stat", "value": 5}], (0, "stat", "value")),
    ([{"type": "stat", "value": STAT, "colour": "red"}], (0, "stat", "colour")),
    ([{"type": "stat", "value": STAT, "id": "../../x"}], (0, "stat", "id")),
    ([{"type": "stat", "value": STAT, "id": block_id(1).replace("-", "")}], (0, "stat", "id")),
    (2 * [{"type": "stat", "value": STAT, "id": block_id(1)}], ()),
    *((count * [{"type": "stat", "value": STAT}], ()) for count in (51, 10_000)),
    ([item("stat", 1, **STAT, colour="red")], (0, "stat", "value", "colour")),
    *(([item("table", 1, table=table)], (0, "table", "value", "table")) for table in TABLES),
    *(
        ([item("stat", 1, **{**STAT, "value": value})], (0, "stat", "value", "value"))
        for value in ["NaN", "1e5", "", 13 * "9", "0.12345", "5\n", 5000 * "9", HUGE, ["5"]]
    ),
    *(
        ([item("stat", 1, **{**STAT, "label": value})], (0, "stat", "value", "label"))
        for value in [["x"], {"x": "y"}, 5, True]
    ),
    ([item("stat", 1, **STAT, decimals="2")], (0, "stat", "value", "decimals")),
    ([item("stat", 1, **STAT, unit="parsec")], (0, "stat", "value", "unit")),
    ([item("stat", 1, **STAT, period_end="2016-02-30")], (0, "stat", "value", "period_end")),
    ([item("image", 1, image=HUGE)], (0, "image", "value", "image")),
    ([item("image", 1, image=9101, decorative="no")], (0, "image", "value", "decorative")),
    ([item("share", 1, heading="Dela", channels=["fax"])], (0, "share", "value", "channels", 0)),
    (
        [item("stats", 1, stats=[item("link", 2, **LINK)])],
        (0, "stats", "value", "stats", 0, "type"),
    ),
    ([text_with(**LINK, page="abc")], (0, "text", "value", "links", 0, "value", "page")),
    *(
        ([item("text", 1, **{**TEXT, "text": value})], (0, "text", "value", "text"))
        for value in [
            5,
            {"format": "db_markdown", "content": "[x](wagtail://page/abc)"},
            '<p><a linktype="page" id="abc">x</a></p>',
            300 * "<b>",
        ]
    ),
    (
        [item("campaign", 1, heading="A", image={"image": DOCUMENT}, video={"poster": IMAGE})],
        (0, "campaign", "value", "image", "image"),
    ),
    (
        [text_with(text="A", document=999_999)],
        (0, "text", "value", "links", 0, "value", "document"),
    ),
]
# (a body of blocks that only the rules of the form refuse, where the mistake is)
UNSAFE: list[tuple[Any, str]] = [
    ([text_with(text="Läs om A", url="javascript:alert(1)")], "body.0.value.links.0.value.url"),
    ([text_with(**LINK, document=DOCUMENT)], "body.0.value.links.0.value.url"),
    ([item("stat", 1, **STAT, decimals=9)], "body.0.value.decimals"),
    ([item("stat", 1, **{**STAT, "label": 500 * "a"})], "body.0.value.label"),
    ([item("stat", 1, **STAT, whole_value="1", whole_label="tips")], "body.0.value.whole_value"),
]
# Whole bodies of a change.
BODIES: list[Any] = [
    "", "{", "[]", "null", nested(100_000), '{"title": ' + nested(500) + "}", '{"title": NaN}',
    '{"title": "A"}'.encode("utf-16-le"), b'{"title": "\xff\xfe"}', b'{"title": "\xed\xa0\xbd"}',
    '{"title": "\\ud800"}', '{"title": "\\u0000"}', {"title": "a\udc00\ud83d"}, {"a\ud83d": "b"},
    {"title": 300 * "a"}, {"title": {"x": 1}}, {"title": ""}, {"slug": "a/b"}, {"slug": ""},
    {"period_start": "2016-02-30"}, {"period_start": HUGE}, {"period_start": "2017-01-01"},
    {"hero_image": "abc"}, {"hero_image": HUGE}, {"hero_image": 999_999},
    {"hero_image": {"id": "abc"}}, {"hero_image": {"name": "x"}}, {"report": 9101},
    {"introduction": ["x"]}, {"introduction": 2_001 * "a"}, {"show_in_menus": "perhaps"},
    {"meta": "x"}, {"meta": {"type": {"a": 1}}}, {"meta": {"type": "wagtailcore.Page"}},
    {"meta": {"action": ["publish"]}}, {"body": [item("stat", 1, value="5", label="a\0b")]},
    {"expire_at": "2030-01-01T00:00:00Z"}, {"title": "A", "hero_image_pk": 1},
]  # fmt: skip
# (address below the pages, body) of a request that is posted
POSTS: list[tuple[str, Any]] = [
    ("", {"meta": {"type": "nobody.Nothing", "parent_id": 1}, "title": "A"}),
    *(
        ("", {"meta": {"type": "results.ResultsPage", "parent_id": parent}, "title": "A"})
        for parent in ["abc", -1, HUGE, 999_999, None, [1], 1]
    ),
    *((f"{{page}}/actions/{name}/", []) for name in ["copy", "move", "revert", "unpublish"]),
    ("{page}/actions/copy/", {"slug": "2016"}),
    ("{page}/actions/move/", {"destination_id": "abc"}),
    ("{page}/actions/move/", {"destination_id": 1, "position": "above"}),
    ("{page}/actions/copy_for_translation/", {"locale": "\0"}),
    ("{page}/actions/create_alias/", {"slug": "a b"}),
    (f"{HUGE}/actions/publish/", {}),
    ("{page}/actions/explode/", {}),
    # The root of the tree.
    *((f"1/actions/{name}/", {}) for name in ["publish", "create_alias", "convert_alias"]),
    *(("{page}/actions/move/", {"destination_id": root}) for root in [1, "1", 1.0, " 1.0 ", True]),
]


def send(client: Client, method: str, address: str, body: Any) -> Any:
    data = body if isinstance(body, (str, bytes)) else json.dumps(body)
    return getattr(client, method)(address, data, content_type="application/json")


def is_refused(response: Any) -> bool:
    return 400 <= response.status_code < 500 and "json" in response.headers["Content-Type"]


@pytest.fixture
def address(edition: Edition) -> str:
    return f"{V3}{edition.swedish.pk}/"


@pytest.fixture(autouse=True)
def answer_with_500(writer: Client, visitor: Client) -> None:
    """An exception of the server is a 500, as on a real server."""
    writer.raise_request_exception = visitor.raise_request_exception = False


def test_a_block_of_the_wrong_shape_is_refused_with_its_place(address: str, writer: Client) -> None:
    before = writer.get(f"{address}?version=draft").json()
    wrong = []
    for body, place in BLOCKS:
        response = send(writer, "patch", address, {"body": body})
        places = (
            [error["loc"] for error in response.json()["errors"]]
            if response.status_code == 422
            else []
        )
        start = ["body", "data", "results.ResultsPage", "body", *place]
        if not any(loc[: len(start)] == start for loc in places):
            wrong.append((str(body)[:150], place, response.status_code, places[:2]))
    assert not wrong, "\n".join(map(str, wrong))
    assert writer.get(f"{address}?version=draft").json() == before


def test_a_block_that_breaks_a_rule_is_refused_with_its_place(address: str, writer: Client) -> None:
    for body, place in UNSAFE:
        response = send(writer, "patch", address, {"body": body})
        assert response.status_code == 422
        assert [error["loc"] for error in response.json()["errors"]] == [[place]], body


def test_a_malformed_change_is_refused(address: str, writer: Client) -> None:
    before = writer.get(f"{address}?version=draft").json()
    wrong = []
    for body in BODIES:
        response = send(writer, "patch", address, body)
        if not is_refused(response):
            wrong.append((str(body)[:150], response.status_code, response.content[:200]))
    assert not wrong, "\n".join(map(str, wrong))
    assert writer.get(f"{address}?version=draft").json() == before


def test_a_key_that_no_page_has_is_refused_with_its_place(address: str, writer: Client) -> None:
    response = send(writer, "patch", address, {"title": "A", "colour": 1, "expire_at": None})
    assert response.status_code == 422
    places = [error["loc"][-1] for error in response.json()["errors"]]
    assert places == ["colour", "expire_at"]
    assert writer.get(f"{address}?version=draft").json()["title"] == "2016"


def test_the_names_under_which_a_reference_is_written_are_known(
    address: str, writer: Client
) -> None:
    for name in ("hero_image", "hero_image_id"):
        assert send(writer, "patch", address, {name: IMAGE, "id": 5}).status_code == 200, name
    assert send(writer, "patch", f"{address}?nothing=1", {"title": "A"}).status_code == 200


def test_a_body_is_json_whatever_type_it_claims(address: str, writer: Client) -> None:
    for kind in ("multipart/form-data", "multipart/form-data; boundary=x", "text/plain"):
        response = writer.patch(address, "[]", content_type=kind)
        assert is_refused(response), (kind, response.content[:200])


def test_the_two_halves_of_a_character_belong_together(address: str, writer: Client) -> None:
    response = send(writer, "patch", address, '{"title": "\\ud83d\\ude00 \\\\ud83d"}')
    assert response.status_code == 200, response.content
    assert writer.get(f"{address}?version=draft").json()["title"] == "\U0001f600 \\ud83d"


def test_what_a_site_calls_id_in_a_block_of_its_own_is_no_id_of_a_block() -> None:
    block = StreamBlock([("card", StructBlock([("id", CharBlock())]))])
    body = 2 * [{"type": "card", "value": {"id": "a"}}]
    assert (
        TypeAdapter(StreamTypes(writes=True).of_stream_field(block)).validate_python(body) == body
    )


def test_a_malformed_request_to_act_is_refused(edition: Edition, writer: Client) -> None:
    wrong = []
    for path, body in deepcopy(POSTS):
        response = send(writer, "post", V3 + path.format(page=edition.swedish.pk), body)
        if not is_refused(response):
            wrong.append((path, str(body)[:150], response.status_code, response.content[:200]))
    assert not wrong, "\n".join(map(str, wrong))


def test_a_token_that_is_none_changes_nothing(address: str, visitor: Client) -> None:
    for token in ["", "wagtail_x", "\u00e5", 10_000 * "a"]:
        visitor.defaults["HTTP_AUTHORIZATION"] = f"Bearer {token}"
        assert send(visitor, "patch", address, {"title": "A"}).status_code in {400, 401}


@pytest.fixture
def editor(token: str) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(get_user_model().objects.get(username="admin"))
    return client


def test_a_damaged_form_is_one_line_in_the_log(edition: Edition, editor: Client) -> None:
    page = edition.swedish
    data = {**page_form_data(page), "body-count": "abc"}
    with logged() as lines:
        editor.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
    assert len(lines()) == 1, "\n".join(lines())


@pytest.mark.parametrize("wrong", ['"><script>alert(1)</script>', 10_000 * "x", "", "same"])
def test_a_block_of_a_form_gets_a_new_id_for_one_that_the_api_would_refuse(
    edition: Edition, editor: Client, wrong: str
) -> None:
    page = edition.swedish
    data = page_form_data(page)
    given = str(data["body-1-id"]) if wrong == "same" else wrong
    data["body-0-id"] = data["body-0-value-links-0-id"] = given
    editor.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
    page.refresh_from_db()
    saved = json.loads(page.get_latest_revision().content["body"])
    found = [saved[0]["id"], saved[1]["id"], saved[0]["value"]["links"][0]["id"]]
    assert len({str(UUID(each)) for each in found}) == 3
    assert saved[2:] == page.body.get_prep_value()[2:]
