"""Findings in the StreamFields of a page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wagtail.fields import StreamField

from ..blocks import find_faults
from .finding import Finding


def stream_findings(page: Any) -> Iterator[Finding]:
    """Yield every fault in every StreamField of the page, whichever type the page has."""
    for field in page._meta.get_fields():
        if not isinstance(field, StreamField):
            continue
        value = getattr(page, field.name)
        for fault in find_faults(field.stream_block, value):
            yield Finding(
                message=fault.message,
                code=fault.code,
                path=(field.name, *fault.path),
                severity=fault.severity,
                stage=fault.stage,
            )
