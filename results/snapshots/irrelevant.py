"""Cache-irrelevant tables and columns, whose changes never affect a public answer.

Whatever is not named here counts, so a table that nobody has thought of costs renderings, never an
old answer.
"""

from functools import lru_cache
from typing import Any

from django.apps import apps
from django.conf import settings
from django.utils.module_loading import import_string

from wagtail.images.models import AbstractRendition

from ..conf import setting

APPS = frozenset(
    {
        "admin",
        "axes",
        "django_tasks_database",
        "results_previews",
        "results_snapshots",
        "results_webhooks",
        "sessions",
        "wagtailsearch",
    }
)
MODELS = frozenset(
    {
        "results.heartbeat",
        "results.publication",
        "results_importing.upload",
        "wagtail_localize.string",
        "wagtail_localize.stringtranslation",
        "wagtail_localize.translationcontext",
        "wagtailadmin.editingsession",
        "wagtailcore.apitoken",
        "wagtailcore.comment",
        "wagtailcore.commentreply",
        "wagtailcore.modellogentry",
        "wagtailcore.pagelogentry",
        "wagtailcore.pagesubscription",
        "wagtailcore.referenceindex",
        "wagtailcore.revision",
        "wagtailcore.taskstate",
        "wagtailcore.workflowstate",
        "wagtailusers.userprofile",
    }
)
TABLES = frozenset({"django_migrations"})
# By the class that has them: what is written when a draft is saved, a page locked, a person logs in.
COLUMNS = {
    "django.contrib.auth.base_user.AbstractBaseUser": {"last_login"},
    "wagtail.models.DraftStateMixin": {"has_unpublished_changes"},
    "wagtail.models.LockableMixin": {"locked", "locked_at", "locked_by_id"},
    "wagtail.models.Page": {"draft_title", "latest_revision_created_at"},
    "wagtail.models.RevisionMixin": {"latest_revision_id"},
}


@lru_cache(maxsize=1)
def irrelevant_tables() -> frozenset[str]:
    """Return the tables no change of which affects a public answer."""
    caches = {
        str(cache.get("LOCATION"))
        for cache in settings.CACHES.values()
        if str(cache.get("BACKEND")).endswith("DatabaseCache")
    }
    models = {
        model._meta.db_table
        for model in _models()
        if model._meta.app_label in APPS or model._meta.label_lower in MODELS
    }
    return TABLES | caches | models | frozenset(setting("SNAPSHOT_IRRELEVANT_TABLES"))


@lru_cache(maxsize=1)
def irrelevant_columns() -> dict[str, frozenset[str]]:
    """Return, by table, the columns that an UPDATE may set without affecting a public answer."""
    found: dict[str, set[str]] = {}
    for path, names in COLUMNS.items():
        for model in _models():
            if issubclass(model, import_string(path)):
                found.setdefault(model._meta.db_table, set()).update(names)
    return {table: frozenset(names) for table, names in found.items()}


@lru_cache(maxsize=1)
def derived_tables() -> frozenset[str]:
    """Return the tables whose rows are made on demand, so that a new one tells nothing new."""
    return frozenset(
        model._meta.db_table for model in _models() if issubclass(model, AbstractRendition)
    )


def _models() -> list[Any]:
    return apps.get_models(include_auto_created=True)
