"""Numbers in the prose of an edition that were a figure's and are not any more."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from ..faults import Severity
from ..findings import Finding
from ..quantities.numbers import values_in
from ..record.models import Figure
from .figure_nodes import figure_nodes
from .prose import prose_of

if TYPE_CHECKING:
    from collections.abc import Iterator

# Smaller whole numbers are too often something else.
SMALLEST = 100


def former_numbers(page: Any, before: Any) -> Iterator[Finding]:
    """Yield a warning for each number in the prose that one of the page's figures has left.

    What a figure was: earlier publications of the page say it, and the edition before.
    """
    former = _former_values(page, before)
    for path, text, _is_long in prose_of(page) if former else ():
        for value, words in values_in(strip_tags(text), page.locale.language_code):
            if value in former:
                yield Finding(
                    _("“%(words)s” was the figure “%(label)s”, which is another one now.")
                    % {"words": words, "label": former[value]},
                    "former_number",
                    path,
                    severity=Severity.WARNING,
                )


def _former_values(page: Any, before: Any) -> dict[Decimal, str]:
    now = {node.identity: node.value for node in figure_nodes(page)}
    indicators = {
        value["indicator"].pk: key for key, value in now.items() if value.get("indicator")
    }
    earlier = [
        (str(row.block_id), row.plain_value)
        for row in Figure.objects.filter(translation_key=page.translation_key)
    ]
    for node in figure_nodes(before) if before else ():
        named = node.value.get("indicator")
        key = indicators.get(named.pk, node.identity) if named else node.identity
        if node.value.quantity:
            earlier.append((key, node.value.quantity.value))
    present = {value.quantity.value for value in now.values() if value.quantity}
    return {
        value: now[key].own_label
        for key, value in earlier
        if key in now
        and value not in present
        and (abs(value) >= SMALLEST or value != value.to_integral_value())
    }
