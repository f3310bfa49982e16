"""The value of a figure: what its numbers mean, how they are shown, and what it is a part of."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.translation import gettext, override, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from wagtail.blocks import StructValue

from ..issues import Issue, incomplete, warning
from ..quantities import (
    Choices,
    Period,
    Qualifier,
    Quantity,
    QuantityError,
    Scale,
    Unit,
    format_days,
    format_quantity,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django_stubs_ext import StrOrPromise

    from .displays import StatDisplay
    from .resolving import IndicatorName, Resolver
    from .walking import Node, Path

    Days = tuple[date | None, date | None]

HUNDRED_PER_CENT = Decimal(100)
# The narrowest part of a bar that can be seen.
NARROWEST_PART = Decimal("0.4")


class Highlight(Choices):
    """Where a figure is shown besides its own place."""

    NONE = "none", pgettext_lazy("highlight", "Here only")
    KEY = "key", pgettext_lazy("highlight", "Also among the key figures")
    LEAD = "lead", pgettext_lazy("highlight", "Also as the lead figure")


class StatValue(StructValue):
    """A figure; the number is whole ("1500000"), `scale` says only how it is shown."""

    @property
    def quantity(self) -> Quantity | None:
        """The figure itself, or None when the number is missing or cannot be shown."""
        return self._quantity("value", Qualifier.of(self.get("qualifier")))

    # See `figures_in`; the days are those of the page's period.
    block_id = ""
    path: Path = ()
    whole_figure: StatValue | None = None
    has_content_notice = False
    page_days: Days = (None, None)

    def display(self, resolver: Resolver) -> StatDisplay:
        """Return the figure as shown to a reader (see `StatBlock.get_display`)."""
        shown: StatDisplay = self.block.get_display(self, resolver)
        return shown

    @property
    def known_by(self) -> UUID:
        """What it is known by over the years: the key of its indicator, else the id of its block."""
        indicator = self.get("indicator")
        key: UUID = indicator.translation_key if indicator else UUID(self.block_id)
        return key

    @property
    def days(self) -> Days:
        """The first and last day that it is about: its own, else those of the page."""
        own: Days = self.get("period_start"), self.get("period_end")
        return own if any(own) else self.page_days

    @property
    def facts(self) -> tuple[Any, ...]:
        """What may not change without an entry: value, unit, qualifier, whole and period."""
        whole = self.whole
        return (
            self.get("value"),
            Unit.of(self.get("unit")),
            Qualifier.of(self.get("qualifier")),
            whole.value if whole is not None else None,
            *self.days,
        )

    def is_same_as(self, other: StatValue) -> bool:
        """Whether nothing has changed of it; a whole that is the same figure follows by itself."""
        wholes = [each.whole_figure and each.get("part_of") for each in (self, other)]
        if wholes[0] and wholes[0] == wholes[1]:
            return self.facts[:3] + self.facts[4:] == other.facts[:3] + other.facts[4:]
        return self.facts == other.facts

    def in_words(self, language: str) -> str:
        """Return the figure with its whole and its period: "1,100 of 6,558, 2016"."""
        said, when = self.text(language), format_days(*self.days, language)
        return f"{said}, {when}" if when else said

    @property
    def whole(self) -> Quantity | None:
        """What the figure is a part of, in the same unit: another figure, or a typed one, or None."""
        if self.whole_figure is None:
            return self._quantity("whole_value", Qualifier.EXACT)
        found = self.whole_figure.quantity
        return found if found is None or found.unit == Unit.of(self.get("unit")) else None

    @property
    def share(self) -> Decimal | None:
        """The figure in per cent of its whole, to one decimal; None without a whole."""
        if self._part is None:
            return None
        part, whole = self._part
        return (part / whole * HUNDRED_PER_CENT).quantize(Decimal("0.1"), ROUND_HALF_UP)

    @property
    def _part(self) -> tuple[Decimal, Decimal] | None:
        figure, whole = self.quantity, self.whole
        if figure is None or whole is None or not whole.value:
            return None
        return (figure.value, whole.value) if 0 <= figure.value <= whole.value else None

    @property
    def is_counted(self) -> bool:
        """Whether the figure is an exact number of things."""
        return self.quantity is not None and self.quantity.is_counted

    @property
    def bar_width(self) -> str:
        """The width of a bar of its whole in per cent, or 2 where it could not be seen; "" for no part."""
        if self._part is None:
            return ""
        per_cent = self._part[0] / self._part[1] * HUNDRED_PER_CENT
        return "2" if 0 < per_cent < NARROWEST_PART else f"{per_cent:.2f}%"

    @property
    def highlight(self) -> Highlight:
        """Where the figure is shown besides its own place."""
        return Highlight.of(self.get("highlight"))

    @property
    def period(self) -> Period | None:
        """The figure's own period; None for an as-of date or when the page's period holds."""
        start, end = self.get("period_start"), self.get("period_end")
        return Period(start, end) if start and end and start <= end else None

    @property
    def as_of(self) -> date | None:
        """The day for which the figure holds, when only an end is given."""
        return None if self.get("period_start") else self.get("period_end")

    @property
    def note_key(self) -> str:
        """The text under which the page numbers this figure's note and source, or ""."""
        parts = (self.get("source"), self.get("source_url"), self.get("note"))
        return "\n".join(part or "" for part in parts) if any(parts) else ""

    def indicator_name(self, resolver: Resolver) -> IndicatorName | None:
        """What the figure's indicator is called by the reader, or None without one."""
        indicator = self.get("indicator")
        return None if indicator is None else resolver.indicator(indicator.pk)

    @property
    def own_label(self) -> str:
        """What it counts in the language of its own page: its label, else its indicator's name."""
        indicator = self.get("indicator")
        return self.get("label") or (indicator.name if indicator else "")

    def text(self, language: str) -> str:
        """The figure in words with its whole, "1,100 of 6,558"; "" without a number."""
        figure, whole = self.quantity, self.whole
        said = format_quantity(figure, language) if figure else ""
        if not said or whole is None:
            return said
        with override(language):
            return gettext("%(figure)s of %(whole)s") % {
                "figure": said,
                "whole": format_quantity(whole, language),
            }

    def when(self, resolver: Resolver) -> str:
        """The figure's period or day in the reader's language, else the page's; "" without any."""
        own = format_days(self.get("period_start"), self.get("period_end"), resolver.language)
        start, end = resolver.period or (None, None)
        return own or format_days(start, end, resolver.language)

    def number(self, name: str) -> Decimal | None:
        """The number of this field, None where there is none, and where what was typed is none."""
        value = self.get(name)
        return value if isinstance(value, Decimal) else None

    def _quantity(self, name: str, qualifier: Qualifier) -> Quantity | None:
        value, decimals = self.number(name), self.get("decimals")
        if value is None:
            return None
        try:
            return Quantity(
                value,
                unit=Unit.of(self.get("unit")),
                qualifier=qualifier,
                scale=Scale.of(self.get("scale")),
                # As typed, where another field of the form has an error.
                decimals=decimals if isinstance(decimals, int) else None,
            )
        except QuantityError:
            return None


