"""Ids of blocks in the copies of sources, and in the names of the places of their texts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.contrib.contenttypes.models import ContentType

from wagtail_localize.models import TranslationContext, TranslationSource

from ..fields import repair_block_ids
from .tables import PublishedTranslation

KNOWN = ("older", "untranslated", "machine")


def repair_sources(model: Any) -> int:
    """Give the blocks in all copies of this model's pages ids of their own; how many copies had none.

    Translations stay where they are: their places are renamed with the blocks.
    """
    count = 0
    own_type = ContentType.objects.get_for_model(model)
    for source in TranslationSource.objects.filter(specific_content_type=own_type):
        content = json.loads(source.content_json)
        new_ids = repair_block_ids(model, content)
        if new_ids is not None:
            source.content_json = json.dumps(content)
            source.save(update_fields=["content_json"])
            if new_ids:
                _rename_places(source, new_ids)
            count += 1
    return count


def _rename_places(source: TranslationSource, new_ids: Mapping[str, str]) -> None:
    contexts = TranslationContext.objects.filter(object_id=source.object_id)
    taken = set(contexts.values_list("path", flat=True))
    for context in contexts:
        path = _renamed(context.path, new_ids)
        if path not in taken:
            context.path, context.path_id = path, TranslationContext._get_path_id(path)
            context.save(update_fields=["path", "path_id"])
    for published in PublishedTranslation.objects.filter(translation__source=source):
        for name in KNOWN:
            known = getattr(published, name).items()
            setattr(published, name, {_renamed(path, new_ids): found for path, found in known})
        published.save(update_fields=KNOWN)


def _renamed(path: str, new_ids: Mapping[str, str]) -> str:
    path = f"{path}."
    for old, new in new_ids.items():
        path = path.replace(f".{old}.", f".{new}.")
    return path[:-1]
