"""The operation of a migration, beside Wagtail's `MigrateStreamData`."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.apps import apps as installed
from django.db.migrations import RunPython

from .change import StreamChange
from .contexts import Contexts, Move
from .published import rename_published
from .sources import carry, in_chunks

if TYPE_CHECKING:
    from datetime import date

    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

    from wagtail.blocks.migrations.operations import BaseBlockOperation

    from .places import Moves
    from .published import Paths

    Operations = Sequence[tuple[BaseBlockOperation, str]]

logger = logging.getLogger(__name__)
LOCALIZE = "wagtail_localize"


class MigrateTranslationSources(RunPython):
    """Does to the copies of sources what `MigrateStreamData` does to pages and revisions.

    Takes the same arguments, so that a migration gives both the same list. Translations and
    replacements follow a renamed block or child; those of a removed one are kept without use, as
    wagtail-localize keeps those of a deleted block. A copy that cannot be read is left as it is, with
    a warning in the log.

    Without wagtail-localize it does nothing. With it, the migration depends on
    ("wagtail_localize", "0016_rename_page_revision_translationlog_revision") and
    ("results_translation", "0001_initial").
    """

    reduces_to_sql = False

    def __init__(
        self,
        app_name: str,
        model_name: str,
        field_name: str,
        operations_and_block_paths: Operations,
        revisions_from: date | None = None,
        chunk_size: int = 100,
        reverse: Operations = (),
        **kwargs: Any,
    ) -> None:
        """Take what `MigrateStreamData` takes, and what is to be done when migrating back.

        Args:
            app_name: Label of the app of the page type.
            model_name: Name of the page type.
            field_name: Name of its stream.
            operations_and_block_paths: Pairs of a Wagtail operation and a block path, done in turn.
            revisions_from: Without effect: there is one copy of each source, which is its newest.
            chunk_size: How many sources are read at a time.
            reverse: Such pairs for the way back, nothing by default, as in `MigrateStreamData`.
            **kwargs: `atomic`, `elidable` and `hints` of `RunPython`.
        """
        self.app_name = app_name
        self.model_name = model_name
        self.field_name = field_name
        self.operations_and_block_paths = operations_and_block_paths
        self.revisions_from = revisions_from
        self.chunk_size = chunk_size
        self.reverse = reverse
        super().__init__(code=self._forwards, reverse_code=self._backwards, **kwargs)

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        """The operation as a squashed migration writes it."""
        _name, args, kwargs = super().deconstruct()
        for name in ("code", "reverse_code"):
            kwargs.pop(name, None)
        for name in (
            "app_name",
            "model_name",
            "field_name",
            "operations_and_block_paths",
            "revisions_from",
            "chunk_size",
            "reverse",
        ):
            kwargs[name] = getattr(self, name)
        return self.__class__.__qualname__, args, kwargs

    def describe(self) -> str:
        """What `migrate --plan` says."""
        return f"Change blocks in the translation sources of {self.app_name}.{self.model_name}"

    @property
    def migration_name_fragment(self) -> str:
        """The name of a migration that has only this operation."""
        names = (
            operation.operation_name_fragment for operation, _ in self.operations_and_block_paths
        )
        return "_".join(dict.fromkeys(names))

    def _forwards(self, apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
        self._carry(apps, schema_editor, self.operations_and_block_paths)

    def _backwards(self, apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
        self._carry(apps, schema_editor, self.reverse)

    def _carry(
        self, apps: Any, schema_editor: BaseDatabaseSchemaEditor, operations: Operations
    ) -> None:
        alias = schema_editor.connection.alias
        try:
            source_model = apps.get_model(LOCALIZE, "TranslationSource")
        except LookupError:
            if installed.is_installed(LOCALIZE):
                logger.warning(
                    "%s: no translation source was changed, since this migration does not depend "
                    "on one of wagtail_localize.",
                    self.describe(),
                )
            return
        if not operations:
            return
        model = apps.get_model(self.app_name, self.model_name)
        change = StreamChange(operations, getattr(model, self.field_name))
        contexts = Contexts(apps, alias)
        sources = source_model.objects.using(alias)
        of_model = sources.filter(
            specific_content_type__app_label=model._meta.app_label,
            specific_content_type__model=model._meta.model_name,
        )
        for chunk in in_chunks(of_model, self.chunk_size):
            paths = self._carry_chunk(chunk, sources, contexts, change)
            rename_published(apps, alias, chunk, paths)

    def _carry_chunk(
        self, chunk: list[Any], sources: Any, contexts: Contexts, change: StreamChange
    ) -> dict[Any, Paths]:
        known: dict[Any, Moves] = {source.object_id: {} for source in chunk}
        read: dict[Any, list[Any]] = {}
        changed = []
        for source in chunk:
            before = source.content_json
            moves = carry(source, self.field_name, change)
            if moves is None:
                continue
            known[source.object_id] |= moves
            read.setdefault(source.object_id, []).append(source)
            if source.content_json != before:
                changed.append(source)
        sources.bulk_update(changed, ["content_json"])
        return {
            key: self._carry_contexts(found, known[key], read.get(key, []), contexts, change)
            for key, found in contexts.of(known, self.field_name).items()
        }

    def _carry_contexts(
        self,
        found: list[Any],
        known: Moves,
        sources: list[Any],
        contexts: Contexts,
        change: StreamChange,
    ) -> Paths:
        """Move the contexts of one object; the new path for each old one, None for what is gone."""
        moves, staying, gone = [], [], []
        paths: dict[str, str | None] = {}
        for context in found:
            path, kinds = (
                tuple(text.split(".")[1:]) for text in (context.path, context.field_path)
            )
            place = change.destination(path, kinds, known)
            if place is None:
                paths[context.path] = None
                gone.append(context)
                staying.append(context)
                continue
            new_path = ".".join((self.field_name, *place.path))
            # Rows without a field path get it from wagtail-localize when they are next used.
            field_path = ".".join((self.field_name, *place.kinds)) if kinds else ""
            paths[context.path] = new_path
            if (new_path, field_path) == (context.path, context.field_path):
                staying.append(context)
            else:
                moves.append(Move(context, new_path, field_path))
        contexts.leave(gone, sources)
        contexts.move(moves, staying)
        return paths