def figures_in(nodes: Iterable[Node], page_days: Days = (None, None)) -> list[StatValue]:
    """Return the figures of a value in order; each then knows its id, place, whole and notice.

    All nodes of the value are given.
    """
    figures, announced = [], set()
    for node in nodes:
        if getattr(node.value, "has_content_notice", False):
            announced.add(node.path)
        if isinstance(figure := node.value, StatValue):
            # A value that is read by itself keeps the id that it has on its page.
            figure.block_id = node.identity or figure.block_id
            figure.path, figure.page_days = node.path, page_days
            figure.has_content_notice = bool(announced) and node.is_within(announced)
            figures.append(figure)
    # A figure that is in no stream has no id.
    by_id = {figure.block_id: figure for figure in figures if figure.block_id}
    for figure in figures:
        whole = by_id.get(figure.get("part_of"))
        figure.whole_figure = None if whole is figure else whole
    return figures


def whole_issues(nodes: Iterable[Node]) -> Iterator[Issue]:
    """Yield issues between a figure and its whole, and for typed wholes that are figures."""
    figures = figures_in(nodes)
    for figure in figures:
        if not figure.get("part_of"):
            yield from _typed_twice(figure, figures)
        elif wrong := _wrong_whole(figure):
            yield incomplete(*wrong, (*figure.path, "part_of"))


def _wrong_whole(figure: StatValue) -> tuple[StrOrPromise, str] | None:
    """Return the message and code of an issue with the chosen whole."""
    whole = figure.whole_figure
    if whole is None:
        return _("Choose the whole: it must be another figure on this page."), "part_of_missing"
    if _comes_back_to(figure):
        return _("The figure would be a part of itself."), "part_of_itself"
    if whole.get("unit") != figure.get("unit"):
        return _("The whole has another unit than its part."), "part_of_unit"
    if whole.quantity and figure.quantity and figure.quantity.value > whole.quantity.value:
        return _("The part is larger than the whole."), "part_exceeds_whole"
    return None


def _comes_back_to(figure: StatValue) -> bool:
    seen, whole = [figure], figure.whole_figure
    while whole is not None and all(whole is not known for known in seen):
        seen.append(whole)
        whole = whole.whole_figure
    return whole is not None


def _typed_twice(figure: StatValue, figures: list[StatValue]) -> Iterator[Issue]:
    typed, unit = figure.number("whole_value"), figure.get("unit")
    others = (other for other in figures if other is not figure)
    for other in others if typed is not None else ():
        if (typed, unit) == (other.number("value"), other.get("unit")):
            yield warning(
                _(
                    "This whole is the figure “%(label)s” of the page. Choose it under “Part of”, so "
                    "that the two never differ."
                )
                % {"label": other.own_label or typed},
                "whole_typed_twice",
                (*figure.path, "whole_value"),
            )
            return
