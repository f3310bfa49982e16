"""Rules of which statements change what the public may see."""

import pytest

from results.snapshots.sql import changes_public

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
    'DELETE FROM "wagtailimages_rendition"',
    'INSERT INTO "wagtailimages_rendition" ("file") VALUES (%s) '
    'ON CONFLICT ("id") DO UPDATE SET "file" = %s',
    "TRUNCATE wagtailcore_page",
    "COPY wagtailcore_page FROM STDIN",
    "MERGE INTO wagtailcore_page USING other ON true WHEN MATCHED THEN DELETE",
    "WITH old AS (DELETE FROM wagtailcore_page RETURNING id) SELECT * FROM old",
    "WITH old AS (UPDATE wagtailcore_page SET title = '') SELECT 1",
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
    "DROP TABLE host",
    "INSERT INTO of_the_host (number) VALUES (1)",
    "anything else",
    "",
]
DO_NOT_COUNT = [
    'SELECT "title" FROM "wagtailcore_page" WHERE "slug" = %s',
    'SELECT "title" FROM "wagtailcore_page" FOR UPDATE',
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
    "SAVEPOINT s1",
    "RELEASE SAVEPOINT s1",
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
