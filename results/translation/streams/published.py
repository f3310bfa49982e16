"""What `results.translation` knows of public translations, by the paths of their strings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

FIELDS = ("older", "untranslated", "machine")
# The new path of a string for its old one, None for one that is gone.
Paths = Mapping[str, str | None]


def rename_published(
    apps: Any, alias: str, sources: Iterable[Any], paths: Mapping[Any, Paths]
) -> None:
    """Give what is known of the sources' translations its new paths; `paths` are by object.

    Does nothing where the app is not installed.
    """
    try:
        model = apps.get_model("results_translation", "PublishedTranslation")
    except LookupError:
        return
    objects = {source.pk: source.object_id for source in sources}
    rows = model.objects.using(alias)
    changed = []
    for row in rows.filter(translation__source_id__in=objects).select_related("translation"):
        renamed = paths.get(objects[row.translation.source_id], {})
        before = {name: getattr(row, name) for name in FIELDS}
        after = {name: _renamed(known, renamed) for name, known in before.items()}
        if after != before:
            for name, known in after.items():
                setattr(row, name, known)
            changed.append(row)
    rows.bulk_update(changed, FIELDS)


def _renamed(known: dict[str, Any], paths: Paths) -> dict[str, Any]:
    new = {path: paths.get(path, path) for path in known}
    return {path: known[old] for old, path in new.items() if path is not None}
