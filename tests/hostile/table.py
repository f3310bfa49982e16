"""The list of hostile inputs: what comes in, which way, and what must become of it.

A row is replayed here, or names the tests that replay it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile

from tests.api.building import item
from tests.api.conftest import V2, V3
from tests.hostile.ways import (
    LINK,
    STAT,
    TEXT,
    World,
    away,
    figure,
    form,
    get,
    link,
    packed,
    paragraph,
    signs_in,
    text,
    upload,
    v3,
)

REFUSED = frozenset({400, 403, 404, 405, 413, 422})
TAKEN = frozenset({200, 201, 302})
EITHER = REFUSED | TAKEN
HUGE = str(10**30)
MARKS = "o" + 70 * "\u0301"
ADDRESSES = (
    "api/test_hostile_addresses.py::test_a_malformed_address_is_answered_as_the_mistake_that_it_is"
)
SHAPES = "api/test_hostile_bodies.py::test_a_block_of_the_wrong_shape_is_refused_with_its_place"
PICTURES = "cms/test_images.py::test_a_damaged_or_dangerous_picture_is_refused_beside_its_field"
PO = "translation/exchange/test_upload.py::test_a_bad_file_gets_one_message_and_leaves_nothing_behind"
PAPERS = "importing/reading/test_fuzz.py::test_a_bad_document_is_refused_with_its_reason_and_what_to_do_instead"


@dataclass(frozen=True, slots=True)
class Row:
    """Row `number` of the list: `replay` answers with a status, or `tests` replay it elsewhere."""

    number: int
    what: str
    replay: Callable[[World], Any] | None = None
    wanted: Any = REFUSED
    tests: tuple[str, ...] = ()


def replaying(way: Callable[[World, Any], Any], given: Any) -> Callable[[World], Any]:
    return lambda world: way(world, given)


def each(
    number: int, what: str, inputs: Any, way: Callable[[World, Any], Any], wanted: Any = REFUSED
) -> list[Row]:
    """A row for each of the inputs."""
    return [
        Row(number, f"{what} {str(given)[:40]!r}", replaying(way, given), wanted)
        for given in inputs
    ]


def there(number: int, what: str, *tests: str) -> list[Row]:
    """A row that tests elsewhere replay."""
    return [Row(number, what, tests=tests)]


def by_form(name: str) -> Callable[[World, Any], int]:
    return lambda world, value: form(world, {name: value})


def by_link(world: World, url: Any) -> int:
    return v3(world, text("<p>Text</p>", text="Läs om ECPAT", url=url))


def by_both(world: World, url: str) -> int:
    """The worse of both answers: the one that takes it."""
    return min(by_form(LINK)(world, url), by_link(world, url))


def by_figure(world: World, value: str) -> int:
    return min(form(world, {f"{STAT}-value": value}), v3(world, figure(value=value)))


def a_document(name: str, content: bytes) -> Callable[[World], int]:
    return lambda world: upload(world, "docs", name, content)


def by_v3(name: str, content: bytes) -> Callable[[World], int]:
    file = {"title": "A", "file": ContentFile(content, name)}
    return lambda world: int(world.writer.post("/api/v3-preview/documents/", file).status_code)


HTML = b"<html><script>alert(1)</script></html>"
HONEST = {
    "a.pdf": b"%PDF-1.7 example data",
    "a.docx": packed({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<a/>"}),
    "a.odt": packed(
        {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"}
    ),
    "a.rtf": b"{\\rtf1 example data}",
    "a.csv": "år;tips\n2016;6558\n".encode("cp1252"),
    "a.txt": "Exempel på text".encode("utf-16"),
}
ROWS = [
    *each(1, "a figure", ["NaN", "Infinity", "-Infinity", "0x10"], by_figure),
    *each(1, "a figure typed in Swedish", ["1,5"], by_form(f"{STAT}-value"), TAKEN),
    *each(2, "a figure", ["1e400", "1e1000000"], by_figure),
    *each(3, "a figure of 30 digits", [30 * "9", "0." + 30 * "1"], by_figure),
    *each(4, "a figure", ["1e-400"], by_figure),
    *each(5, "a number of JSON", ['{"body": [{"type": "stat", "value": {"value": 1e400}}]}', '{"title": NaN}', '{"title": Infinity}'], v3),
    *each(6, "a number of JSON", [1e308, 10**30], lambda world, value: v3(world, figure(value=value))),
    *there(7, "more than a hundred per cent", "blocks/test_stat.py::test_more_than_a_hundred_per_cent_is_a_warning_only"),
    *each(7, "a negative change", ["-5"], by_form(f"{STAT}-value"), TAKEN),
    *each(8, "other digits", ["1_000", "１２", "٣"], lambda world, value: v3(world, figure(value=value))),
    *there(8, "other digits in a form", "quantities/test_parsing.py::test_what_makes_no_number_of_a_figure_is_refused"),
    *each(9, "5,000 digits", [5_000 * "9"], by_figure),
    *each(10, "a NUL", ["a\0b"], by_form(f"{STAT}-label")),
    *each(10, "a NUL", ["a\0b"], lambda world, value: v3(world, figure(label=value))),
    Row(11, "what nobody sees", lambda world: form(world, {"title": "2016\u202eb", "introduction": MARKS, f"{STAT}-label": "\u2066a\u2069\x07b\x0bc", TEXT: link({"url": "https://ecpat.se/"}, "\u202eText")}), TAKEN),
    Row(11, "what nobody sees", lambda world: v3(world, {"title": MARKS, "introduction": "a\u202eb", "body": [item("text", 1, heading="a\x1bb", text=f"<p>a\u202eb&#8238;{MARKS}</p>", links=[])]}), TAKEN),
    *there(11, "what nobody sees, by other ways", "hostile/test_unseen_characters.py::test_what_nobody_sees_gets_in_by_no_way"),
    *each(12, "half a character", ['{"title": "\\ud800"}'], v3),
    *each(13, "markup in a title", ["<img src=x onerror=alert(1)>"], by_form("title"), TAKEN),
    *each(13, "markup in a label", ["<img src=x onerror=alert(1)>\"'"], by_form(f"{STAT}-label"), TAKEN),
    *there(13, "markup in the admin", "hostile/test_table.py::test_markup_in_a_title_is_text_in_the_admin"),
    *each(14, "an address", ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x"], by_both),
    *there(14, "an address of a webhook", "webhooks/test_addresses.py::test_nothing_is_sent_to_a_private_address_however_it_is_written", "webhooks/test_addresses.py::test_an_address_that_is_not_plain_https_is_refused"),
    *each(15, "an address", ["//evil.example"], by_both),
    *each(16, "an address", ["https://ecpat.se/\r\nX: y", "https://ecpat.se/\x01"], by_both),
    *there(17, "an address in other letters", "blocks/test_links.py::test_the_host_of_an_address_is_shown_in_the_letters_of_the_net"),
    *each(18, "an address", ["https://user:password@ecpat.se/", "https://ecpat.se\\@evil.example/"], by_both),
    *each(19, "an address", ["http://169.254.169.254/", "http://localhost/", "http://[::1]/", "ftp://ecpat.se/"], by_both),
    *each(20, "an address", ["https://ecpat.se/\u202egpj", "https://ecpat.se/%00"], by_both),
    *each(21, "a long address", ["https://ecpat.se/" + 2_040 * "a"], by_both),
    *each(22, "a link in a text", [link({"url": "javascript:alert(1)"}), link({"url": "java\tscript:alert(1)"}), link({"url": "data:text/html,x"})], by_form(TEXT), EITHER),
    *each(23, "a link in a text", [link({"url": "//evil.example"})], by_form(TEXT)),
    *each(23, "a link in a text", ['<p><a href="//evil.example">a</a></p>'], lambda world, value: v3(world, text(value))),
    *each(24, "a link to a page", [link({"id": "abc", "parentId": 1}), link({"id": "-1", "parentId": 1})], by_form(TEXT)),
    *each(24, "a link to a page", ['<p><a linktype="page" id="abc">a</a></p>'], lambda world, value: v3(world, text(value))),
    *each(25, "a link to what is gone", [link({"id": 999999, "parentId": 1})], by_form(TEXT), TAKEN),
    *there(25, "a link to what is gone is told", "models/test_issues.py::test_what_a_visitor_would_miss_is_a_warning"),
    *each(26, "a damaged rich text", ["{", '"text"', '{"blocks": [5], "entityMap": {}}', 100_000 * "["], by_form(TEXT), {400}),
    *each(26, "a damaged paragraph", [paragraph(text=5), paragraph(text="a\ud83d"), paragraph(depth="x"), paragraph(entityRanges=[{"offset": 0, "length": 4, "key": 7}])], by_form(TEXT), {400}),
    *each(26, "a damaged rich text", ["[]", "5", 500 * '{"blocks":[' + 500 * "]}"], by_form(TEXT)),
    *each(27, "3 MB", ["x" * 3_000_000], by_form("introduction")),
    *each(27, "3 MB", ["x" * 3_000_000], lambda world, value: v3(world, {"introduction": value})),
    *each(28, "a script in a text", ["<p>a<script>alert(1)</script></p>"], lambda world, value: v3(world, text(value)), TAKEN),
    *there(29, "raw HTML", "cms/test_security.py::test_no_block_takes_raw_html"),
    *each(30, "an unknown block", ["nothing"], by_form("body-0-type")),
    *each(30, "an unknown block", ["nothing"], lambda world, kind: v3(world, {"body": [item(kind, 1)]})),
    *each(31, "a count of blocks", ["abc", "1000000000", None], by_form("body-count")),
    *[row for name in ("body-1-order", "body-1-type", "body-1-deleted") for row in each(31, f"no {name}", [None], by_form(name), {400})],
    *each(31, "a count of figures", ["abc"], by_form("body-0-value-stats-count"), {400}),
    *each(31, "a kind of figure", ["link"], by_form("body-0-value-stats-0-type"), {400}),
    *there(31, "a count of rows, an order, an unknown kind of column", "blocks/test_table.py::test_a_damaged_form_of_a_table_is_refused"),
    *there(32, "51 and 10,000 blocks", SHAPES, "blocks/test_issues.py::test_a_body_holds_at_most_fifty_blocks"),
    *each(33, "10,001 fields", [10_001], lambda world, count: form(world, {f"x{number}": "" for number in range(count)})),
    *there(34, "values of a wrong shape", SHAPES),
    *each(35, "a label", [["x"]], lambda world, value: v3(world, figure(label=value))),
    *each(36, "a block's id", ["../../x", 10_000 * "x"], lambda world, value: v3(world, {"body": [{"type": "stat", "id": value, "value": {"value": "5", "label": "tips"}}]})),
    *there(37, "JSON that is none", "api/test_hostile_bodies.py::test_a_malformed_change_is_refused"),
    Row(38, "a token that is none, reading", lambda world: get(world, V3, headers={"authorization": "Bearer wagtail_x"}), {200}),
    *there(38, "a token that is none, writing", "api/test_hostile_bodies.py::test_a_token_that_is_none_changes_nothing"),
    *each(39, "a slug", ["../../etc", "a/b", 300 * "a"], by_form("slug")),
    *each(39, "a slug", ["../../etc", "a/b", "", 300 * "a"], lambda world, value: v3(world, {"slug": value})),
    # WAGTAIL_ALLOW_UNICODE_SLUGS is about the slugs that Wagtail makes up.
    *each(40, "a slug", ["åäö"], by_form("slug"), TAKEN),
    *each(41, "a time", ["2017-02-30 10:00", "9999999-01-01"], by_form("go_live_at")),
    *each(41, "a time that is over", ["0001-01-01 00:00"], by_form("go_live_at")),
    *each(41, "a period", ["0001-01-01", "9999-12-31"], lambda world, day: form(world, {"period_start": day, "period_end": day}), EITHER),
    Row(41, "an end before its beginning", lambda world: form(world, {"go_live_at": "2090-01-02 00:00", "expire_at": "2090-01-01 00:00"})),
    *[row for number in (42, 43, 44, 45) for row in there(number, "an address of an API", ADDRESSES)],
    *each(45, "a search", ["/search/?query=%00", "/sv/search/?query=%00"], get, EITHER),
    *each(46, "an unknown address of an API", ["/api/v2/pages/999/", "/api/v2/nothing/", "/documents/999/x.pdf", V2 + HUGE + "/"], get, {404}),
    *each(47, "a path", ["/%00", "/../etc/passwd", "/%2e%2e/x", "/a%0d%0aX:y", "/" + 9_000 * "a", "/%ff"], get, {301, 302, 400, 404}),
    *each(47, "a path", ["//evil.example/", "//evil.example", "/\\evil.example"], away, ""),
    *each(48, "a host", ["evil.example", "a\r\nX: y", 5_000 * "a", ""], lambda world, host: get(world, "/", headers={"host": host}), {400}),
    Row(48, "a forwarded host", lambda world: get(world, "/", headers={"x-forwarded-host": "evil.example"}), TAKEN),
    *each(49, "a language", [100_000 * "sv,", "../"], lambda world, value: get(world, "/", headers={"accept-language": value}), TAKEN),
    *each(49, "a language in a cookie", ["../"], lambda world, value: get(world, "/", headers={"cookie": f"django_language={value}"}), TAKEN),
    *each(50, "where to after signing in", ["//evil.example", "https://evil.example/"], lambda world, to: signs_in(world, "example data", to), "/admin/"),
    *there(51, "a picture that says where it was taken", "cms/test_images.py::test_the_original_and_its_renditions_say_nothing_about_the_maker"),
    *[row for number in (52, 53, 54, 55) for row in there(number, "a picture", PICTURES)],
    *there(56, "a picture's name", "media/test_names.py::test_a_picture_has_nothing_of_its_uploader_s_name"),
    *there(57, "a document of another kind", "cms/test_media.py::test_a_document_of_another_kind_is_refused_beside_its_field"),
    Row(57, "a document of 21 MB", a_document("report.pdf", b"%PDF-1.7" + bytes(21_000_000))),
    *[Row(58, f"a page named {name}", a_document(name, HTML)) for name in ("a.pdf", "a.docx", "a.odt", "a.rtf")],
    *[Row(58, f"a program named {name}", a_document(name, b"MZ\x90\0" + bytes(500))) for name in ("a.pdf", "a.xlsx", "a.txt", "a.csv")],
    Row(58, "a package named a.docx", a_document("a.docx", packed({"run.exe": b"MZ"}))),
    Row(58, "a picture named a.txt", a_document("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(100))),
    *[Row(58, f"an honest {name}", a_document(name, content), TAKEN) for name, content in HONEST.items()],
    Row(58, "a page named a.pdf, by API v3", by_v3("a.pdf", HTML), {422}),
    Row(58, "an honest a.pdf, by API v3", by_v3("a.pdf", HONEST["a.pdf"]), {201}),
    *there(59, "a text that is a page", "cms/test_media.py::test_active_content_under_another_name_is_never_sent_as_such"),
    *there(60, "a private collection", "rights/test_states.py::test_a_file_of_a_private_collection_is_for_those_who_may", "media/test_door.py::test_nothing_else_is_given", "api/test_pages.py::test_private_files_are_neither_named_nor_linked_to"),
    *[row for number in (61, 62) for row in there(number, "a PO file that is none", PO)],
    *there(63, "markup in a PO file", "translation/exchange/test_import.py::test_a_row_that_cannot_be_taken_is_reported_with_its_number_and_hinders_no_other"),
    *there(64, "a PO file's title longer than its column", "translation/exchange/test_import.py::test_a_title_longer_than_its_column_is_not_taken"),
    *there(65, "a long PO file", PO),
    *[row for number in (66, 67, 68, 69) for row in there(number, "a document to import", PAPERS, "importing/admin/test_uploading.py::test_what_cannot_be_imported_is_told_beside_the_document")],
    *there(69, "letters of an encoding", "importing/reading/test_plain.py::test_windows_1252_is_guessed_and_said_to_be_so"),
    *each(70, "a password of 2 MB", [2_000_000 * "x"], signs_in, ""),
    *there(70, "30 passwords", "cms/test_security.py::test_a_password_can_be_guessed_five_times_only"),
]  # fmt: skip
