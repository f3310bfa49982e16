"""Whether there are tables to note changes in: not before, or while, migrations run.

While they do, a table need not have the columns that its model has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models.signals import post_migrate, pre_migrate

from ..models import Sweep
from ..switch import is_on
from .elsewhere import is_on_elsewhere

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

# By the name of the database.
_ready: dict[str, bool] = {}


def connect() -> None:
    """Look again after each run of migrations; called once, when Django is ready."""
    pre_migrate.connect(_before_migrating, dispatch_uid="results.snapshots.before_migrating")
    post_migrate.connect(
        _after_migrating,
        sender=apps.get_app_config("results_snapshots"),
        dispatch_uid="results.snapshots.readiness",
    )


def is_ready(connection: BaseDatabaseWrapper) -> bool:
    """Whether the tables are there; asked once for each database."""
    name = str(connection.settings_dict["NAME"])
    if name not in _ready:
        # Not by a query of ours: one that fails would end the transaction.
        _ready[name] = Sweep._meta.db_table in connection.introspection.table_names()
    return _ready[name]


def _before_migrating(using: str, **kwargs: Any) -> None:
    _ready[str(connections[using].settings_dict["NAME"])] = False


def _after_migrating(sender: Any, using: str, **kwargs: Any) -> None:
    """Begin a generation: migrations change what answers show, past everybody who watches."""
    from .sweeping import begin_generation

    _ready.clear()
    connection = connections[using]
    is_wanted = using == DEFAULT_DB_ALIAS and is_ready(connection)
    if is_wanted and (is_on() or is_on_elsewhere(connection)):
        begin_generation()
