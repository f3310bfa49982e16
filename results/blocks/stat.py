"""One figure: a number with what it counts, for a period, from a source."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any, TypeVar

from django.utils.translation import gettext_lazy as _

from wagtail.blocks import CharBlock, ChoiceBlock, DateBlock, IntegerBlock, StructValue, TextBlock
from wagtail.blocks.struct_block import BlockGroup

from ..quantities import (
    Period,
    Qualifier,
    Quantity,
    QuantityError,
    Scale,
    Unit,
    check_value,
    format_date,
    format_number,
    format_period,
    format_plain,
    format_quantity,
)
from .base import ResultsStructBlock
from .fault import Fault, Severity, Stage
from .leaves import NumberBlock, PublicURLBlock

if TYPE_CHECKING:
    from .resolving import Resolver

HUNDRED_PER_CENT = Decimal(100)


Choice = TypeVar("Choice", Unit, Qualifier, Scale)


def _member(kind: type[Choice], stored: Any, default: Choice) -> Choice:
    try:
        return kind(stored)
    except ValueError:
        return default


class StatValue(StructValue):
    """A figure; the number is whole ("1500000"), `scale` says only how it is shown."""

    @property
    def quantity(self) -> Quantity | None:
        """The figure itself, or None when the number is missing or cannot be shown."""
        return self._quantity(self.get("value"), with_qualifier=True)

    @property
    def whole(self) -> Quantity | None:
        """What the figure is a part of, in the same unit, or None."""
        return self._quantity(self.get("whole_value"), with_qualifier=False)

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

    def when(self, resolver: Resolver) -> str:
        """The figure's period or day in the reader's language, else the page's; "" without any."""
        if self.as_of:
            return format_date(self.as_of, resolver.language)
        if self.period:
            return format_period(self.period, resolver.language)
        if resolver.period:
            return format_period(Period(*resolver.period), resolver.language)
        return ""

    def _quantity(self, value: Decimal | None, *, with_qualifier: bool) -> Quantity | None:
        if value is None:
            return None
        stored = self.get("qualifier") if with_qualifier else Qualifier.EXACT
        try:
            return Quantity(
                value,
                unit=_member(Unit, self.get("unit"), Unit.NUMBER),
                qualifier=_member(Qualifier, stored, Qualifier.EXACT),
                scale=_member(Scale, self.get("scale"), Scale.NONE),
                decimals=self.get("decimals"),
            )
        except QuantityError:
            return None


