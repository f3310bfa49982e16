"""Find the strings of a translation that a person should look at, and why."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from wagtail_localize.models import StringSegment, StringTranslation, Translation

from ...quantities.periods import other_year
from ...rules.places import describe_path
from ...rules.plausibility import NAMED
from ..tables import StringDecision, string_translations

if TYPE_CHECKING:
    from ..proofs import Fault
    from ..tables import StaleString

EARLIER_SOURCE = "results.earlier-source"
MEMORY = "results.memory"
# What they say to a translator.
COMMENTS = {
    EARLIER_SOURCE: _("The source text has changed since this was translated."),
    MEMORY: _("From the translation memory: the same text elsewhere on the site."),
}


def with_comments(plain: Callable[[Any], str]) -> Callable[[Any], str]:
    """Have wagtail-localize's editor say what our names of tools mean."""
    return lambda self: str(COMMENTS.get(self.tool_name) or plain(self))


def is_of_system(row: StringTranslation) -> bool:
    """Return whether no person has decided on the text: it is a machine's, or from the memory."""
    return row.tool_name == MEMORY or row.translation_type == row.TRANSLATION_TYPE_MACHINE


class Doubt(models.TextChoices):
    """Why a string needs a look."""

    STALE = "stale", _("The source has changed")
    FAULTY = "faulty", _("Numbers, links or terms differ")
    UNSURE = "unsure", _("Unsure")
    INVALID = "invalid", _("Cannot be used")
    MACHINE = "machine", _("Translated by a machine")
    MEMORY = "memory", _("From the translation memory")
    OTHER_YEAR = "year", _("Names another year")
    MISSING = "missing", _("Not translated")


@dataclass
class TranslatedString:
    """One string of a page in one language, with its source, translation and doubts."""

    segment: StringSegment
    row: StringTranslation | None
    # The years of the page, where the text names it.
    years: range | None = None
    # Its number among the texts of its place, from 0.
    number: int = 0

    @cached_property
    def stale(self) -> StaleString | None:
        return getattr(self.row, "stale", None)

    @cached_property
    def faults(self) -> list[Fault]:
        fault = getattr(self.row, "fault", None)
        return fault.found if fault else []

    @property
    def is_confirmed(self) -> bool:
        """Whether a person has seen this text with these faults, and says that it is right."""
        return bool(getattr(self.row, "is_confirmed", False))

    @property
    def other_year(self) -> int | None:
        """The year that the text names in place of the page's, unless a person has confirmed it."""
        if self.years is None or getattr(self.row, "is_as_confirmed", False):
            return None
        return other_year(self.text, self.years)

    @cached_property
    def doubts(self) -> list[Doubt]:
        if self.row is None:
            return [Doubt.MISSING]
        is_machines = self.row.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE
        certain = [fault.certain for fault in self.faults]
        answers = {
            Doubt.STALE: self.stale,
            Doubt.INVALID: self.row.has_error,
            Doubt.FAULTY: True in certain,
            Doubt.UNSURE: not self.is_confirmed and False in certain,
            Doubt.MACHINE: is_machines,
            Doubt.MEMORY: self.row.tool_name == MEMORY
            and not is_machines
            and not getattr(self.row, "is_as_confirmed", False),
            Doubt.OTHER_YEAR: self.years is not None and self.other_year,
        }
        return [doubt for doubt, answer in answers.items() if answer]

    @property
    def refusal(self) -> str:
        """Why the text cannot be used, or was refused when the page was published; "" if it can be."""
        return str((self.row and self.row.get_error()) or "")

    @property
    def key(self) -> int:
        """The pk of the segment, by which URLs name the string."""
        return int(self.segment.pk)

    @property
    def path(self) -> tuple[str, ...]:
        return tuple(self.segment.context.path.split("."))

    def place_on(self, page: Any) -> str:
        """Return where it stands on the source's page, as a person names it."""
        return describe_path(page, self.path, self.number)

    @property
    def anchor(self) -> str:
        return f"string-{self.key}"

    @property
    def source(self) -> str:
        """The current source text, as wagtail-localize stores it."""
        return str(self.segment.string.data)

    @property
    def words(self) -> int:
        """How many words the source text has, as they are counted in the database."""
        return self.source.count(" ") + 1

    @property
    def previous_source(self) -> str:
        """The source text that was translated; empty if it is the current one."""
        return str(self.stale.previous_source.data) if self.stale else ""

    @property
    def text(self) -> str:
        return str(self.row.data) if self.row else ""


def strings_of(translation: Translation) -> list[TranslatedString]:
    """Return every string of the translation in page order; a constant number of queries."""
    segments = (
        StringSegment.objects.filter(source_id=translation.source_id)
        .select_related("context", "string")
        .order_by("order", "pk")
    )
    rows = {
        (row.context_id, row.translation_of_id): row
        for row in string_translations(translation)
        .select_related("stale__previous_source", "fault", "last_translated_by")
        .annotate(
            is_confirmed=Exists(confirmations().filter(made_at__gte=OuterRef("fault__found_at"))),
            is_as_confirmed=Exists(confirmations()),
        )
    }
    years = _years_of(translation) if rows else None
    seen: Counter[int] = Counter()
    found = []
    for segment in segments:
        row = rows.get((segment.context_id, segment.string_id))
        if row is not None:
            row.translation_of = segment.string
        found.append(
            TranslatedString(
                segment,
                row,
                years if segment.context.path in NAMED else None,
                seen[segment.context_id],
            )
        )
        seen[segment.context_id] += 1
    return found


def confirmations(row: str = "") -> Any:
    """Return the decisions that the text is right as it stands, for `Exists` in queries of translations.

    `row` leads to the translation, such as "row__".
    """
    return StringDecision.objects.filter(
        translation=OuterRef(f"{row}pk"),
        kind=StringDecision.Kind.CONFIRMED,
        undone_at=None,
        text=OuterRef(f"{row}data"),
    )


def _years_of(translation: Translation) -> range | None:
    """The years of the period of the page that is translated; None for a page without one."""
    content = json.loads(translation.source.content_json)
    days = content.get("period_start"), content.get("period_end")
    return range(int(days[0][:4]), int(days[1][:4]) + 1) if all(days) else None


def present_strings(source: Any) -> Any:
    """Return a source's current strings, for `Exists` in queries of models with a `translation`.

    A string counts only in the place of its translation, not elsewhere on the page.
    """
    return StringSegment.objects.filter(
        source=source,
        string=OuterRef("translation__translation_of"),
        context=OuterRef("translation__context"),
    )
