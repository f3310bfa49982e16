"""Figures, each a number with what it counts, for a period, from a source; and groups of them."""

from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from wagtail.admin.telepath import register
from wagtail.admin.telepath.widgets import WidgetAdapter
from wagtail.blocks import CharBlock, ChoiceBlock, DateBlock, IntegerBlock, StructValue
from wagtail.blocks.struct_block import BlockGroup

from ..issues import Issue, incomplete, warning
from ..quantities import (
    Qualifier,
    Quantity,
    QuantityError,
    ReadFigure,
    Scale,
    Unit,
    format_number,
    format_plain,
    format_quantity,
    read_figure,
)
from ..quantities.formatting import active_language
from .base import OptionalChar, OptionalText, ResultsStructBlock, SettingBlock, StrictStreamBlock
from .displays import ShownIndicator, StatDisplay
from .leaves import FigureBlock, IndicatorChooser, NumberBlock, Refining, Unread
from .links import PublicURLBlock
from .resolving import Resolver
from .stat_value import HUNDRED_PER_CENT, Highlight, StatValue
from .walking import is_block_id


class PartOfInput(forms.TextInput):
    """An input that a script replaces by a choice among the figures of the form."""

    def __init__(self) -> None:
        super().__init__(
            {
                "data-controller": "results-part-of",
                "data-results-none": _("None"),
                "data-results-gone": _("a figure that has been deleted"),
                "data-results-told": _("“{figure}” has been deleted, but “{place}” refers to it."),
            }
        )

    class Media:
        js = ("results/part_of.js",)


class PartOfAdapter(WidgetAdapter):
    """Draws the input in a form; a closed block shows the name of the figure."""

    js_constructor = "results.widgets.PartOf"


register(PartOfAdapter(), PartOfInput)


def validate_block_id(found: str) -> None:
    """Raise ValidationError unless the value is a block id."""
    if not is_block_id(found):
        raise ValidationError(_("This figure is not on the page."), code="part_of_unknown")


