"""The rules about the main points of an edition."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from ..issues import Issue, Stage, incomplete, warning
from ..quantities import Change
from ..quantities.parsing import values_in
from ..quantities.quantity import EXACT
from ..record.comparing import comparisons
from . import rule
from .plausibility import SMALLEST

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..content import EditionContent


FIELD = "main_points"
YEARS = range(1900, 2101)


@rule(Stage.PUBLISHING)
def main_point_figures(content: EditionContent) -> Iterator[Issue]:
    """Yield an error for each main point whose figure is deleted or used by another one."""
    page = content.page
    known = {node.identity for node in content.nodes}
    for point in getattr(page, FIELD):
        figure = point.value["figure"]
        if figure and figure not in known:
            yield incomplete(
                _("Choose the figure: it is not on this page, or another main point uses it."),
                "main_point_figure",
                (FIELD, point.id, "figure"),
            )
        known.discard(figure)


@rule()
def said_numbers(content: EditionContent) -> Iterator[Issue]:
    """Yield a warning for each number of a main point with a figure that the figures do not say.

    They say their values, wholes and shares, and their changes in numbers and per cent, rounded or
    not. Years and small whole numbers are too often something else.
    """
    page = content.page
    points = [point for point in getattr(page, FIELD) if page.period and point.value["figure"]]
    known = set(_said(content)) if points else set()
    for point in points:
        text = point.value["text"]
        for number in values_in(text, page.locale.language_code):
            words = text[number.start : number.end]
            is_year = words.isdigit() and int(words) in YEARS
            is_small = words.isdigit() and abs(number.value) < SMALLEST
            is_said = any(
                each.quantize(number.value, context=EXACT) == number.value for each in known
            )
            if is_year or is_small or is_said:
                continue
            yield warning(
                _("“%(words)s” does not match the figures of this page.") % {"words": words},
                "main_point_number",
                (FIELD, point.id, "text"),
            )


def _said(content: EditionContent) -> Iterator[Decimal]:
    page, nodes = content.page, content.nodes
    for node in nodes:
        yield from (each.value for each in (node.value.quantity, node.value.whole) if each)
        if node.value.share is not None:
            yield node.value.share
    for found in comparisons(page, [(node.identity, node.value) for node in nodes]).values():
        for change in (found.previous, found.baseline):
            if isinstance(change, Change):
                yield from (abs(change.absolute), change.earlier.quantity.value)
                if isinstance(change.relative, Decimal):
                    yield abs(change.relative)
