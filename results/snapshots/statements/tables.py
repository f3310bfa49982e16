"""The site's tables: which belong to one object, which columns tell a row from others.

A model that inherits from another has a row in both tables; the two are one object here, named by
the table of the topmost model, its root.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings
from django.utils.module_loading import import_string

from ...reading.unseen import PagesOf, unseen_models

if TYPE_CHECKING:
    from django.db import models

# Of a row of these nothing is ever shown to a visitor.
PRIVATE_APPS = frozenset(
    {"admin", "axes", "django_tasks_database", "results_snapshots", "sessions", "wagtailsearch"}
)
PRIVATE_TABLES = frozenset(
    {
        "django_migrations",
        "results_heartbeat",
        "results_publication",
        "results_steprun",
        "wagtailcore_modellogentry",
        "wagtailcore_pagesubscription",
        "wagtailcore_referenceindex",
        "wagtailusers_userprofile",
    }
)
# What is written when a draft is saved, a page locked or a person logs in, by the class that has
# it.
BOOKKEEPING = {
    "django.contrib.auth.base_user.AbstractBaseUser": {"last_login"},
    "wagtail.models.DraftStateMixin": {"has_unpublished_changes"},
    "wagtail.models.LockableMixin": {"locked", "locked_at", "locked_by_id"},
    "wagtail.models.Page": {"draft_title", "latest_revision_created_at"},
    "wagtail.models.RevisionMixin": {"latest_revision_id"},
}
# So few rows that all of them may be looked at.
_SMALL = frozenset({"wagtailcore_pageviewrestriction", "wagtailcore_collectionviewrestriction"})
_TEXTS = frozenset({"CharField", "FileField", "SlugField", "URLField"})
_TELLING = frozenset({"BooleanField", "UUIDField"})


@dataclass(frozen=True, slots=True)
class Table:
    """A table, seen as a part of its root's table.

    `columns` are those of the root that fit into a key or a condition, `texts` those of them that
    hold texts, `flags` those that are true or false; `path` is the column of a tree's path, with the length of its steps.
    """

    name: str
    root: str
    own_key: str
    root_key: str
    columns: tuple[str, ...]
    texts: frozenset[str]
    flags: frozenset[str]
    path: str
    steplen: int
    is_site_wide: bool
    is_small: bool
    is_derived: bool
    bookkeeping: frozenset[str]
    cascades: tuple[str, ...]

    @property
    def is_root(self) -> bool:
        """Whether the table is its own root."""
        return self.name == self.root


@lru_cache(maxsize=1)
def tables() -> dict[str, Table]:
    """Every table of the site's models that a visitor can see something of, by its name."""
    found: dict[str, Table] = {}
    for model in apps.get_models(include_auto_created=True):
        meta = model._meta
        if meta.db_table in private_tables() or not meta.managed:
            continue
        found.setdefault(meta.db_table, _table(model))
    return found


@lru_cache(maxsize=1)
def private_tables() -> frozenset[str]:
    """The tables that are never looked at."""
    caches = {
        str(cache.get("LOCATION"))
        for cache in settings.CACHES.values()
        if str(cache.get("BACKEND")).endswith("DatabaseCache")
    }
    return (
        PRIVATE_TABLES
        | caches
        | {
            model._meta.db_table
            for model in apps.get_models(include_auto_created=True)
            if model._meta.app_label in PRIVATE_APPS or model._meta.label_lower in unseen_models()
        }
    )


@lru_cache(maxsize=1)
def unseen_tables() -> dict[str, tuple[Table, PagesOf]]:
    """Those of which a change, other than a new row, concerns some pages."""
    found: dict[str, tuple[Table, PagesOf]] = {}
    for model in apps.get_models(include_auto_created=True):
        pages_of = unseen_models().get(model._meta.label_lower)
        if pages_of is not None:
            found[model._meta.db_table] = (_table(model), pages_of)
    return found


def _table(model: type[models.Model]) -> Table:
    root = _root_of(model)
    columns = tuple(str(field.column) for field in root._meta.concrete_fields if _tells(field))
    path = "path" if hasattr(root, "steplen") and "path" in columns else ""
    own_key = model._meta.pk
    root_key = root._meta.pk
    return Table(
        name=model._meta.db_table,
        root=root._meta.db_table,
        own_key=str(own_key.column),
        root_key=str(root_key.column),
        columns=columns,
        texts=frozenset(
            str(field.column) for field in root._meta.concrete_fields if _is_text(field)
        ),
        flags=frozenset(
            str(field.column)
            for field in root._meta.concrete_fields
            if field.get_internal_type() == "BooleanField"
        ),
        path=path,
        steplen=getattr(root, "steplen", 0),
        is_site_wide=_is_site_wide(model),
        is_small=_is_site_wide(model) or root._meta.db_table in _SMALL,
        is_derived=_is_derived(model),
        bookkeeping=frozenset(
            name
            for path, names in BOOKKEEPING.items()
            if issubclass(model, import_string(path))
            for name in names
        ),
        cascades=tuple(sorted(_cascades(model))),
    )


def _cascades(model: type[models.Model], known: frozenset[str] = frozenset()) -> frozenset[str]:
    found = known
    for relation in model._meta.related_objects:
        name = _root_of(relation.related_model)._meta.db_table
        # Since Django 6.1 there are deletions that only the database knows of.
        is_its_own = getattr(relation.on_delete, "__name__", "").startswith("DB_")
        if is_its_own and name not in found:
            found = _cascades(relation.related_model, found | {name})
    return found


def _root_of(model: type[models.Model]) -> type[models.Model]:
    while True:
        parents = [parent for parent in model._meta.parents if not parent._meta.abstract]
        if len(parents) != 1 or not _continues(model, parents[0]):
            return model
        model = parents[0]


def _continues(model: type[models.Model], parent: type[models.Model]) -> bool:
    link = model._meta.parents.get(parent)
    return link is not None and link.primary_key


# Of longer texts, only where a page is: see `watching.front_pages`.
_LONG = frozenset({"url_path"})


def _tells(field: Any) -> bool:
    """Whether the column's values read the same in a parameter and in a row, on any database."""
    if field.remote_field:
        return _tells(field.target_field)
    kind = field.get_internal_type()
    is_other = kind in _TELLING or kind.endswith(("AutoField", "IntegerField"))
    return is_other or _is_text(field) or field.column in _LONG


def _is_text(field: Any) -> bool:
    """Whether it holds texts that are the same only if all their letters are."""
    while field.remote_field:
        field = field.target_field
    return field.get_internal_type() in _TEXTS and not getattr(field, "db_collation", None)


def _is_site_wide(model: type[models.Model]) -> bool:
    """Whether every page may show it, or depends on it without asking."""
    from wagtail.models import Locale, Site

    bases: tuple[type[Any], ...] = (Site, Locale)
    if apps.is_installed("wagtail.contrib.settings"):
        from wagtail.contrib.settings.models import BaseGenericSetting, BaseSiteSetting

        bases += (BaseGenericSetting, BaseSiteSetting)
    return issubclass(model, bases) or model._meta.db_table == "django_content_type"


def _is_derived(model: type[models.Model]) -> bool:
    """Whether its rows are made on demand, so that a new one tells nothing new."""
    from wagtail.images.models import AbstractRendition

    return issubclass(model, AbstractRendition)
