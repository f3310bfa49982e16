"""Which requests a stored answer can be for, made-up ones too, and which statements change what it says."""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.test import Client

import pytest
from pytest_django import Settings

from results.models import ResultsPage
from results.snapshots import versions
from results.snapshots.addresses import LONGEST_PATH, LONGEST_QUERY, address_of, private_paths
from results.snapshots.answers import OVERHEAD, Head, Memory, Stored
from results.snapshots.watching import changes_public
from tests.snapshots.conftest import SAYS

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
        {"REMOTE_USER": "editor"},
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
    'UPDATE "wagtailcore_page" SET "title" = %s',
    'UPDATE "wagtailcore_page" SET "draft_title" = %s, "title" = %s WHERE "id" = %s',
    'UPDATE "wagtailcore_page" SET "draft_title" = (SELECT 1), "title" = %s',
    """UPDATE "wagtailcore_page" SET "draft_title" = 'a WHERE b', "title" = 'c'""",
    'UPDATE "wagtailcore_page" SET "wagtailcore_page"."draft_title" = %s',
    'UPDATE "wagtailcore_page" AS page SET "draft_title" = %s',
    'UPDATE "public"."wagtailcore_page" SET "draft_title" = %s',
    'DELETE FROM "wagtailcore_page" WHERE "id" = %s',
    'DELETE FROM "wagtailimages_rendition" WHERE "id" = %s',
    'INSERT INTO "wagtailimages_rendition" ("file") VALUES (%s) '
    'ON CONFLICT ("id") DO UPDATE SET "file" = %s',
    "TRUNCATE wagtailcore_page",
    "WITH old AS (DELETE FROM wagtailcore_page RETURNING id) SELECT * FROM old",
    "WITH new AS (SELECT 1) INSERT OR IGNORE INTO wagtailcore_page SELECT * FROM new",
    "SELECT 1; DELETE FROM wagtailcore_page",
    "EXPLAIN ANALYZE UPDATE wagtailcore_page SET title = ''",
    "INSERT INTO django_session WITH old AS (DELETE FROM wagtailcore_page) SELECT 1",
    "DELETE FROM django_session; DELETE FROM wagtailcore_page",
    "/* a */ -- b\n (update wagtailcore_page set title = '')",
    "CALL host_procedure()",
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
    'UPDATE "wagtailcore_page" SET "draft_title" = "title"',
    'UPDATE "auth_user" SET "last_login" = %s WHERE "auth_user"."id" = %s',
    'INSERT INTO "wagtailimages_rendition" ("file") VALUES (%s) RETURNING "id"',
    'INSERT INTO "django_session" ("session_key") VALUES (%s) ON CONFLICT DO UPDATE SET "a" = %s',
    'UPDATE "results_snapshots_snapshot" SET "asked" = "asked" + 1',
    "delete from DJANGO_SESSION",
    'INSERT INTO "wagtailcore_taskstate" ("status") VALUES (%s) RETURNING "id"',
    'INSERT INTO "wagtailsearch_indexentry" ("title") VALUES (%s) ON CONFLICT ("id") DO NOTHING',
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


def test_tables_that_the_site_names_do_not_either(settings: Settings) -> None:
    settings.WAGTAIL_RESULTS = {"SNAPSHOT_IRRELEVANT_TABLES": ["of_the_host"]}
    assert not changes_public('INSERT INTO "of_the_host" ("number") VALUES (%s)')


SIZE = 1_000


def stored(size: int = SIZE) -> Stored:
    """An answer of so many bytes."""
    until = datetime(2100, 1, 1, tzinfo=UTC)
    head = Head(headers=(), varies_on=(), cookies=(), etag="tag", valid_until=until)
    return Stored(head, version=0, encodings={"": b"a" * size})


def test_memory_never_holds_more_than_it_may_and_what_was_used_least_recently_goes_first() -> None:
    memory = Memory(10 * (SIZE + OVERHEAD))
    for number in range(10):
        memory.put(str(number), stored())

    assert memory.get("0")
    # What is put again takes the place of what was there.
    for number in (10, 10):
        memory.put(str(number), stored())

    assert memory.bytes == memory.most_bytes
    assert memory.get("0")
    assert memory.get("1") is None


def test_one_large_answer_does_not_drive_out_all_others() -> None:
    memory = Memory(8 * (SIZE + OVERHEAD))
    memory.put("small", stored())

    memory.put("large", stored(SIZE + 1))

    assert memory.get("small")
    assert memory.get("large") is None


def test_a_file_that_leads_elsewhere_or_is_somebody_else_s_tells_nothing_of_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared = tmp_path / "shared"
    monkeypatch.setattr(versions, "meeting_place", lambda: str(shared))
    assert versions.announced() is None
    versions.announce()
    heard = versions.announced()
    versions.announce()
    assert None is not heard != versions.announced()
    assert shared.stat().st_mode & 0o077 == 0
    with monkeypatch.context() as patch:
        patch.setattr(os, "getuid", lambda: 65534)
        assert versions.announced() is None
    shared.rename(tmp_path / "elsewhere")
    before = (tmp_path / "elsewhere").stat().st_mtime_ns
    shared.symlink_to(tmp_path / "elsewhere")
    versions.announce()
    assert (tmp_path / "elsewhere").stat().st_mtime_ns == before


# Said by stored answers only.
OURS = {"Cache-Control", "Content-Encoding", "Content-Length", "ETag", "Vary", SAYS}
PATH = "/results/2016/"
MADE_UP: dict[str, tuple[str, dict[str, Any]]] = {
    "another host": (PATH, {"HTTP_HOST": "evil.example"}),
    "a host with a login": (PATH, {"HTTP_HOST": "me@testserver"}),
    "a forwarded host": (PATH, {"HTTP_X_FORWARDED_HOST": "evil.example"}),
    "a forwarded scheme": (PATH, {"HTTP_X_FORWARDED_PROTO": "https"}),
    "another language": (PATH, {"HTTP_ACCEPT_LANGUAGE": "en;q=1, fr"}),
    "a language that is none": (PATH, {"HTTP_ACCEPT_LANGUAGE": "../../etc/passwd"}),
    "a cookie": (PATH, {"HTTP_COOKIE": "colour=blue"}),
    "a session that is none": (PATH, {"HTTP_COOKIE": "sessionid=abc"}),
    "a part": (PATH, {"HTTP_RANGE": "bytes=0-10"}),
    "dots": ("/results/x/%2e%2e/2016/", {}),
    "encoded slashes": ("/results%2F2016/", {}),
    "a broken letter": ("/results/%ff/", {}),
    "a parameter of Wagtail's": (PATH + "?mode=default&in_preview_panel=true", {}),
}


def said(response: Any) -> tuple[int, dict[str, str], bytes]:
    headers = {name: value for name, value in response.headers.items() if name not in OURS}
    return response.status_code, headers, response.content


@pytest.mark.django_db(transaction=True)
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
