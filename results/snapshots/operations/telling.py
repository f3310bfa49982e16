"""What the command says: each report as JSON has it, and as lines of text."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from django.utils import translation

from .reasons import explain
from .verifying import CHANGED, DIFFERENT, SAME
from .warming import KEPT, MADE, REFUSED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .verifying import Verified
    from .warming import Warmed

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
    """The lines of a status."""
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
    """The lines of a warming."""
    # A command's words are English, as those of its options are.
    with translation.override(None):
        for one in report["refused"]:
            yield f"{one['address']} was refused: {explain(one['reason'])} ({one['reason']})."
    yield f"Made {report['made']}, kept {report['kept']}, refused {len(report['refused'])}."


def tell_verified(report: Report) -> Iterator[str]:
    """The lines of a comparison."""
    for one in report["different"]:
        place = "" if one["at"] is None else f" at byte {one['at']}"
        yield f"{one['address']} differs: {one['part']}{place}"
        if one["stored"] or one["fresh"]:
            yield f"  stored: {one['stored']!r}"
            yield f"  now:    {one['fresh']!r}"
    yield f"Compared {report['compared']}: {report['same']} are the same, " + (
        f"{len(report['different'])} differ, {report['changed']} have changed meanwhile."
    )
