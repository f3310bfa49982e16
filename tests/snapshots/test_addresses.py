"""Which requests a stored answer can be for, made-up ones too, and which statements change what it says."""

import gzip
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.test import Client

import pytest
from pytest_django import Settings

from results.models import ResultsPage
from results.snapshots import change_signal
from results.snapshots.models import Snapshot
from results.snapshots.serving.addresses import (
    LONGEST_PATH,
    LONGEST_QUERY,
    address_of,
    private_paths,
)
from results.snapshots.serving.answers import OVERHEAD, Head, Memory, Stored
from results.snapshots.serving.server import fits
from results.snapshots.sql import changes_public
from tests.snapshots.hosts import SAYS

BESIDE = {"SERVER_NAME": "testserver", "SERVER_PORT": "8000"}


def asked(**said: Any) -> Any:
    """The address of a request as a WSGI server describes it; None takes a variable out."""
    meta = {
        "REQUEST_METHOD": "GET",
        "HTTP_HOST": "testserver",
        "SERVER_PORT": "80",
        "wsgi.url_scheme": "http",
        "PATH_INFO": "/results/",
        **said,
    }
    return address_of({name: value for name, value in meta.items() if value is not None})


@pytest.mark.parametrize(
    ("said", "url"),
    [
        ({}, "http://testserver/results/"),
        ({"REQUEST_METHOD": "HEAD"}, "http://testserver/results/"),
        ({"PATH_INFO": ""}, "http://testserver/"),
        ({"SCRIPT_NAME": "/site"}, "http://testserver/site/results/"),
        ({"wsgi.url_scheme": "https"}, "https://testserver/results/"),
        ({"HTTP_COOKIE": "colour=blue"}, "http://testserver/results/"),
        ({"HTTP_HOST": "testserver:443"}, "http://testserver:443/results/"),
        (
            {"HTTP_HOST": "testserver:8000", "SERVER_PORT": "8000"},
            "http://testserver:8000/results/",
        ),
        ({"HTTP_HOST": None, **BESIDE}, "http://testserver:8000/results/"),
        (
            {"HTTP_HOST": None, **BESIDE, "SERVER_PORT": "443", "wsgi.url_scheme": "https"},
            "https://testserver/results/",
        ),
        ({"QUERY_STRING": "b=1&a=2&a=1"}, "http://testserver/results/?a=2&a=1&b=1"),
        ({"QUERY_STRING": "utm_source=a&x="}, "http://testserver/results/?x="),
        ({"PATH_INFO": "/" + (LONGEST_PATH - 1) * "a"}, f"http://testserver/{1999 * 'a'}"),
        (
            {"QUERY_STRING": f"a={(LONGEST_QUERY - 2) * 'b'}"},
            f"http://testserver/results/?a={498 * 'b'}",
        ),
    ],
)
def test_an_address_is_what_its_answer_may_depend_on(said: dict[str, Any], url: str) -> None:
    assert asked(**said).url == url