class StatBlock(ResultsStructBlock):
    """One figure, entered once in the source language and right in every language."""

    value = NumberBlock(
        label=_("Figure"),
        help_text=_("The whole number, for example 6558, 133 000 or 98.6. Never with words."),
    )
    label = CharBlock(
        label=_("What is counted"),
        max_length=160,
        help_text=_("What the figure counts, for example “reports reviewed”."),
    )
    qualifier = ChoiceBlock(
        label=_("Precision"),
        choices=Qualifier.choices,
        default=Qualifier.EXACT.value,
    )
    unit = ChoiceBlock(label=_("Unit"), choices=Unit.choices, default=Unit.NUMBER.value)
    scale = ChoiceBlock(
        label=_("Shown in"),
        choices=Scale.choices,
        default=Scale.NONE.value,
        help_text=_("How a large figure is shown. Enter the figure itself in full."),
    )
    decimals = IntegerBlock(
        label=_("Decimals shown"),
        required=False,
        min_value=0,
        max_value=4,
        help_text=_("Leave empty to show the figure as you typed it."),
    )
    whole_value = NumberBlock(
        label=_("Part of"),
        required=False,
        help_text=_("The whole that the figure is a part of, for example 6558 for 1100 of 6558."),
    )
    whole_label = CharBlock(
        label=_("What the whole counts"), required=False, max_length=160, default=""
    )
    period_start = DateBlock(
        label=_("Period from"),
        required=False,
        help_text=_("Only when it is not the period of the page."),
    )
    period_end = DateBlock(
        label=_("Period to, or as of"),
        required=False,
        help_text=_("On its own: the day for which the figure holds."),
    )
    source = CharBlock(
        label=_("Source"),
        required=False,
        max_length=250,
        default="",
        help_text=_("Where the figure comes from, so that a reader can check it."),
    )
    source_url = PublicURLBlock(label=_("Address of the source"), required=False, default="")
    note = TextBlock(
        label=_("Note"),
        required=False,
        max_length=600,
        rows=2,
        default="",
        help_text=_("How it was counted, or what is left out. Shown as a numbered note."),
    )

    def find_faults(self, value: StructValue) -> Iterator[Fault]:
        """Yield what is impossible or doubtful in the figure."""
        number, whole = value.get("value"), value.get("whole_value")
        yield from _number_faults("value", number)
        yield from _number_faults("whole_value", whole)
        if number is not None and whole is not None:
            if number > whole:
                yield Fault(
                    _("The part is larger than the whole."), "part_exceeds_whole", ("whole_value",)
                )
            if not value.get("whole_label"):
                yield Fault(
                    _("Say what the whole counts."),
                    "whole_label_missing",
                    ("whole_label",),
                    stage=Stage.PUBLISHING,
                )
        if (
            number is not None
            and whole is None
            and value.get("unit") == Unit.PERCENT
            and number > HUNDRED_PER_CENT
        ):
            yield Fault(
                _("More than 100 per cent: is that right?"),
                "percent_above_hundred",
                ("value",),
                severity=Severity.WARNING,
                stage=Stage.PUBLISHING,
            )
        start, end = value.get("period_start"), value.get("period_end")
        if start and not end:
            yield Fault(
                _("Give the last day of the period too."),
                "period_open",
                ("period_end",),
                stage=Stage.PUBLISHING,
            )
        if start and end and end < start:
            yield Fault(_("The period ends before it starts."), "period_reversed", ("period_end",))

    def get_display(self, value: StructValue, resolver: Resolver) -> dict[str, Any]:
        """The figure as text in the reader's language.

        Keys: `text` ("over 250"), `number` ("250"), `data` (plain notation for `<data value>`),
        `when`, `whole` (text of the whole or ""), `share` (per cent of the whole as plain text,
        or ""), `note_number`.
        """
        quantity, whole = value.quantity, value.whole
        if quantity is None:
            return {
                "text": "",
                "number": "",
                "data": "",
                "when": "",
                "whole": "",
                "share": "",
                "note_number": None,
            }
        share = ""
        if whole is not None and whole.value > 0 and quantity.value >= 0:
            share = format_plain(
                (quantity.value / whole.value * HUNDRED_PER_CENT).quantize(
                    Decimal("0.1"), ROUND_HALF_UP
                )
            )
        return {
            "text": format_quantity(quantity, resolver.language),
            "number": format_number(quantity.value, resolver.language, quantity.decimals),
            "data": format_plain(quantity.value),
            "when": value.when(resolver),
            "whole": "" if whole is None else format_quantity(whole, resolver.language),
            "share": share,
            "note_number": resolver.note_number(value.note_key),
        }

    class Meta:
        value_class = StatValue
        form_layout = BlockGroup(
            children=["value", "label", "qualifier", "unit"],
            settings=[
                "scale",
                "decimals",
                BlockGroup(["whole_value", "whole_label"], heading=_("Part of a whole")),
                BlockGroup(["period_start", "period_end"], heading=_("Period")),
                BlockGroup(["source", "source_url", "note"], heading=_("Source and note")),
            ],
        )
        template = "results/blocks/stat.html"
        icon = "results-figure"
        label = _("Figure")
        label_format = "{value} {label}"
        description = _("A number with what it counts, typed once and right in every language.")
        prose = ("label", "whole_label", "source", "note")
        replaceable = ("source_url",)
        preview_value = {
            "value": Decimal(1100),
            "label": "assessed as illegal",
            "whole_value": Decimal(6558),
            "whole_label": "reports reviewed",
        }


def _number_faults(name: str, number: Decimal | None) -> Iterator[Fault]:
    if number is None:
        return
    try:
        check_value(number)
    except QuantityError as error:
        yield Fault(str(error), error.code, (name,))
