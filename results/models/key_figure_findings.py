"""What an editor should know about the key figures of an edition."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from wagtail.blocks import StreamBlock, StructBlock

from ..blocks import Severity
from ..blocks.stat_value import Highlight, StatValue
from ..findings import Finding

Path = tuple[str, ...]


def key_figure_findings(page: Any) -> Iterator[Finding]:
    """Yield a warning for each further lead figure, and for each key figure of a closed part."""
    stream = page.body
    leads = 0
    for figure, path, is_closed in _figures(stream.stream_block, stream, ("body",)):
        if figure.highlight is Highlight.NONE:
            continue
        if figure.highlight is Highlight.LEAD:
            leads += 1
            if leads > 1:
                yield Finding(
                    _("Another figure is the lead figure already; this one stands beside it."),
                    "lead_twice",
                    (*path, "highlight"),
                    severity=Severity.WARNING,
                )
        if is_closed:
            yield Finding(
                _("This key figure stands at the top of the page, while its own part is closed."),
                "key_figure_closed",
                (*path, "highlight"),
                severity=Severity.WARNING,
            )


def _figures(
    block: Any, value: Any, path: Path, *, is_closed: bool = False
) -> Iterator[tuple[StatValue, Path, bool]]:
    if isinstance(value, StatValue):
        yield value, path, is_closed
    elif isinstance(block, StreamBlock):
        for child in value or []:
            yield from _figures(
                child.block, child.value, (*path, str(child.id or "")), is_closed=is_closed
            )
    elif isinstance(block, StructBlock):
        closed = is_closed or getattr(value, "is_collapsed", False)
        for name, child_block in block.child_blocks.items():
            yield from _figures(
                child_block, (value or {}).get(name), (*path, name), is_closed=closed
            )
