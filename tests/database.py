"""The database of the tests: made once, and brought to a state of tests/world.py or to no state.

"" is the state that the migrations leave. The others are made when they are asked for: on SQLite they
stay beside the migrated database, on PostgreSQL as long as the process.
"""

import fcntl
import functools
import hashlib
import os
import pickle
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import Model
from django.test import Client, override_settings

import pytest

from tests.processes import ROOT

TEMPLATES = ROOT / ".cache" / "databases"
# A state is of its day, for what is recorded in it has a time. Those of other code are thrown away.
MOST_SECONDS = 4 * 3600
DEPENDENCIES = {".py", ".html", ".txt", ".xml", ".json", ".toml", ".mo"}
# On PostgreSQL, of which the sites beside a test get a copy.
TEMPLATE = f"results_template_{os.getpid()}"

# What belongs to a state is kept in a schema of its own. Constraints are not looked at meanwhile: the
# rows satisfied them before. Sequences go on, so that a new row has a key that none has had.
KEEP = """
CREATE SCHEMA kept_{0};
DO $$ DECLARE name text; BEGIN
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE format('CREATE TABLE kept_{0}.%1$I AS TABLE public.%1$I', name);
    END LOOP;
END $$
"""
BRING_BACK = """
DO $$ DECLARE name text; BEGIN
    SET LOCAL session_replication_role = replica;
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'kept_{0}' LOOP
        EXECUTE format('DELETE FROM public.%1$I', name);
        EXECUTE format('INSERT INTO public.%1$I SELECT * FROM kept_{0}.%1$I', name);
    END LOOP;
END $$
"""
# The state that the database is in.
_state = ""


@dataclass(frozen=True, slots=True)
class State:
    """What makes a state, and the name of that which it begins with."""

    build: Callable[..., Any]
    on: str


STATES: dict[str, State] = {}


def state(on: str = "") -> Callable[[Callable[..., Any]], Any]:
    """Make the function's name that of a state, and of the fixture that gives what it returns.

    It gets what the function of the state returns that it begins with.
    """

    def register(build: Callable[..., Any]) -> Any:
        name = build.__name__
        STATES[name] = State(build, on)

        @pytest.fixture(name=name)
        def given(db: None) -> Any:
            return _given(name)

        return given

    return register


def state_of(names: Iterable[str]) -> str:
    """The state that has all those of these names; no two stand side by side."""
    wanted = {name for name in names if name in STATES}
    for name in wanted:
        if wanted <= set(_with_those_below(name)):
            return name
    if wanted:
        raise pytest.UsageError(f"No state has all of {', '.join(sorted(wanted))}")
    return ""


def _with_those_below(name: str) -> Iterable[str]:
    while name:
        yield name
        name = STATES[name].on


def create() -> None:
    """Make the database of this process: on SQLite a copy of one that was migrated before."""
    if connection.vendor == "postgresql":
        made = connection.creation.create_test_db(verbosity=0, autoclobber=True)
        connection.close()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{TEMPLATE}"')
            cursor.execute(f'CREATE DATABASE "{TEMPLATE}" TEMPLATE "{made}"')
        _execute(KEEP.format(""))
        for folder in _kept().glob(f"{os.getpid()}-*"):  # Of another process with this number.
            shutil.rmtree(folder)
        return
    template = template_file()
    TEMPLATES.mkdir(parents=True, exist_ok=True)
    with (TEMPLATES / "lock").open("w") as lock:
        # Of several processes that begin at the same time one migrates.
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not template.exists():
            made = connection.creation.create_test_db(verbosity=0, autoclobber=True)
            connection.close()
            own = template.with_suffix(".new")
            shutil.copyfile(made, own)
            own.replace(template)
            return
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


def enter(state: str) -> None:
    """Bring the database into the state, unless it is in it."""
    if state != _state:
        _bring(state)


def restore() -> None:
    """Leave nothing in the database but what belongs to its state."""
    _bring(_state)


def media() -> Path:
    """Where the files of the state are."""
    return _folder(_state) / "media"


