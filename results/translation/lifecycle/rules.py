"""What becomes of the other language versions of a page, as a table.

docs/reference/translation-lifecycle.md prints it, and a test does each of its rows in the admin.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Act(Enum):
    """What is done to a page."""

    PUBLISH = "Publish"
    SCHEDULE = "Publish at a set time"
    EXPIRE = "End at a set time"
    UNPUBLISH = "Unpublish"
    MOVE = "Move"
    DELETE = "Delete"
    COPY = "Copy"


class Origin(Enum):
    """The page to which it is done."""

    SOURCE = "the source"
    TRANSLATION = "a translation"


class Version(Enum):
    """What another language version is by then."""

    ALIAS = "an alias"
    LIVE = "a public translation"
    DRAFT = "a draft translation"


class Outcome(Enum):
    """What becomes of that version."""

    STAYS = "stays as it is"
    SHOWS = "shows what the source shows"
    LATER = "shows what the source shows, at that time"
    UNPUBLISHED = "is unpublished too"
    ENDS = "ends at the same time"
    MOVES = "moves too"
    DELETED = "is deleted too"
    NOT_COPIED = "is not copied"


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the table. `in_bulk` tells whether Wagtail can do the act to many pages at once."""

    act: Act
    origin: Origin
    version: Version
    outcome: Outcome
    in_bulk: bool


IN_BULK = frozenset({Act.PUBLISH, Act.SCHEDULE, Act.UNPUBLISH, Act.MOVE, Act.DELETE})

# What becomes of (an alias, a public translation, a draft translation) with its source.
_WITH_SOURCE = {
    Act.PUBLISH: (Outcome.SHOWS, Outcome.STAYS, Outcome.STAYS),
    Act.SCHEDULE: (Outcome.LATER, Outcome.STAYS, Outcome.STAYS),
    Act.EXPIRE: (Outcome.ENDS, Outcome.ENDS, Outcome.ENDS),
    Act.UNPUBLISH: (Outcome.UNPUBLISHED, Outcome.UNPUBLISHED, Outcome.STAYS),
    Act.MOVE: (Outcome.MOVES, Outcome.MOVES, Outcome.MOVES),
    Act.DELETE: (Outcome.DELETED, Outcome.DELETED, Outcome.DELETED),
    Act.COPY: (Outcome.NOT_COPIED, Outcome.NOT_COPIED, Outcome.NOT_COPIED),
}

RULES: tuple[Rule, ...] = tuple(
    Rule(act, origin, version, outcome, in_bulk=act in IN_BULK)
    for act, outcomes in _WITH_SOURCE.items()
    for origin in Origin
    for version, with_source in zip(Version, outcomes, strict=True)
    for outcome in [
        with_source
        if origin is Origin.SOURCE
        else Outcome.NOT_COPIED
        if act is Act.COPY
        else Outcome.STAYS
    ]
)


def outcome_of(act: Act, origin: Origin, version: Version) -> Outcome:
    """What the table says."""
    return next(
        rule.outcome
        for rule in RULES
        if (rule.act, rule.origin, rule.version) == (act, origin, version)
    )
