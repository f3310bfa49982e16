"""Rules of which statements change what the public may see."""

import pytest

from results.snapshots.statements import changes_public

PAGE = "wagtailcore_page"
COUNT = [
    f'INSERT INTO "{PAGE}" ("title") VALUES (%s)',
    f'INSERT OR REPLACE INTO "{PAGE}" ("title") VALUES (%s)',
    f'REPLACE INTO "{PAGE}" ("title") VALUES (%s)',
    f'UPDATE "{PAGE}" SET "title" = %s',
    f'UPDATE "{PAGE}" SET "draft_title" = %s, "title" = %s WHERE "id" = %s',
    f'UPDATE "{PAGE}" SET "draft_title" = (SELECT 1), "title" = %s',
    f'UPDATE "{PAGE}" SET "draft_title" = "title"',
    f'UPDATE "public"."{PAGE}" SET "draft_title" = %s',
    f'DELETE FROM "{PAGE}" WHERE "id" = %s',
    'DELETE FROM "wagtailimages_rendition"',
    'INSERT INTO "wagtailimages_rendition" ("file") VALUES (%s) '
    'ON CONFLICT ("id") DO UPDATE SET "file" = %s',
    f"TRUNCATE {PAGE}",
    f"COPY {PAGE} FROM STDIN",
    f"MERGE INTO {PAGE} USING other ON true WHEN MATCHED THEN DELETE",
    f"WITH old AS (DELETE FROM {PAGE} RETURNING id) SELECT * FROM old",
    f"WITH old AS (UPDATE {PAGE} SET title = '') SELECT 1",
    f"SELECT 1; DELETE FROM {PAGE}",
    f"EXPLAIN ANALYZE UPDATE {PAGE} SET title = ''",
    f"INSERT INTO django_session WITH old AS (DELETE FROM {PAGE}) SELECT 1",
    f"DELETE FROM django_session; DELETE FROM {PAGE}",
    f"/* a */ -- b\n (update {PAGE} set title = '')",
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
    f'SELECT "title" FROM "{PAGE}" WHERE "slug" = %s',
    f'SELECT "title" FROM "{PAGE}" FOR UPDATE',
    f'SELECT "title" FROM "{PAGE}" FOR NO KEY UPDATE',
    f'(SELECT "updated" FROM "{PAGE}") UNION (SELECT 1);',
    f"WITH RECURSIVE tree AS (SELECT 1) SELECT * FROM {PAGE}",
    f'UPDATE "{PAGE}" SET "draft_title" = %s, "latest_revision_id" = NULL WHERE "id" = %s',
    f'UPDATE "{PAGE}" SET "locked" = %s',
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
