"""What is stored, what was counted, how the site is asked, and why an answer is refused."""

from contextlib import suppress
from typing import Any

from django.conf import settings
from django.db import Error
from django.db.models import Count, Sum
from django.utils.module_loading import import_string

from ...conf import setting
from ..checks import MIDDLEWARE
from ..counters import totals
from ..models import PendingInvalidation, Snapshot
from ..serving.rules import is_on
from .verifying import valid_rows

# By what `rendering.storable.why_not` and `rendering.rendering` call them; the rest of a sentence
# about the answer. A command's words are English, as those of its options are.
REASONS = {
    "status": "its status is not 200",
    "stream": "it is sent piece by piece",
    "type": "it is neither text nor data",
    "cookie": "it sets a cookie",
    "form": "it has a form with a token against forgery",
    "private": "it says that no cache may keep it",
    "compressed": "the site has compressed it already",
    "nonce": "its Content-Security-Policy has a nonce",
    "varies": "it varies by everything",
    "size": "it is too large",
    "client": "it may depend on the visitor’s address, or on a header that it does not name",
    "elsewhere": "it reads a database whose changes nobody notes",
    "empty": "it finds nothing",
    "parameters": "its page does not declare these parameters",
    "transaction": "it was asked for within a transaction",
    "changed": "the addresses of front pages changed while it was made",
}
WRAPPER = "results.snapshots.wsgi"


def status() -> dict[str, Any]:
    """Return what the table holds, what this host's processes have counted, and the ways in."""
    return {"is_on": is_on(), "ways_in": ways_in(), "stored": stored(), "counted": totals()}


def stored() -> dict[str, int]:
    """Return what the table holds: `valid` answers may be given, `old` ones not, in all `bytes`.

    `pending` are changes that the version of the site does not tell of yet.
    """
    found = Snapshot.objects.aggregate(rows=Count("pk"), bytes=Sum("weight", default=0))
    valid = valid_rows().count()
    return {
        "valid": valid,
        "old": found["rows"] - valid,
        "bytes": found["bytes"],
        "budget": int(setting("SNAPSHOT_BYTES")),
        "pending": PendingInvalidation.objects.count(),
    }


def ways_in() -> list[str]:
    """Return which of "middleware" and "wsgi" the site's settings name.

    The wrapper is found where it is the outermost one.
    """
    found = ["middleware"] if MIDDLEWARE in settings.MIDDLEWARE else []
    # There may be no application; it is the site's own code, and may want what is not here.
    with suppress(Exception):
        if import_string(settings.WSGI_APPLICATION).__module__ == WRAPPER:
            found.append("wsgi")
    return found


CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
# Metrics are for programs, and their help is in English as their names are.
COUNTERS = {
    "hits": "Requests that were answered with a stored answer.",
    "misses": "Requests for which a stored answer could be, but none was there.",
    "bypasses": "Requests that no stored answer is for.",
    "made": "Answers that were made and stored.",
    "refused": "Answers that were made and not stored.",
    "errors": "Requests that found the database failing.",
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
    with suppress(Error):
        table = stored()
        for key, (name, words) in GAUGES.items():
            lines += _lines(name, "gauge", words, table[key])
    return "\n".join(lines) + "\n"


def _lines(name: str, kind: str, words: str, value: int) -> list[str]:
    full = f"{PREFIX}_{name}"
    return [f"# HELP {full} {words}", f"# TYPE {full} {kind}", f"{full} {value}"]
