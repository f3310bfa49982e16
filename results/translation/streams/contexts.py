"""The contexts of wagtail-localize, which name places, and all that refers to them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

# That of `TranslationContext._get_path_id`, which the models of a migration do not have.
PATHS = uuid.UUID("fcab004a-2b50-11ea-978f-2e728ce88125")
SEGMENTS = ("StringSegment", "TemplateSegment", "RelatedObjectSegment", "OverridableSegment")
BATCH = 100


@dataclass
class Move:
    """A context with its new names."""

    context: Any
    path: str
    field_path: str


class Contexts:
    """The contexts of a migration, and the rows that belong to them."""

    def __init__(self, apps: Any, alias: str) -> None:
        """Take the migration's apps and the database."""
        self._apps = apps
        self._alias = alias
        self.rows = self._rows("TranslationContext")

    def of(self, objects: Iterable[Any], field_name: str) -> dict[Any, list[Any]]:
        """The contexts of each object's field."""
        found: dict[Any, list[Any]] = {}
        start = f"{field_name}."
        rows = self.rows.filter(object_id__in=objects, path__startswith=start).order_by("pk")
        for context in rows:
            # SQLite takes capitals and small letters for the same.
            if context.path.startswith(start):
                found.setdefault(context.object_id, []).append(context)
        return found

    def leave(self, contexts: Iterable[Any], sources: Iterable[Any]) -> None:
        """Remove what the sources have at these contexts; translations are kept, without use."""
        pks, source_pks = [context.pk for context in contexts], [source.pk for source in sources]
        if not pks or not source_pks:
            return
        for model in SEGMENTS:
            self._rows(model).filter(context_id__in=pks, source_id__in=source_pks).delete()

    def move(self, moves: Iterable[Move], staying: Iterable[Any]) -> None:
        """Give contexts of one object their new names, and join those that come to have the same.

        `staying` are the object's other contexts. Where one already has a new name, what belongs to
        the old one goes over to it.
        """
        by_path = {context.path: context for context in staying}
        renamed: list[Any] = []
        left_free: set[str] = set()
        by_field_path: dict[str, list[Any]] = {}
        # Joins first: what they leave behind keeps its name, and may be in the way of another.
        for move in sorted(moves, key=lambda move: move.path not in by_path):
            context, holder = move.context, by_path.get(move.path)
            if holder is not None and holder.pk != context.pk:
                if self._join(context, holder):
                    by_path[context.path] = context
                context = holder
            elif context.path != move.path:
                left_free.add(context.path)
                context.path = move.path
                renamed.append(context)
            by_path[move.path] = context
            by_field_path.setdefault(move.field_path, []).append(context.pk)
        if left_free & {context.path for context in renamed}:
            # No two rows may have the same name at any time, not even while two change places.
            self._save(renamed, lambda _context: uuid.uuid4())
        self._save(renamed, lambda context: uuid.uuid5(PATHS, context.path))
        for field_path, pks in by_field_path.items():
            self.rows.filter(pk__in=pks).update(field_path=field_path)

    def _save(self, contexts: list[Any], path_id: Any) -> None:
        for context in contexts:
            context.path_id = path_id(context)
        self.rows.bulk_update(contexts, ["path", "path_id"], batch_size=BATCH)

    def _join(self, context: Any, holder: Any) -> bool:
        """Let a context go over to another one; whether something is left of it."""
        segments = [self._rows(model) for model in SEGMENTS]
        sources = {
            source
            for rows in segments
            for source in rows.filter(context_id=context.pk).values_list("source_id", flat=True)
        }
        for rows in segments:
            rows.filter(context_id=holder.pk, source_id__in=sources).delete()
            rows.filter(context_id=context.pk).update(context_id=holder.pk)
        rest = self._join_newest(
            "StringTranslation", context, holder, ("locale_id", "translation_of_id")
        )
        rest += self._join_newest("SegmentOverride", context, holder, ("locale_id",))
        if not rest:
            self.rows.filter(pk=context.pk).delete()
        return rest > 0

    def _join_newest(self, model: str, context: Any, holder: Any, same: tuple[str, ...]) -> int:
        """Of two translations of the same text use the one that was made last.

        The other one stays where it is of no use; how many do is returned.
        """
        rows, left = self._rows(model), 0
        for row in rows.filter(context_id=context.pk):
            rivals = rows.filter(
                context_id=holder.pk, **{name: getattr(row, name) for name in same}
            )
            pks = list(rivals.values_list("pk", flat=True))
            left += bool(pks)
            if rivals.filter(updated_at__gt=row.updated_at).exists():
                continue
            # No two may be in the same place at any time.
            rivals.update(context_id=None)
            rows.filter(pk=row.pk).update(context_id=holder.pk)
            rows.filter(pk__in=pks).update(context_id=context.pk)
        return left

    def _rows(self, model: str) -> Any:
        return self._apps.get_model("wagtail_localize", model).objects.using(self._alias)
