"""The copies of a source that wagtail-localize keeps, as rows of a migration's models."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from .change import MALFORMED, StreamChange

if TYPE_CHECKING:
    from .places import Moves

logger = logging.getLogger(__name__)


def in_chunks(sources: Any, size: int) -> Iterator[list[Any]]:
    """Yield the sources, all of an object's together, of `size` objects at a time."""
    objects = sources.order_by("object_id").values_list("object_id", flat=True).distinct()
    keys = list(objects[:size])
    while keys:
        yield list(sources.filter(object_id__in=keys).order_by("pk"))
        keys = list(objects.filter(object_id__gt=keys[-1])[:size])


def carry(source: Any, field_name: str, change: StreamChange) -> Moves | None:
    """Change the stream in a source's content, not saved, and say where its values have gone.

    None, with a warning in the log, for a source that cannot be read.
    """
    try:
        content = json.loads(source.content_json)
        stored = content.get(field_name)
        if stored is None:
            # A copy from before the field was made, or of a page without a stream.
            return {}
        raw = json.loads(stored) if isinstance(stored, str) else stored
        changed, gone_to = change.apply(raw)
        if changed != raw:
            content[field_name] = json.dumps(changed) if isinstance(stored, str) else changed
            source.content_json = json.dumps(content)
    except (*MALFORMED, RecursionError) as error:
        logger.warning(
            "The translation source %s of object %s was left as it is: %r",
            source.pk,
            source.object_id,
            error,
        )
        return None
    return gone_to
