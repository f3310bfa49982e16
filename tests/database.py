"""The database of the tests: made once, and brought back to what the migrations leave in it."""

import functools
import hashlib
import os
import shutil
import sqlite3
from importlib.metadata import distributions
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from tests.processes import ROOT

TEMPLATES = ROOT / ".cache" / "databases"
# On PostgreSQL, of which the sites beside a test get a copy.
TEMPLATE = f"results_template_{os.getpid()}"

# What the migrations left is kept in a schema of its own. Constraints are not looked at meanwhile:
# the rows satisfied them before.
KEEP = """
CREATE SCHEMA kept;
DO $$ DECLARE name text; BEGIN
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE format('CREATE TABLE kept.%1$I AS TABLE public.%1$I', name);
    END LOOP;
END $$
"""
BRING_BACK = """
DO $$ DECLARE name text; BEGIN
    SET LOCAL session_replication_role = replica;
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'kept' LOOP
        EXECUTE format('DELETE FROM public.%1$I', name);
        EXECUTE format('INSERT INTO public.%1$I SELECT * FROM kept.%1$I', name);
    END LOOP;
END $$
"""


def create() -> None:
    """Make the database of this process: on SQLite a copy of one that was migrated before."""
    if connection.vendor == "postgresql":
        made = connection.creation.create_test_db(verbosity=0, autoclobber=True)
        connection.close()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{TEMPLATE}"')
            cursor.execute(f'CREATE DATABASE "{TEMPLATE}" TEMPLATE "{made}"')
        _execute(KEEP)
        return
    template = template_file()
    if not template.exists():
        made = connection.creation.create_test_db(verbosity=0, autoclobber=True)
        connection.close()
        TEMPLATES.mkdir(parents=True, exist_ok=True)
        own = template.with_suffix(f".{os.getpid()}")
        shutil.copyfile(made, own)
        own.replace(template)
    else:
        connection.close()
        name = connection.settings_dict["TEST"]["NAME"]
        shutil.copyfile(template, name)
        settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name


def destroy() -> None:
    """Delete what `create` has made, but for what the next run can use."""
    connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)
    if connection.vendor == "postgresql":
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{TEMPLATE}"')


def restore() -> None:
    """Leave nothing in the database but what the migrations put there."""
    if connection.vendor == "postgresql":
        _execute(BRING_BACK)
    else:
        connection.ensure_connection()
        source = sqlite3.connect(template_file())
        source.backup(connection.connection)
        source.close()
    ContentType.objects.clear_cache()


def _execute(statements: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statements)


@functools.cache
def template_file() -> Path:
    """The migrated database on SQLite; its name is of all that the migrations depend on."""
    digest = hashlib.sha256()
    for package in sorted(f"{found.name} {found.version}" for found in distributions()):
        digest.update(package.encode())
    for app in apps.get_app_configs():
        for path in sorted(Path(app.path, "migrations").glob("*.py")):
            digest.update(path.read_bytes())
    return TEMPLATES / f"{digest.hexdigest()[:16]}.sqlite3"
