"""Bodies that no honest client of API v3 sends."""

from typing import Any

from tests.api.building import DOCUMENT, IMAGE, block_id, item

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
    {"columns": [{"type": "image", "heading": ""}], "rows": []},
    {"columns": [{"type": "text", "heading": ""}], "rows": [{"values": [5]}]},
    {"columns": [{"type": "number", "heading": ""}], "rows": [{"values": ["1e9"]}]},
    {"columns": [{"type": "number", "heading": ""}], "rows": [{"values": ["9" * 20]}]},
    {"columns": [{"type": "text", "heading": "a"}] * 21, "rows": []},
    {"columns": [], "rows": [{"values": []}] * 201},
]
BLOCKS: list[tuple[Any, tuple[Any, ...]]] = [
    ("text", ()),
    (None, ()),
    ([5], (0,)),
    ([None], (0,)),
    ([{}], (0,)),
    ([{"type": "stat"}], (0, "stat", "value")),
    ([{"value": STAT}], (0,)),
    ([{"type": "nothing", "value": {}}], (0,)),
    ([{"type": None, "value": {}}], (0,)),
    ([{"type": ["stat"], "value": STAT}], (0,)),
    ([{"type": {"a": 1}, "value": STAT}], (0,)),
    ([{"type": "stat", "value": 5}], (0, "stat", "value")),
    ([{"type": "stat", "value": "5"}], (0, "stat", "value")),
    ([{"type": "stat", "value": [STAT]}], (0, "stat", "value")),
    ([{"type": "stat", "value": STAT, "colour": "red"}], (0, "stat", "colour")),
    ([{"type": "stat", "value": STAT, "id": "../../x"}], (0, "stat", "id")),
    ([{"type": "stat", "value": STAT, "id": 5}], (0, "stat", "id")),
    ([{"type": "stat", "value": STAT, "id": f"{{{block_id(1)}}}"}], (0, "stat", "id")),
    ([{"type": "stat", "value": STAT, "id": block_id(1).replace("-", "")}], (0, "stat", "id")),
    (2 * [{"type": "stat", "value": STAT, "id": block_id(1)}], ()),
    (51 * [{"type": "stat", "value": STAT}], ()),
    (10_000 * [{"type": "stat", "value": STAT}], ()),
    ([item("stat", 1, **STAT, colour="red")], (0, "stat", "value", "colour")),
    *(([item("table", 1, table=table)], (0, "table", "value", "table")) for table in TABLES),
    *(
        ([item("stat", 1, **{**STAT, "value": value})], (0, "stat", "value", "value"))
        for value in [
            "NaN",
            "1e5",
            "1,5",
            "",
            "１２",
            13 * "9",
            "0.12345",
            "+5",
            "5\n",
            5000 * "9",
            HUGE,
            1e-7,
            True,
            ["5"],
        ]
    ),
    *(
        ([item("stat", 1, **{**STAT, "label": value})], (0, "stat", "value", "label"))
        for value in [["x"], {"x": "y"}, 5, True]
    ),
    ([item("stat", 1, **STAT, decimals="2")], (0, "stat", "value", "decimals")),
    ([item("stat", 1, **STAT, decimals=HUGE)], (0, "stat", "value", "decimals")),
    ([item("stat", 1, **STAT, unit="parsec")], (0, "stat", "value", "unit")),
    ([item("stat", 1, **STAT, unit=["SEK"])], (0, "stat", "value", "unit")),
    ([item("stat", 1, **STAT, period_end="2016-02-30")], (0, "stat", "value", "period_end")),
    ([item("stat", 1, **STAT, period_end=2016)], (0, "stat", "value", "period_end")),
    ([item("image", 1, image="9101")], (0, "image", "value", "image")),
    ([item("image", 1, image=HUGE)], (0, "image", "value", "image")),
    ([item("image", 1, image=True)], (0, "image", "value", "image")),
    ([item("image", 1, image={"id": 9101})], (0, "image", "value", "image")),
    ([item("image", 1, image=9101, decorative="no")], (0, "image", "value", "decorative")),
    ([item("share", 1, heading="Dela", channels="email")], (0, "share", "value", "channels")),
    ([item("share", 1, heading="Dela", channels=["fax"])], (0, "share", "value", "channels", 0)),
    ([item("stats", 1, stats={"stat": STAT})], (0, "stats", "value", "stats")),
    ([item("stats", 1, stats=[STAT])], (0, "stats", "value", "stats", 0)),
    (
        [item("stats", 1, stats=[item("link", 2, **LINK)])],
        (0, "stats", "value", "stats", 0, "type"),
    ),
    ([text_with(**LINK, page="abc")], (0, "text", "value", "links", 0, "value", "page")),
    *(
        ([item("text", 1, **{**TEXT, "text": value})], (0, "text", "value", "text"))
        for value in [
            5,
            {"format": "rtf", "content": ""},
            {"format": "db_markdown", "content": "[x](wagtail://page/abc)"},
            '<p><a linktype="page" id="abc">x</a></p>',
            '<p><a linktype="document" id="">x</a></p>',
            300 * "<b>",
        ]
    ),
    ([item("image", 1, image=999_999)], (0, "image", "value", "image")),
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
    *(
        ([text_with(text="Läs om A", url=url)], "body.0.value.links.0.value.url")
        for url in [
            "javascript:alert(1)",
            "data:text/html,x",
            "//evil.example",
            "http://localhost/",
            "https://user:password@ecpat.se/",
            "https://ecpat.se\\@evil.example/",
        ]
    ),
    ([text_with(**LINK, document=DOCUMENT)], "body.0.value.links.0.value.url"),
    ([item("stat", 1, **STAT, decimals=9)], "body.0.value.decimals"),
    ([item("stat", 1, **{**STAT, "label": 500 * "a"})], "body.0.value.label"),
    ([item("stat", 1, **STAT, whole_value="1", whole_label="tips")], "body.0.value.whole_value"),
]
# Whole bodies of a change.
BODIES: list[Any] = [
    "", "{", "[]", "5", "null", '"text"', nested(100_000), '{"title": ' + nested(500) + "}",
    '{"title": "A"}'.encode("utf-16-le"), b'{"title": "\xe5"}', b'{"title": "\xff\xfe"}', '{"title": "\\ud800"}', '{"title": NaN}',
    '{"title": "\\u0000"}', '{"title": null}', '{"title": ""}', {"title": 300 * "a"},
    {"title": ["x"]}, {"title": {"x": 1}}, {"title": 5}, {"slug": "../../etc"}, {"slug": "a/b"},
    {"slug": ""}, {"slug": 300 * "a"}, {"slug": 5}, {"period_start": "x"},
    {"period_start": "2016-02-30"}, {"period_start": HUGE},
    {"period_start": "2017-01-01"}, {"hero_image": "abc"}, {"hero_image": HUGE},
    {"hero_image": -1}, {"hero_image": 999_999}, {"hero_image": {"id": "abc"}},
    {"hero_image": {"name": "x"}}, {"hero_image": [1]}, {"report": 9101}, {"introduction": ["x"]},
    {"introduction": 2_001 * "a"}, {"show_in_menus": "perhaps"}, {"meta": 5}, {"meta": "x"},
    {"meta": {"type": 5}}, {"meta": {"type": {"a": 1}}},
    {"meta": {"type": "auth.User"}}, {"meta": {"type": "wagtailcore.Page"}},
    {"meta": {"action": "destroy"}}, {"meta": {"action": ["publish"]}}, {"body": "x"},
    {"body": [item("stat", 1, value="5", label="a\0b")]},
    {"body": [item("stat", 1, value="5", label="a\ud83d")]}, {"title": "a\udc00\ud83d"},
    {"a\ud83d": "b"}, b'{"title": "\xed\xa0\xbd"}', {"colour": "red"},
    {"expire_at": "2030-01-01T00:00:00Z"}, {"title": "A", "hero_image_pk": 1},
]  # fmt: skip
# (address below the pages, body) of a request that is posted
POSTS: list[tuple[str, Any]] = [
    ("", {}),
    ("", []),
    ("", {"meta": {}}),
    ("", {"meta": {"type": "results.ResultsPage"}, "title": "A"}),
    ("", {"meta": {"type": "nobody.Nothing", "parent_id": 1}, "title": "A"}),
    ("", {"meta": {"type": ["x"], "parent_id": 1}, "title": "A"}),
    *(
        ("", {"meta": {"type": "results.ResultsPage", "parent_id": parent}, "title": "A"})
        for parent in ["abc", 0, -1, HUGE, 999_999, None, [1], 1]
    ),
    *((f"{{page}}/actions/{name}/", []) for name in ["copy", "move", "revert", "unpublish"]),
    ("{page}/actions/copy/", {"destination_id": HUGE}),
    ("{page}/actions/copy/", {"destination_id": "abc"}),
    ("{page}/actions/copy/", {"slug": "a/b"}),
    ("{page}/actions/copy/", {"slug": "2016"}),
    ("{page}/actions/copy/", {"title": "a\0b"}),
    ("{page}/actions/move/", {}),
    ("{page}/actions/move/", {"destination_id": HUGE}),
    ("{page}/actions/move/", {"destination_id": 999_999}),
    ("{page}/actions/move/", {"destination_id": 1, "position": "above"}),
    ("{page}/actions/revert/", {"revision_id": HUGE}),
    ("{page}/actions/revert/", {"revision_id": "abc"}),
    ("{page}/actions/copy_for_translation/", {"locale": "xx"}),
    ("{page}/actions/copy_for_translation/", {"locale": "\0"}),
    ("{page}/actions/copy_for_translation/", {"locale": ["en"]}),
    ("{page}/actions/copy_for_translation/", {"locale": "en"}),
    ("{page}/actions/create_alias/", {"slug": "a b"}),
    ("{page}/actions/create_alias/", {"destination_id": HUGE}),
    ("{page}/actions/convert_alias/", {}),
    (f"{HUGE}/actions/publish/", {}),
    ("0/actions/publish/", {}),
    ("-1/actions/publish/", {}),
    ("abc/actions/publish/", {}),
    ("999999/actions/publish/", {}),
    ("{page}/actions/explode/", {}),
    # The root of the tree.
    *((f"1/actions/{name}/", {"destination_id": None}) for name in ["copy", "create_alias"]),
    *((f"1/actions/{name}/", {}) for name in ["publish", "unpublish", "convert_alias"]),
    ("1/actions/move/", {"destination_id": 2}),
    *(("{page}/actions/move/", {"destination_id": root}) for root in [1, "1", 1.0, " 1.0 ", True]),
    ("{page}/actions/move/", {"destination_id": 1, "position": "left"}),
]
