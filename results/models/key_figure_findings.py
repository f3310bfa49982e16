"""What an editor should know about the key figures of an edition."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from ..blocks import Severity
from ..blocks.stat_value import Highlight, StatValue
from ..blocks.walking import walk
from ..findings import Finding


def key_figure_findings(page: Any) -> Iterator[Finding]:
    """Yield a warning for each further lead figure, and for each key figure of a closed part."""
    leads = 0
    closed = set()
    for node in walk(page.body.stream_block, page.body, ("body",)):
        if getattr(node.value, "is_collapsed", False):
            closed.add(node.path)
        if not isinstance(node.value, StatValue) or node.value.highlight is Highlight.NONE:
            continue
        path = (*node.path, "highlight")
        if node.value.highlight is Highlight.LEAD:
            leads += 1
            if leads > 1:
                yield Finding(
                    _("Another figure is the lead figure already; this one stands beside it."),
                    "lead_twice",
                    path,
                    severity=Severity.WARNING,
                )
        if node.is_within(closed):
            yield Finding(
                _("This key figure stands at the top of the page, while its own part is closed."),
                "key_figure_closed",
                path,
                severity=Severity.WARNING,
            )
