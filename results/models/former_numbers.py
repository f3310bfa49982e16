"""Numbers in the prose of an edition that were a figure's and are not any more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from ..faults import Severity
from ..findings import Finding
from ..quantities.numbers import values_in
from ..record.models import Figure
from .prose import prose_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from ..blocks.walking import Node
    from ..record.comparing import PreviousFigure

# Smaller whole numbers are too often something else.
SMALLEST = 100


def former_numbers(
    page: Any, figures: list[tuple[Node, PreviousFigure | None]]
) -> Iterator[Finding]:
    """Yield a warning for each number in the prose that one of the page's figures has left.

    What a figure was: earlier publications of the page say it, and that of the period before.
    """
    former = _former_values(page, figures)
    for prose in prose_of(page) if former else ():
        for said in values_in(prose.plain, page.locale.language_code):
            if said.value in former:
                yield Finding(
                    _("“%(words)s” was the figure “%(label)s”, which is another one now.")
                    % {"words": prose.plain[said.start : said.end], "label": former[said.value]},
                    "former_number",
                    prose.path,
                    severity=Severity.WARNING,
                )


def _former_values(
    page: Any, figures: list[tuple[Node, PreviousFigure | None]]
) -> dict[Decimal, str]:
    labels = {node.identity: node.value.own_label for node, _before in figures}
    earlier = [
        (row.value, labels[str(row.block_id)])
        for row in Figure.objects.filter(translation_key=page.translation_key)
        if str(row.block_id) in labels
    ]
    earlier += [
        (before.quantity.value, labels[node.identity]) for node, before in figures if before
    ]
    present = {node.value.quantity.value for node, _before in figures if node.value.quantity}
    return {
        value: label
        for value, label in earlier
        if value not in present and (abs(value) >= SMALLEST or value != value.to_integral_value())
    }