class PartOfBlock(Refining, CharBlock):
    """The id of another figure of the page, chosen from those that there are."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.field.widget = PartOfInput()
        self.field.validators.append(validate_block_id)

    def get_api_representation(self, value: Any, context: dict[str, Any] | None = None) -> str:
        """Return the id, "" for none."""
        return value or ""


class StatBlock(ResultsStructBlock):
    """One figure, entered once in the source language and right in every language."""

    value = FigureBlock(
        label=_("Figure"),
        help_text=_(
            "The number, alone or with what belongs to it: “6558 reports”, “over 250”, “98.6 %”, "
            "“2.4 million”, “1 100 of 6 558 reports”. The fields below are filled with that."
        ),
    )
    label = OptionalChar(
        label=_("What is counted"),
        max_length=160,
        help_text=_(
            "What the figure counts, for example “reports reviewed”. Left empty, the name of its "
            "indicator."
        ),
    )
    qualifier = ChoiceBlock(
        label=_("Precision"), choices=Qualifier.choices, default=Qualifier.EXACT.value
    )
    unit = ChoiceBlock(label=_("Unit"), choices=Unit.choices, default=Unit.NUMBER.value)
    highlight = SettingBlock(
        label=_("Where it is shown"),
        choices=Highlight.choices,
        default=Highlight.NONE.value,
        help_text=_(
            "Key figures are in a band at the top of the page, the lead figure first and largest."
        ),
    )
    indicator = IndicatorChooser(
        "results.Indicator",
        label=_("Indicator"),
        required=False,
        help_text=_("What is measured over the years, so that this year can be compared."),
    )
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
    part_of = PartOfBlock(
        label=_("Part of"),
        required=False,
        default="",
        help_text=_("The figure of this page that this one is a part of."),
    )
    whole_value = NumberBlock(
        label=_("Part of another number"),
        required=False,
        help_text=_(
            "Only where the whole, such as 6558 for 1100 of 6558, is not a figure on this page."
        ),
    )
    whole_label = OptionalChar(label=_("What the whole counts"), max_length=160)
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
    source = OptionalChar(
        label=_("Source"),
        max_length=250,
        help_text=_("Where the figure comes from, so that a reader can check it."),
    )
    source_url = PublicURLBlock(label=_("Address of the source"), required=False, default="")
    note = OptionalText(
        label=_("Note"),
        max_length=600,
        rows=2,
        help_text=_("How it was counted, or what is not included. Shown as a numbered note."),
    )

    def value_from_datadict(
        self, data: Mapping[str, Any], files: Mapping[str, Any], prefix: str
    ) -> StructValue:
        """Return the figure of the form, its fields filled with what was typed beside the number."""
        value = super().value_from_datadict(data, files, prefix)
        typed = value.get("value")
        if isinstance(typed, Unread):
            with suppress(QuantityError):
                fill(value, read_figure(typed, active_language()))
        return value

    def clean(self, value: StructValue) -> StructValue:
        """Validate the figure; one that is a part of another figure needs no typed whole."""
        if value.get("part_of"):
            value["whole_value"], value["whole_label"] = None, ""
        return super().clean(value)

    def find_issues(self, value: StructValue) -> Iterator[Issue]:
        """Yield issues for impossible or doubtful values of the figure."""
        number = value.number("value")
        # A figure of the page goes before a number that was typed.
        whole = None if value.get("part_of") else value.number("whole_value")
        yield from _indicator_issues(value)
        if number is not None and whole is not None:
            if number > whole:
                yield Issue(
                    _("The part is larger than the whole."), "part_exceeds_whole", ("whole_value",)
                )
            if not value.get("whole_label"):
                yield incomplete(
                    _("Say what the whole counts."), "whole_label_missing", ("whole_label",)
                )
        if (
            number is not None
            and whole is None
            and value.get("unit") == Unit.PERCENT
            and number > HUNDRED_PER_CENT
        ):
            yield warning(
                _("More than 100 per cent: is that right?"), "percent_above_hundred", ("value",)
            )
        start, end = value.get("period_start"), value.get("period_end")
        if start and not end:
            yield incomplete(
                _("Give the last day of the period too."), "period_open", ("period_end",)
            )
        if start and end and end < start:
            yield Issue(_("The period ends before it starts."), "period_reversed", ("period_end",))

    def get_display(self, value: StructValue, resolver: Resolver) -> StatDisplay:
        """The figure as text in the reader's language."""
        quantity, whole = value.quantity, value.whole
        name = value.indicator_name(resolver)
        indicator = ShownIndicator(slug=name.slug, name=name.name) if name else None
        if quantity is None:
            return StatDisplay(
                text="", qualifier="", amount="", number="", data="", when="", whole="",
                whole_label="", share="", share_text="", note_number=None, indicator=indicator,
                comparison=None, changes=[],
            )  # fmt: skip
        language, share = resolver.language, value.share
        text = format_quantity(quantity, language)
        amount = format_quantity(replace(quantity, qualifier=Qualifier.EXACT), language)
        per_cent = None if share is None else Quantity(share, unit=Unit.PERCENT)
        return StatDisplay(
            text=text,
            qualifier=text.removesuffix(amount).strip(),
            amount=amount,
            number=format_number(quantity.value, language, quantity.decimals),
            data=format_plain(quantity.value),
            when=value.when(resolver),
            whole=format_quantity(whole, language) if whole else "",
            whole_label=resolver.texts(value).plain("whole_label") if whole else "",
            share=format_plain(per_cent.value) if per_cent else "",
            share_text=format_quantity(per_cent, language) if per_cent else "",
            note_number=resolver.note_number(value.note_key),
            indicator=indicator,
            comparison=resolver.comparison(value),
            changes=resolver.changes_of(value),
        )

    class Meta:
        value_class = StatValue
        form_layout = BlockGroup(
            children=["value", "label", "qualifier", "unit"],
            settings=[
                "highlight",
                "scale",
                "decimals",
                BlockGroup(["indicator"], heading=_("Over the years")),
                BlockGroup(["part_of", "whole_value", "whole_label"], heading=_("Part of a whole")),
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


def _indicator_issues(value: StructValue) -> Iterator[Issue]:
    indicator = value.get("indicator")
    if indicator is None:
        if not value.get("label"):
            yield incomplete(_("This field is required."), "required", ("label",))
    elif value.get("unit") != indicator.unit:
        yield incomplete(
            _("The indicator “%(name)s” has another unit: %(unit)s.")
            % {"name": indicator.name, "unit": Unit.of(indicator.unit).label},
            "indicator_unit",
            ("unit",),
        )


# What is counted may be said better in its own field, and stays.
_LABELS = frozenset({"label", "whole_label"})


def fill(stat: MutableMapping[str, Any], read: ReadFigure) -> None:
    """Fill the fields of a figure that a text says; a label only where there is none."""
    for name, found in read.fields.items():
        if name not in _LABELS or not stat.get(name):
            stat[name] = found


class StatsBlock(StrictStreamBlock):
    """A list of figures; a stream, so that each figure keeps its identity when it is moved."""

    stat = StatBlock()

    class Meta:
        label = _("Figures")
        icon = "results-figure"
        required = False
        max_num = 12


class StatGroupBlock(ResultsStructBlock):
    """Figures that belong together, such as the key figures of the year."""

    heading = OptionalChar(label=_("Heading"), max_length=160)
    stats = StatsBlock(min_num=1)

    class Meta:
        template = "results/blocks/stat_group.html"
        icon = "results-figures"
        label = _("Group of figures")
        label_format = "{heading}"
        description = _("Figures that belong together, such as the key figures of the year.")
        prose = ("heading",)
        preview_value = {
            "heading": "The year in figures",
            "stats": [("stat", StatBlock().get_preview_value())],
        }
