"""The ids of items of streams and lists: a UUID each, whichever way the item came in."""

from __future__ import annotations

import json
import re
from typing import Any
from uuid import UUID, uuid5

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_OURS = UUID("5b0b4a0e-3f0a-4d5e-9a43-2f9a4e6c7d10")


def is_block_id(found: Any) -> bool:
    """Whether this is a UUID in its usual form, which is all that API v3 takes for an id."""
    return isinstance(found, str) and _UUID.fullmatch(found) is not None


def repaired_id(found: Any) -> str:
    """The id that stands for one that is no UUID, the same at each reading."""
    return str(uuid5(_OURS, json.dumps(found)))


def id_of_place(path: tuple[str, ...], index: int) -> str:
    """The id of an item that is stored without one, or with that of another: it is its place's."""
    return str(uuid5(_OURS, ".".join((*path, str(index)))))
