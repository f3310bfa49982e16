"""Collecting the findings of a page: its own, those of its streams and of registered finders."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from django.utils.translation import gettext_lazy as _

from wagtail.fields import StreamField

from ..blocks import Severity, Stage, find_faults
from ..fields import damage_of
from .finding import Finding

Finder = Callable[[Any], Iterable[Finding]]
F = TypeVar("F", bound=Finder)

_finders: list[Finder] = []


def register_finder(finder: F) -> F:
    """Call `finder(page)` for findings, in order of registration; registering twice has no effect.

    Register in `AppConfig.ready()`. Usable as a decorator.
    """
    if finder not in _finders:
        _finders.append(finder)
    return finder


def findings_of(page: Any) -> list[Finding]:
    """Return all findings of the page as it is in memory.

    Those of the page itself (`find_findings()`) come first, then those of each registered finder.
    """
    found = list(page.find_findings())
    for finder in _finders:
        found.extend(finder(page))
    return found


def errors_of(page: Any, *, publishing: bool) -> list[Finding]:
    """Return the findings that block a save: of safety and, when publishing, of completeness."""
    return [
        finding
        for finding in findings_of(page)
        if finding.severity is Severity.ERROR and (publishing or finding.stage is Stage.SAVING)
    ]


def stream_findings(page: Any) -> Iterator[Finding]:
    """Yield every fault in every StreamField of the page."""
    for field in page._meta.get_fields():
        if not isinstance(field, StreamField):
            continue
        value = getattr(page, field.name)
        if not value and (damage_of(value) or getattr(value, "raw_text", None) is not None):
            # Nothing could be read of it, so it looks like a stream that is empty. Wagtail keeps
            # what is no JSON as text beside it.
            yield Finding(
                _("The stored content is damaged and cannot be read."),
                "stream_unreadable",
                (field.name,),
                stage=Stage.SAVING,
            )
        for path in damage_of(value):
            yield Finding(
                _("Part of the stored content is damaged. It is not shown, and saving removes it."),
                "data_damaged",
                (field.name, *path),
                severity=Severity.WARNING,
            )
        for fault in find_faults(field.stream_block, value):
            yield Finding(
                message=fault.message,
                code=fault.code,
                path=(field.name, *fault.path),
                severity=fault.severity,
                stage=fault.stage,
            )