@pytest.mark.parametrize(
    "said",
    [
        {"REQUEST_METHOD": "POST"},
        {"HTTP_AUTHORIZATION": ""},
        {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"},
        {"HTTP_COOKIE": "colour=blue; sessionid=abc"},
        {"HTTP_HOST": "evil.example"},
        {"HTTP_HOST": "TestServer"},
        {"HTTP_HOST": "testserver:8000"},
        {"HTTP_HOST": ""},
        {"PATH_INFO": "/a\0b/"},
        {"PATH_INFO": "/" + LONGEST_PATH * "a"},
        {"PATH_INFO": "/static/a.css"},
        {"QUERY_STRING": f"a={(LONGEST_QUERY - 1) * 'b'}"},
        {"QUERY_STRING": f"utm_source={LONGEST_QUERY * 4 * 'b'}"},
    ],
)
def test_what_is_personal_made_up_or_private_has_none(said: dict[str, Any]) -> None:
    assert asked(**said) is None


def test_a_question_mark_within_a_path_begins_no_query() -> None:
    assert asked(PATH_INFO="/results/?a=1").key != asked(QUERY_STRING="a=1").key


def test_a_proxy_is_believed_where_the_site_says_so(settings: Settings) -> None:
    told = {"HTTP_HOST": "inner.example", "HTTP_X_FORWARDED_HOST": "testserver"}
    secure = {"HTTP_X_FORWARDED_PROTO": "https, http"}
    assert asked(**told) is None
    assert asked(**secure).scheme == "http"
    settings.USE_X_FORWARDED_HOST = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert asked(**told, **secure).url == "https://testserver/results/"
    assert asked(HTTP_X_FORWARDED_PROTO="http", **{"wsgi.url_scheme": "https"}).scheme == "http"
    assert asked(**{"wsgi.url_scheme": "https"}).scheme == "https"
    assert asked(HTTP_X_FORWARDED_PORT="80") is not None
    settings.USE_X_FORWARDED_PORT = True
    assert asked(HTTP_X_FORWARDED_PORT="80") is None
    assert asked() is not None


def test_the_admin_and_static_files_are_private(settings: Settings) -> None:
    assert private_paths("wagtail.urls") == ("/static/",)
    assert {"/static/", "/admin/"} <= set(private_paths(settings.ROOT_URLCONF))


COUNT = [
    'INSERT INTO "wagtailcore_page" ("title") VALUES (%s)',
    'INSERT OR REPLACE INTO "wagtailcore_page" ("title") VALUES (%s)',
    'REPLACE INTO "wagtailcore_page" ("title") VALUES (%s)',
    'UPDATE "wagtailcore_page" SET "title" = %s',
    'UPDATE "wagtailcore_page" SET "draft_title" = %s, "title" = %s WHERE "id" = %s',
    'UPDATE "wagtailcore_page" SET "draft_title" = (SELECT 1), "title" = %s',
    'UPDATE "wagtailcore_page" SET "draft_title" = "title"',
    'UPDATE "public"."wagtailcore_page" SET "draft_title" = %s',
    'DELETE FROM "wagtailcore_page" WHERE "id" = %s',
    'DELETE FROM "wagtailimages_rendition" WHERE "id" = %s',
    'INSERT INTO "wagtailimages_rendition" ("file") VALUES (%s) '
    'ON CONFLICT ("id") DO UPDATE SET "file" = %s',
    "TRUNCATE wagtailcore_page",
    "COPY wagtailcore_page FROM STDIN",
    "MERGE INTO wagtailcore_page USING other ON true WHEN MATCHED THEN DELETE",
    "WITH old AS (DELETE FROM wagtailcore_page RETURNING id) SELECT * FROM old",
    "WITH new AS (SELECT 1) INSERT OR IGNORE INTO wagtailcore_page SELECT * FROM new",
    "SELECT 1; DELETE FROM wagtailcore_page",
    "EXPLAIN ANALYZE UPDATE wagtailcore_page SET title = ''",
    "INSERT INTO django_session WITH old AS (DELETE FROM wagtailcore_page) SELECT 1",
    "DELETE FROM django_session; DELETE FROM wagtailcore_page",
    "/* a */ -- b\n (update wagtailcore_page set title = '')",
    "CALL host_procedure()",
    "EXECUTE prepared (1)",
    "DO $$ BEGIN END $$",
    "ALTER TABLE host ADD COLUMN number integer",
    "INSERT INTO of_the_host (number) VALUES (1)",
    "",
]
DO_NOT_COUNT = [
    'SELECT "title" FROM "wagtailcore_page" WHERE "slug" = %s',
    'SELECT "title" FROM "wagtailcore_page" FOR NO KEY UPDATE',
    '(SELECT "updated" FROM "wagtailcore_page") UNION (SELECT 1);',
    "WITH RECURSIVE tree AS (SELECT 1) SELECT * FROM wagtailcore_page",
    'UPDATE "wagtailcore_page" SET "draft_title" = %s, "latest_revision_id" = NULL WHERE "id" = %s',
    'UPDATE "wagtailcore_page" SET "locked" = %s',
    'UPDATE "auth_user" SET "last_login" = %s WHERE "auth_user"."id" = %s',
    'INSERT INTO "wagtailimages_rendition" ("file") VALUES (%s) RETURNING "id"',
    'INSERT INTO "django_session" ("session_key") VALUES (%s) ON CONFLICT DO UPDATE SET "a" = %s',
    'UPDATE "results_snapshots_snapshot" SET "asked" = "asked" + 1',
    "delete from DJANGO_SESSION",
    'UPDATE "wagtailcore_workflowstate" SET "status" = %s WHERE "id" = %s',
    'INSERT INTO "wagtailcore_taskstate" ("status") VALUES (%s) RETURNING "id"',
    'INSERT INTO "wagtailsearch_indexentry" ("title") VALUES (%s) ON CONFLICT ("id") DO NOTHING',
    'UPDATE "wagtailadmin_editingsession" SET "last_seen_at" = %s',
    'INSERT INTO "wagtailcore_comment" ("text") VALUES (%s) RETURNING "id"',
    "SAVEPOINT s1",
    "BEGIN IMMEDIATE",
    "PRAGMA busy_timeout = 50",
    "SET CONSTRAINTS ALL IMMEDIATE",
]


@pytest.mark.parametrize("sql", COUNT)
def test_what_writes_or_is_not_understood_counts(sql: str) -> None:
    assert changes_public(sql)


@pytest.mark.parametrize("sql", DO_NOT_COUNT)
def test_what_reads_or_writes_what_nobody_sees_does_not(sql: str) -> None:
    assert not changes_public(sql)


SIZE = 1_000


def stored(number: int, size: int = SIZE) -> Stored:
    """An answer of so many bytes."""
    url, until = f"http://testserver/{number}/", datetime(2100, 1, 1, tzinfo=UTC)
    head = Head(url, headers=(), varies_on=(), etag="tag", valid_until=until, checksums={})
    return Stored(head, version=0, encodings={"": b"a" * size})


def test_memory_never_holds_more_than_it_may_and_what_was_used_least_recently_goes_first() -> None:
    memory = Memory(10 * (SIZE + OVERHEAD))
    for number in range(10):
        memory.put(str(number), stored(number))

    assert memory.get("0")
    # What is put again takes the place of what was there.
    for number in (10, 10):
        memory.put(str(number), stored(number))

    assert (len(memory), memory.bytes) == (10, memory.most_bytes)
    assert memory.get("0")
    assert memory.get("1") is None


def test_one_large_answer_does_not_drive_out_all_others() -> None:
    memory = Memory(8 * (SIZE + OVERHEAD))
    memory.put("small", stored(1))

    memory.put("large", stored(2, SIZE + 1))

    assert memory.get("small")
    assert memory.get("large") is None


LONG_AGO = 1_000_000


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that nobody has met in."""
    found = tmp_path / "met"
    monkeypatch.setattr(change_signal, "folder", lambda: found)
    return found


def test_nobody_else_may_read_it(folder: Path) -> None:
    assert change_signal.made_folder() == folder

    assert folder.stat().st_mode & 0o077 == 0


def test_a_link_to_somewhere_else_is_none(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    folder.symlink_to(tmp_path / "elsewhere")

    with pytest.raises(PermissionError):
        change_signal.made_folder()


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give a folder away")
def test_a_folder_of_somebody_else_is_none(folder: Path) -> None:
    folder.mkdir()
    os.chown(folder, 65534, 65534)

    with pytest.raises(PermissionError):
        change_signal.made_folder()


def test_what_is_kept_looks_as_new(folder: Path) -> None:
    (change_signal.made_folder() / "changes").write_bytes(b"")
    for one in (folder, folder / "changes"):
        os.utime(one, (LONG_AGO, LONG_AGO))

    change_signal.keep_folder()

    assert all(one.stat().st_mtime > LONG_AGO for one in (folder, folder / "changes"))


def test_to_keep_no_folder_is_no_error(folder: Path) -> None:
    change_signal.keep_folder()

    assert not folder.exists()


IN_A_DATABASE = pytest.mark.django_db(transaction=True)
# Said by stored answers only, or about the bytes that were sent.
OURS = {"Cache-Control", "Content-Encoding", "Content-Length", "ETag", "Vary", SAYS}
PATH = "/results/2016/"
MADE_UP: dict[str, tuple[str, dict[str, Any]]] = {
    "another host": (PATH, {"HTTP_HOST": "evil.example"}),
    "a host with a login": (PATH, {"HTTP_HOST": "me@testserver"}),
    "a forwarded host": (PATH, {"HTTP_X_FORWARDED_HOST": "evil.example"}),
    "a forwarded scheme": (PATH, {"HTTP_X_FORWARDED_PROTO": "https"}),
    "another language": (PATH, {"HTTP_ACCEPT_LANGUAGE": "en;q=1, fr"}),
    "a language that is none": (PATH, {"HTTP_ACCEPT_LANGUAGE": "../../etc/passwd"}),
    "compressed by gzip": (PATH, {"HTTP_ACCEPT_ENCODING": "gzip"}),
    "a cookie": (PATH, {"HTTP_COOKIE": "colour=blue"}),
    "a session that is none": (PATH, {"HTTP_COOKIE": "sessionid=abc"}),
    "a part": (PATH, {"HTTP_RANGE": "bytes=0-10"}),
    "dots": ("/results/x/%2e%2e/2016/", {}),
    "encoded slashes": ("/results%2F2016/", {}),
    "a broken letter": ("/results/%ff/", {}),
    "a parameter of Wagtail's": (PATH + "?mode=default&in_preview_panel=true", {}),
}


def said(response: Any) -> tuple[int, dict[str, str], bytes]:
    """What an answer says, however its bytes were sent."""
    body = response.content
    if response.headers.get("Content-Encoding") == "gzip":
        body = gzip.decompress(body)
    headers = {name: value for name, value in response.headers.items() if name not in OURS}
    return response.status_code, headers, body


@IN_A_DATABASE
@pytest.mark.parametrize("name", MADE_UP)
def test_what_is_made_up_gets_what_the_site_itself_says_and_nobody_else_gets_it(
    name: str, settings: Settings, edition: ResultsPage
) -> None:
    path, extra = MADE_UP[name]
    client = Client(raise_request_exception=False)
    settings.WAGTAIL_RESULTS = {"SNAPSHOTS": False}
    site, usual = said(client.get(path, **extra)), said(client.get(PATH))

    settings.WAGTAIL_RESULTS = {"SNAPSHOTS": True}
    first, second = (said(Client(raise_request_exception=False).get(path, **extra)) for _ in "ab")
    assert first == site
    assert second == site

    after: Any = Client().get(PATH)
    assert after.headers[SAYS] in ("made", "hit")
    assert said(after) == usual


@IN_A_DATABASE
def test_what_no_address_declares_is_not_stored_but_where_a_visitor_came_from_is_nothing(
    edition: ResultsPage, client: Client
) -> None:
    client.get(PATH)
    assert client.get(PATH + "?utm_source=paper&fbclid=1").headers[SAYS] == "hit"
    before = Snapshot.objects.count()

    for query in ("x=1", "x=2", "page=2", "utm_source=paper&x=3"):
        assert SAYS not in client.get(f"{PATH}?{query}").headers

    assert Snapshot.objects.count() == before


@pytest.mark.parametrize(
    ("name", "said", "is_given"),
    [
        ("cookie", {}, True),
        ("cookie", {"HTTP_COOKIE": "csrftoken=x; _ga=1; _pk_id=2"}, True),
        ("cookie", {"HTTP_COOKIE": "colour=blue"}, False),
        ("accept", {"HTTP_ACCEPT": "*/*"}, True),
        ("accept", {"HTTP_ACCEPT": "text/html"}, False),
        ("x-kind", {"HTTP_X_KIND": "*/*"}, False),
    ],
)
def test_what_varies_is_for_those_who_say_nothing_that_matters(
    name: str, said: dict[str, str], is_given: bool
) -> None:
    until = datetime(2100, 1, 1, tzinfo=UTC)
    head = Head("url", (), varies_on=(name,), etag="tag", valid_until=until, checksums={})

    assert fits(Stored(head, version=0, encodings={"": b""}), said) is is_given
