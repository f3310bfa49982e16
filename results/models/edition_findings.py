"""What is wrong with an edition, or missing, before it is saved or published."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..blocks import Severity, Stage
from ..findings import Finding, errors_of, open_point_findings, stream_findings
from ..reading.provenance import findings_before_public
from .care import care_findings
from .change_findings import change_findings
from .figure_addresses import WORDS as FIGURE_WORDS
from .findings import (
    chart_findings,
    key_figure_findings,
    period_findings,
    publication_findings,
)
from .former_numbers import former_numbers
from .indicator_addresses import WORDS as INDICATOR_WORDS
from .last_edition import doubtful_figures, figures_before, other_times
from .main_points import main_point_findings, unsaid_numbers
from .versions import WORDS

if TYPE_CHECKING:
    from wagtail.models import Page as Base

    from ..faults import Fault
else:
    Base = models.Model

# Addresses below an index page that belong to the program.
RESERVED_SLUGS = frozenset(
    {
        "data",
        "feed",
        *FIGURE_WORDS,
        *INDICATOR_WORDS,
        *WORDS,
    }
)


class EditionFindingsMixin(Base):
    """The findings of an edition, and which of them refuse a save."""

    class Meta:
        abstract = True

    def find_findings(self) -> Iterator[Finding]:
        """Yield the findings of this edition, but for `find_warnings`."""
        yield from period_findings(self)
        yield from publication_findings(self)
        if self.slug in RESERVED_SLUGS:
            yield Finding(
                _("This address is reserved. Choose another one."),
                "slug_reserved",
                ("slug",),
                stage=Stage.SAVING,
            )
        yield from open_point_findings(self)
        if not self.body:
            yield Finding(
                _("There is nothing in the body yet."),
                "body_empty",
                ("body",),
                severity=Severity.WARNING,
            )
        yield from stream_findings(self)
        yield from key_figure_findings(self)
        yield from main_point_findings(self)
        yield from change_findings(self)
        yield from self.find_conflicts()

    def find_warnings(self) -> Iterator[Finding]:
        """Yield what readers would miss, and what may be left over from another time.

        It refuses nothing, so no save asks.
        """
        index = self._index and self._index.specific
        if hasattr(index, "ways_to_help"):
            yield from care_findings(index, self)
        if self.period is None:
            return
        yield from chart_findings(self)
        yield from other_times(self)
        figures = figures_before(self)
        yield from former_numbers(self, figures)
        yield from unsaid_numbers(self)
        if self.translation is None:
            yield from doubtful_figures(figures)

    def get_refusals(self, *, publishing: bool) -> list[Finding]:
        """Return the findings that block this save (see `results.findings.errors_of`)."""
        return errors_of(self, publishing=publishing)

    def get_conflicts(self) -> list[Finding]:
        """Return the sibling conflicts that block publishing; called while the parent is locked."""
        return [found for found in self.find_conflicts() if found.severity is Severity.ERROR]

    def get_refusals_to_go_public(self) -> list[Fault]:
        """Return what refuses a translation that readers do not see yet."""
        return findings_before_public(self)

    def get_refusals_to_schedule(self) -> list[Finding]:
        """Return what refuses a time to come: a change without its entry, or its permission."""
        return list(change_findings(self))
