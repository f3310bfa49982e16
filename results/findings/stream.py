"""Findings in the StreamFields of a page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from wagtail.fields import StreamField

from ..blocks import Severity, Stage, find_faults
from ..fields import damage_of
from .finding import Finding


def stream_findings(page: Any) -> Iterator[Finding]:
    """Yield every fault in every StreamField of the page, whichever type the page has."""
    for field in page._meta.get_fields():
        if not isinstance(field, StreamField):
            continue
        value = getattr(page, field.name)
        if not value and (damage_of(value) or getattr(value, "raw_text", None) is not None):
            # Nothing could be read of it, so it looks like a stream that is empty. Wagtail keeps
            # what is no JSON as text beside it.
            yield Finding(
                _("What is stored here is damaged and cannot be read."),
                "stream_unreadable",
                (field.name,),
                stage=Stage.SAVING,
            )
        for path in damage_of(value):
            yield Finding(
                _("Something that is stored here is damaged. It is left out; saving removes it."),
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
