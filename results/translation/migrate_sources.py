"""Rename and remove blocks in what is kept of pages, beside `MigrateStreamData`.

It is kept by wagtail-localize as the sources of translations, and by the plugin as versions of editions.

For migrations: nothing here imports a model.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4, uuid5

from wagtail.blocks.migrations.utils import InvalidBlockDefError, apply_changes_to_raw_data

if TYPE_CHECKING:
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

    from wagtail.blocks.migrations.operations import BaseBlockOperation

    Operations = Sequence[tuple[BaseBlockOperation, str]]

logger = logging.getLogger(__name__)
LOCALIZE = "wagtail_localize"
SEGMENTS = ("StringSegment", "TemplateSegment", "RelatedObjectSegment", "OverridableSegment")
# What a `LanguageVersion` has by the paths of texts and files.
BY_PATH = ("older", "untranslated", "machine", "agreed")
# That of `TranslationContext._get_path_id`, which the models of a migration do not have.
PATH_IDS = UUID("fcab004a-2b50-11ea-978f-2e728ce88125")
# What Wagtail's operations raise for JSON that does not match its blocks.
MALFORMED = (
    AttributeError,
    IndexError,
    InvalidBlockDefError,
    KeyError,
    RecursionError,
    TypeError,
    ValueError,
)

# (path, field path) as wagtail-localize has them, without the name of the field.
Paths = tuple[list[str], list[str]]


def migrate_translation_sources(
    apps: Any,
    schema_editor: BaseDatabaseSchemaEditor,
    *,
    app_name: str,
    model_name: str,
    field_name: str,
    operations_and_block_paths: Operations,
) -> None:
    """Do to translation sources what `MigrateStreamData` does to pages and revisions; for `RunPython`.

    And to editions as they were, which are migrated without wagtail-localize too.
    Translations and replacements follow a renamed block or child; those of a removed one are kept
    unused. What cannot be read is left as it is, with a warning in the log.
    """
    model = apps.get_model(app_name, model_name)
    stream = _Stream(operations_and_block_paths, model, field_name)
    _migrate_versions(apps, schema_editor.connection.alias, model, stream)
    try:
        rows = apps.get_model(LOCALIZE, "TranslationSource").objects
    except LookupError:
        return
    sources = rows.using(schema_editor.connection.alias).filter(
        specific_content_type__app_label=model._meta.app_label,
        specific_content_type__model=model._meta.model_name,
    )
    for pk in list(sources.values_list("pk", flat=True)):
        source = sources.get(pk=pk)
        try:
            source.content_json = stream.migrated_content(source.content_json)
        except MALFORMED as error:
            logger.warning(
                "The translation source of %s was left as it is: %r", source.object_id, error
            )
            continue
        source.save(update_fields=["content_json"])
    for object_id in set(sources.values_list("object_id", flat=True)):
        new_paths = _move_contexts(apps, schema_editor.connection.alias, object_id, stream)
        _rename_marks(apps, schema_editor.connection.alias, object_id, new_paths)


def _migrate_versions(apps: Any, alias: str, model: Any, stream: _Stream) -> None:
    try:
        versions = apps.get_model("results", "EditionVersion").objects.using(alias)
    except LookupError:
        return
    for version in versions.filter(page__in=model.objects.using(alias).values("pk")).iterator():
        try:
            version.contents = {
                language: json.loads(stream.migrated_content(json.dumps(content)))
                for language, content in version.contents.items()
            }
        except MALFORMED as error:
            logger.warning("Version %s was left as it is: %r", version.pk, error)
            continue
        version.save(update_fields=["contents"])


class _Stream:
    def __init__(self, operations: Operations, model: Any, field_name: str) -> None:
        self.operations = operations
        self.field = getattr(model, field_name)
        self.name = field_name

    def apply(self, raw: Any) -> Any:
        for operation, block_path in self.operations:
            raw = apply_changes_to_raw_data(raw, block_path, operation, self.field)
        return raw

    def migrated_content(self, content_json: str) -> str:
        content = json.loads(content_json)
        if content.get(self.name) is None:
            # From before the field was made.
            return content_json
        content[self.name] = json.dumps(self.apply(json.loads(content[self.name])))
        return json.dumps(content)

    def destination(self, path: list[str], kinds: list[str]) -> Paths | None:
        """Return where a value goes, found by migrating a stream that has no other value."""
        marker = str(uuid4())
        raw: Any = marker
        for key, kind in zip(reversed(path), reversed(kinds), strict=True):
            raw = {key: raw} if key == kind else [{"type": kind, "id": key, "value": raw}]
        try:
            leaves = list(_leaves(self.apply(raw), [], []))
        except MALFORMED:
            # Left over from an older form of the blocks.
            return path, kinds
        moved = [place for place, value in leaves if value == marker]
        return next(iter([*moved, *(place for place, _value in leaves if place[0] == path)]), None)


def _leaves(raw: Any, path: list[str], kinds: list[str]) -> Iterator[tuple[Paths, Any]]:
    if isinstance(raw, dict):
        for name, value in raw.items():
            yield from _leaves(value, [*path, name], [*kinds, name])
    elif isinstance(raw, list):
        for item in raw:
            yield from _leaves(item["value"], [*path, str(item["id"])], [*kinds, item["type"]])
    else:
        yield (path, kinds), raw


def _move_contexts(apps: Any, alias: str, object_id: Any, stream: _Stream) -> dict[str, str | None]:
    """Rename the contexts of an object's stream; returns old path → new path, None if it is gone."""
    contexts = apps.get_model(LOCALIZE, "TranslationContext").objects.using(alias)
    places, moved = [], []
    taken = set()
    for context in contexts.filter(object_id=object_id).order_by("pk"):
        field, *path = context.path.split(".")
        # The path of a link in rich text is one step longer than that of its block.
        kinds = context.field_path.split(".")[1:]
        place = stream.destination(path[: len(kinds)], kinds) if field == stream.name else None
        if field != stream.name or place == (path[: len(kinds)], kinds):
            taken.add(context.path)
        else:
            new = place and ".".join([field, *place[0], *path[len(kinds) :]])
            places.append((context, new, place and ".".join([field, *place[1]])))
    new_paths: dict[str, str | None] = {}
    for context, new, field_path in places:
        is_gone = new is None or new in taken
        new_paths[context.path] = None if is_gone else new
        # No two may have the same name at any time, not even while two change places.
        context.path_id = uuid4()
        contexts.filter(pk=context.pk).update(path_id=context.path_id)
        if is_gone:
            for model in SEGMENTS:
                rows = apps.get_model(LOCALIZE, model).objects.using(alias)
                rows.filter(context_id=context.pk).delete()
        else:
            taken.add(new)
            context.path, context.field_path = new, field_path
            moved.append(context)
    for context in moved:
        context.path_id = uuid5(PATH_IDS, context.path)
        context.save()
    return new_paths


def _rename_marks(apps: Any, alias: str, object_id: Any, new_paths: dict[str, str | None]) -> None:
    try:
        versions = apps.get_model("results", "LanguageVersion").objects
    except LookupError:
        return
    rows = versions.using(alias).filter(page__translation_key=object_id)
    rename_paths(rows, lambda old: new_paths.get(old, old))


def rename_paths(rows: Iterable[Any], renamed: Callable[[str], str | None]) -> None:
    """Rename the paths in rows of `LanguageVersion`; None drops one."""
    for row in rows:
        for name in BY_PATH:
            paths = {renamed(old): known for old, known in getattr(row, name).items()}
            setattr(row, name, {path: known for path, known in paths.items() if path})
        moved = [{**each, "path": renamed(each["path"])} for each in row.differences]
        row.differences = [each for each in moved if each["path"] is not None]
        row.save(update_fields=[*BY_PATH, "differences"])
