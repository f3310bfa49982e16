"""Choices in an accessibility statement, and the success criteria of WCAG 2.2."""

import json
from dataclasses import dataclass
from importlib.resources import files

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class Compliance(TextChoices):
    """How far the service meets the requirements."""

    FULL = "full", pgettext_lazy("accessibility", "Fully")
    PARTIAL = "partial", pgettext_lazy("accessibility", "Partly")
    NONE = "none", pgettext_lazy("accessibility", "Not")


class Kind(TextChoices):
    """Why content is not accessible."""

    NOT_COMPLIANT = (
        "not_compliant",
        pgettext_lazy("accessibility", "It does not meet the requirements"),
    )
    BURDEN = "burden", pgettext_lazy("accessibility", "A disproportionate burden to mend")
    OUTSIDE = "outside", pgettext_lazy("accessibility", "The law does not cover it")


class Method(TextChoices):
    """Who has assessed the service."""

    SELF = "self", pgettext_lazy("accessibility", "We ourselves")
    EXTERNAL = "external", pgettext_lazy("accessibility", "Somebody independent of us")
    BOTH = "both", pgettext_lazy("accessibility", "Both")


@dataclass(frozen=True, slots=True)
class Criterion:
    """A success criterion; `since` is the version of WCAG that introduced it."""

    number: str
    level: str
    since: str
    name: str

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


# Those of levels A and AA by number, in the order of the guidelines. Names are in English: the
# authorised Swedish translation covers WCAG 2.0 only. 4.1.1 is not part of WCAG 2.2.
_ROWS = files(__package__).joinpath("data", "wcag22.json").read_text(encoding="utf-8")
CRITERIA = {row["number"]: Criterion(**row) for row in json.loads(_ROWS)}
CRITERION_CHOICES = [(number, f"{found} ({found.level})") for number, found in CRITERIA.items()]


def criteria_of(numbers: list[str]) -> list[Criterion]:
    """Return the criteria with these numbers, each once, in the order of the guidelines.

    Unknown numbers are skipped.
    """
    wanted = set(numbers)
    return [found for number, found in CRITERIA.items() if number in wanted]
