"""The counters in the text format of Prometheus."""

from __future__ import annotations

from django.db import Error

from ..counters import totals
from .status import Stored, stored

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
    """All metrics of this host; without those of the table while the database is away."""
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
