"""Find the strings of a translation that a person should look at, and why."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import OuterRef
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from wagtail_localize.models import StringSegment, StringTranslation, Translation

from ...content import NAMED
from ...quantities.periods import other_year
from ...rules.places import describe_path
from ..tables import state_of, string_translations

if TYPE_CHECKING:
    from ..proofs import Fault
    from ..tables import TextState


def is_of_system(row: StringTranslation) -> bool:
    """Return whether no person has decided on the text: it is a machine's, or from the memory."""
    return state_of(row).from_memory or row.translation_type == row.TRANSLATION_TYPE_MACHINE


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
    def state(self) -> TextState:
        return state_of(self.row)

    @property
    def faults(self) -> list[Fault]:
        return self.state.found

    @property
    def is_confirmed(self) -> bool:
        """Whether a person has seen this text as it stands, and says that it is right."""
        return bool(self.text) and self.state.confirmed == self.text

    @property
    def other_year(self) -> int | None:
        """The year that the text names in place of the page's, unless a person has confirmed it."""
        return (
            None if self.years is None or self.is_confirmed else other_year(self.text, self.years)
        )

    @cached_property
    def doubts(self) -> list[Doubt]:
        if self.row is None:
            return [Doubt.MISSING]
        is_machines = self.row.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE
        certain = [fault.certain for fault in self.faults]
        answers = {
            Doubt.STALE: self.state.since,
            Doubt.INVALID: self.row.has_error,
            Doubt.FAULTY: True in certain,
            Doubt.UNSURE: False in certain and not self.is_confirmed,
            Doubt.MACHINE: is_machines,
            Doubt.MEMORY: self.state.from_memory and not is_machines and not self.is_confirmed,
            Doubt.OTHER_YEAR: self.other_year,
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
        earlier = self.state.previous_source
        return str(earlier.data) if earlier else ""

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
        for row in string_translations(translation).select_related(
            "state__previous_source", "last_translated_by"
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
