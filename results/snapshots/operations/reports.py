"""Reports on the stored answers: status, output of the command, reasons, metrics."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import Error
from django.db.models import Count, Sum
from django.utils import translation
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from ...conf import setting
from ..counters import totals
from ..models import PendingInvalidation, Snapshot
from ..switch import is_on
from .upkeep import KEPT, MADE, REFUSED
from .verifying import CHANGED, DIFFERENT, SAME, valid_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.utils.functional import Promise

    from .upkeep import Warmed
    from .verifying import Verified

# By what `rendering.storable.why_not` and `rendering.rendering` call them.
REASONS: dict[str, str | Promise] = {
    "status": _("its status is not 200"),
    "stream": _("it is sent piece by piece"),
    "type": _("it is neither text nor data"),
    "cookie": _("it sets a cookie"),
    "form": _("it has a form with a token against forgery"),
    "private": _("it says that no cache may keep it"),
    "compressed": _("the site has compressed it already"),
    "nonce": _("its Content-Security-Policy has a nonce"),
    "varies": _("it varies by everything"),
    "size": _("it is too large"),
    "client": _("it may depend on the visitor’s address, or on a header that it does not name"),
    "elsewhere": _("it reads a database whose changes nobody notes"),
    "empty": _("it finds nothing"),
    "parameters": _("its page does not declare these parameters"),
    "transaction": _("it was asked for within a transaction"),
    "changed": _("the addresses of front pages changed while it was made"),
    "database": _("the database failed"),
}
UNKNOWN = _("it may not be kept")


def explain(reason: str) -> str:
    """Return the reason as the rest of a sentence about the answer."""
    return str(REASONS.get(reason, UNKNOWN))


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
        """Return it as JSON-serialisable data."""
        return asdict(self)


def status() -> Status:
    """Return the current status."""
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
    """Return which of "middleware" and "wsgi" the site's settings name.

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


Report = dict[str, Any]


def report_warmed(found: list[Warmed]) -> Report:
    """How many were made and were there already, and which were refused."""
    return {
        "made": sum(one.state == MADE for one in found),
        "kept": sum(one.state == KEPT for one in found),
        "refused": [
            {"address": one.url, "reason": one.reason} for one in found if one.state == REFUSED
        ],
    }


def report_verified(found: list[Verified]) -> Report:
    """How many are as they should be, and where the others differ first."""
    return {
        "compared": len(found),
        "same": sum(one.state == SAME for one in found),
        "changed": sum(one.state == CHANGED for one in found),
        "different": [
            {"address": one.url, **asdict(one.difference)}
            for one in found
            if one.state == DIFFERENT and one.difference
        ],
    }


def tell_status(report: Report) -> Iterator[str]:
    """Yield the lines of a status."""
    stored = report["stored"]
    yield f"Stored answers are {'on' if report['is_on'] else 'off'}."
    yield f"Ways in: {', '.join(report['ways_in']) or 'none'}."
    yield f"{stored['valid']} snapshots, {stored['old']} old ones; {stored['bytes']} bytes " + (
        f"of {stored['budget']}; {stored['pending']} changes pending."
    )
    yield "Counted on this host: " + (
        ", ".join(f"{name} {number}" for name, number in report["counted"].items()) + "."
    )


def tell_warmed(report: Report) -> Iterator[str]:
    """Yield the lines of a warming."""
    # A command's words are English, as those of its options are.
    with translation.override(None):
        for one in report["refused"]:
            yield f"{one['address']} was refused: {explain(one['reason'])} ({one['reason']})."
    yield f"Made {report['made']}, kept {report['kept']}, refused {len(report['refused'])}."


def tell_verified(report: Report) -> Iterator[str]:
    """Yield the lines of a comparison."""
    for one in report["different"]:
        place = "" if one["at"] is None else f" at byte {one['at']}"
        yield f"{one['address']} differs: {one['part']}{place}"
        if one["stored"] or one["fresh"]:
            yield f"  stored: {one['stored']!r}"
            yield f"  now:    {one['fresh']!r}"
    yield f"Compared {report['compared']}: {report['same']} are the same, " + (
        f"{len(report['different'])} differ, {report['changed']} have changed meanwhile."
    )


CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
# Metrics are for programs, and their help is in English as their names are.
COUNTERS = {
    "hits": "Requests that were answered with a stored answer.",
    "misses": "Requests for which a stored answer could be, but none was there.",
    "bypasses": "Requests that no stored answer is for.",
    "made": "Answers that were made and stored.",
    "refused": "Answers that were made and not stored.",
    "stale": "Requests that found the database failing.",
    "bytes": "Bytes of bodies that were given from stored answers.",
}
GAUGES = {
    "valid": ("stored", "Stored answers that may be given."),
    "old": ("stored_old", "Stored answers that may not be given any more."),
    "bytes": ("stored_bytes", "Bytes of all stored answers in all their forms."),
    "pending": ("pending", "Changes that the version of the site does not tell of yet."),
}
PREFIX = "results_snapshots"


def metrics() -> str:
    """Return this host's metrics, without those of the table while the database is away."""
    lines: list[str] = []
    counted = totals()
    for name, words in COUNTERS.items():
        lines += _lines(f"{name}_total", "counter", words, counted[name])
    table = _stored()
    if table is not None:
        for attribute, (name, words) in GAUGES.items():
            lines += _lines(name, "gauge", words, getattr(table, attribute))
    return "\n".join(lines) + "\n"


def _stored() -> Stored | None:
    try:
        return stored()
    except Error:
        return None


def _lines(name: str, kind: str, words: str, value: int) -> list[str]:
    full = f"{PREFIX}_{name}"
    return [f"# HELP {full} {words}", f"# TYPE {full} {kind}", f"{full} {value}"]