def bring_kept(name: str, build: Callable[[], object]) -> Path:
    """Bring the database to what `build` commits in an empty one; return the folder of its files.

    On SQLite it is built once, by the first process that asks for it. `restore` leads back.
    """
    folder = _folder(name)
    _kept().mkdir(parents=True, exist_ok=True)
    with (_kept() / f"lock-{name}").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if connection.vendor == "postgresql" or not folder.exists():
            own = Path(tempfile.mkdtemp(dir=_kept(), prefix="new-"))
            with override_settings(MEDIA_ROOT=own / "media"):
                build()
            if connection.vendor == "postgresql":
                return own / "media"
            copy_to(own / "database")
            own.rename(folder)
    _copy_from(folder / "database")
    return folder / "media"


def copy_to(path: Path) -> None:
    """Copy the database of this process, on SQLite, as it is now."""
    copy = sqlite3.connect(path)
    connection.connection.backup(copy)
    copy.close()


def _copy_from(path: Path) -> None:
    connection.ensure_connection()
    source = sqlite3.connect(path)
    source.backup(connection.connection)
    source.close()
    ContentType.objects.clear_cache()


def _bring(state: str) -> None:
    global _state
    if state and not _folder(state).exists():
        _make(state)
    if connection.vendor == "postgresql":
        _execute(BRING_BACK.format(state))
    else:
        _copy_from(_folder(state) / "database" if state else template_file())
    ContentType.objects.clear_cache()
    _state = state


def _make(state: str) -> None:
    """Build the state on the one that it begins with, and keep it with its files."""
    _bring(STATES[state].on)
    _kept().mkdir(parents=True, exist_ok=True)
    oldest = time.time() - MOST_SECONDS
    for folder in _kept().glob("*-*/"):
        with suppress(OSError):  # Another process has been quicker.
            if folder.stat().st_mtime < oldest and _digest_of_states() not in folder.name:
                shutil.rmtree(folder)
    own = Path(tempfile.mkdtemp(dir=_kept(), prefix="new-"))
    if media().exists():
        shutil.copytree(media(), own / "media")
    with override_settings(MEDIA_ROOT=own / "media"), transaction.atomic():
        built = STATES[state].build(*([_given(on)] if (on := STATES[state].on) else []))
        with (own / "given").open("wb") as file:
            _Keeper(file).dump(built)
        # As in a test, what waits for the end of the transaction is not done.
        connection.run_on_commit = []
    if connection.vendor == "postgresql":
        _execute(KEEP.format(state))
    else:
        copy_to(own / "database")
    with suppress(OSError):  # Another process has been quicker.
        own.rename(_folder(state))
    shutil.rmtree(own, ignore_errors=True)


def _given(state: str) -> Any:
    with (_folder(state) / "given").open("rb") as file:
        return _Reader(file).load()


class _Keeper(pickle.Pickler):
    """Keeps a row by its key, and a browser by what it sends."""

    def persistent_id(self, found: Any) -> Any:
        if isinstance(found, Model):
            return type(found), found.pk
        if isinstance(found, Client):
            return Client, (found.cookies, found.defaults, found.raise_request_exception)
        return None


class _Reader(pickle.Unpickler):
    """Reads rows from the database as they are there."""

    def persistent_load(self, kept: Any) -> Any:
        kind, key = kept
        if kind is not Client:
            return kind._base_manager.get(pk=key)
        client = Client(raise_request_exception=key[2])
        client.cookies, client.defaults = key[:2]
        return client


def _kept() -> Path:
    # With planted faults, states are made by the code that has them, and kept elsewhere.
    return Path(os.environ.get("KEPT_STATES", TEMPLATES))


def _folder(state: str) -> Path:
    """Where a state is kept: by its name and by all that it depends on."""
    # Other processes have databases of their own on PostgreSQL.
    of = f"{os.getpid()}-" if connection.vendor == "postgresql" else ""
    return _kept() / (f"{of}{_digest_of_states()}-{state}" if state else "none")


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


@functools.cache
def _digest_of_states() -> str:
    digest = hashlib.sha256(f"{template_file().name} {date.today()}".encode())
    for folder in ("results", "home", "cms", "templates", "tests"):
        for path in sorted((ROOT / folder).rglob("*.*")):
            is_test = folder == "tests" and (path.suffix != ".py" or path.name.startswith("test_"))
            if path.suffix in DEPENDENCIES and not is_test:
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
