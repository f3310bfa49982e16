"""Editions that cannot be public beside each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from ..blocks import Severity
from ..findings import Finding


def period_conflicts(page: Any, index: Any, models: Iterable[Any]) -> Iterator[Finding]:
    """Yield the live siblings below the index page whose period is the page's, or overlaps it."""
    if not (page.period_start and page.period_end):
        return
    overlapping = {"period_start__lte": page.period_end, "period_end__gte": page.period_start}
    # By number, since a page type that inherits another one is found as both.
    siblings = {
        other.pk: other
        for model in models
        for other in model.objects.live()
        .child_of(index)
        .exclude(pk=page.pk)
        .filter(**overlapping)
        .only("title", "period_start", "period_end")
    }
    for other in siblings.values():
        same = (other.period_start, other.period_end) == (page.period_start, page.period_end)
        yield Finding(
            _("“%(title)s” is published for the same period.") % {"title": other.title}
            if same
            else _("The period overlaps that of “%(title)s”.") % {"title": other.title},
            "period_taken" if same else "period_overlaps",
            ("period_start",),
            severity=Severity.ERROR if same else Severity.WARNING,
        )
