"""What there is to know about the stored answers."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db.models import Count, F, Sum
from django.db.models.functions import Length
from django.utils import timezone
from django.utils.module_loading import import_string

from ..models import Snapshot, Sweep
from ..serving import table
from ..serving.counters import totals
from ..switch import is_on

MIDDLEWARE = "results.snapshots.middleware.SnapshotMiddleware"
WRAPPER = "results.snapshots.wsgi"


@dataclass(frozen=True, slots=True)
class Stored:
    """What the table holds.

    `good` may be given, `older` belong to an earlier generation, `expired` are past their time;
    `bytes` are those of all bodies in all their forms. `leftovers` are changes whose process has
    not lived to sweep them, or has not done so yet.
    """

    good: int
    older: int
    expired: int
    bytes: int
    epoch: int
    generation: int
    leftovers: int

    @property
    def useless(self) -> int:
        """How many rows nobody is given any more."""
        return self.older + self.expired


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
    """What the table holds now."""
    epoch, generation = table.state()
    rows = Snapshot.objects.all()
    current = rows.filter(generation=generation)
    sums = rows.aggregate(
        rows=Count("pk"), bytes=Sum(F("size") + Length("gzip") + Length("brotli"))
    )
    good = current.filter(valid_until__gt=timezone.now()).count()
    in_generation = current.count()
    return Stored(
        good=good,
        older=sums["rows"] - in_generation,
        expired=in_generation - good,
        bytes=sums["bytes"] or 0,
        epoch=epoch,
        generation=generation,
        leftovers=Sweep.objects.count(),
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
