"""What there is to know about the stored answers."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db.models import Count, Sum
from django.utils.module_loading import import_string

from ...conf import setting
from ..counters import totals
from ..models import PendingInvalidation, Snapshot
from ..switch import is_on
from .verifying import valid_rows

MIDDLEWARE = "results.snapshots.middleware.SnapshotMiddleware"
WRAPPER = "results.snapshots.wsgi"


@dataclass(frozen=True, slots=True)
class Stored:
    """What the table holds: `valid` answers may be given, `old` ones not, in all `bytes`.

    `pending` are changes that the version of the site does not tell of yet.
    """

    valid: int
    old: int
    bytes: int
    budget: int
    pending: int


@dataclass(frozen=True, slots=True)
class Status:
    """What the table holds, what this host's processes have counted, and how they are asked."""

    is_on: bool
    ways_in: list[str]
    stored: Stored
    counted: dict[str, int]

    def as_dict(self) -> dict[str, Any]:
        """All of it as JSON has it."""
        return asdict(self)


def status() -> Status:
    """All of it as it is now."""
    return Status(is_on(), ways_in(), stored(), totals())


def stored() -> Stored:
    """Return what the table holds now."""
    found = Snapshot.objects.aggregate(rows=Count("pk"), bytes=Sum("weight"))
    valid = valid_rows().count()
    return Stored(
        valid=valid,
        old=found["rows"] - valid,
        bytes=found["bytes"] or 0,
        budget=int(setting("SNAPSHOT_BYTES")),
        pending=PendingInvalidation.objects.count(),
    )


def ways_in() -> list[str]:
    """Which of "middleware" and "wsgi" the site's settings name.

    The wrapper is found where it is the outermost one.
    """
    found = ["middleware"] if MIDDLEWARE in settings.MIDDLEWARE else []
    if _is_wrapped(settings.WSGI_APPLICATION or ""):
        found.append("wsgi")
    return found


@lru_cache(maxsize=4)
def _is_wrapped(path: str) -> bool:
    if not path:
        return False
    try:
        application = import_string(path)
    except Exception:  # noqa: BLE001  # it is the site's own code, and may want what is not here
        return False
    return getattr(application, "__module__", "") == WRAPPER
