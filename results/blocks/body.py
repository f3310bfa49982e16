"""The streams of an edition, its body, main points and changes, and the ways to help."""

from collections.abc import Iterator
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext_lazy

from wagtail.blocks import (
    CharBlock,
    ChoiceBlock,
    DateBlock,
    IntegerBlock,
    StreamValue,
    StructValue,
    TextBlock,
)

from ..issues import Issue
from ..quantities import (
    Choices,
    Qualifier,
    Scale,
    Unit,
    format_date,
    format_days,
    format_plain,
)
from .base import OptionalChar, ResultsStructBlock, StrictStreamBlock
from .data_table import DataTableBlock
from .displays import FigureChangeDisplay, ShownChange
from .leaves import NumberBlock
from .media import HelplineBlock, ImageBlock, ReadMoreLink, ShareBlock, VideoBlock
from .resolving import IN_API, Resolver, resolver_for, taken_from
from .sections import CampaignBlock, ChartBlock, QuoteBlock, TextSectionBlock
from .stat import PartOfBlock, StatBlock, StatGroupBlock
from .stat_value import StatValue, whole_issues
from .walking import walk

MAX_BLOCKS = 50


class ReadingStreamBlock(StrictStreamBlock):
    """A stream whose blocks share one reading; subclass it for a body with blocks of your own."""

    def get_api_representation(
        self, value: StreamValue | None, context: dict[str, Any] | None = None
    ) -> list[dict[str, Any]]:
        """The blocks as {`type`, `value`, `id`}, each value raw plus `display`."""
        if not value:
            return []
        context = {**(context or {}), IN_API: True}
        reading = resolver_for(self, value, context)
        reading.load()
        nested = {**context, "reading": reading}
        shown: list[dict[str, Any]] = super().get_api_representation(value, context=nested)
        return shown

    def find_issues(self, value: StreamValue) -> Iterator[Issue]:
        """Yield issues between the figures of the stream."""
        yield from whole_issues(walk(self, value))

    class Meta:
        max_num = MAX_BLOCKS


class ResultsStreamBlock(ReadingStreamBlock):
    """Every block of the plugin."""

    campaign = CampaignBlock(group=_("Work"))
    text = TextSectionBlock(group=_("Work"))
    stats = StatGroupBlock(group=_("Figures"))
    stat = StatBlock(group=_("Figures"))
    chart = ChartBlock(group=_("Figures"))
    table = DataTableBlock(group=_("Figures"))
    quote = QuoteBlock(group=_("Media"))
    image = ImageBlock(group=_("Media"))
    video = VideoBlock(group=_("Media"))
    helpline = HelplineBlock(group=_("Calls"))
    share = ShareBlock(group=_("Calls"))


class WaysToHelpBlock(ReadingStreamBlock):
    """Where readers turn for help, and where they report what they have seen."""

    helpline = HelplineBlock()
    link = ReadMoreLink()

    class Meta:
        max_num = 6


class MainPointBlock(ResultsStructBlock):
    """A sentence; with a figure, what follows its number, so that the number is always the figure's."""

    figure = PartOfBlock(
        label=_("Figure"),
        required=False,
        default="",
        help_text=_("The sentence begins with its number, which is always that of the figure."),
    )
    text = TextBlock(
        label=_("Sentence"),
        max_length=300,
        rows=2,
        help_text=_(
            "With a figure, what follows the number: “reports were reviewed, 10% more than in 2015.”"
        ),
    )

    class Meta:
        template = "results/blocks/main_point.html"
        icon = "pilcrow"
        label = _("Main point")
        label_format = "{text}"
        description = _("A sentence at the top of the page, with or without a figure.")
        prose = ("text",)
        preview_value = {"text": "Every report to the hotline was reviewed."}


class MainPointsBlock(ReadingStreamBlock):
    """The main points of an edition, the most important one first."""

    point = MainPointBlock()

    class Meta:
        max_num = 10


REASON_LENGTH = 600


class ChangeKind(Choices):
    """Kinds of changes, as in official statistics: correction, revision, new, withdrawn."""

    CORRECTION = "correction", pgettext_lazy("change of a figure", "Correction")
    REVISION = "revision", pgettext_lazy("change of a figure", "Revision")
    NEW = "new", pgettext_lazy("change of a figure", "New figure")
    WITHDRAWN = "withdrawn", pgettext_lazy("change of a figure", "Withdrawn")


class FigureChangeValue(StructValue):
    """An entry of the list of changes; of a reading with its id."""

    id = ""

    @property
    def kind(self) -> ChangeKind:
        """What kind of change it was."""
        return ChangeKind.of(self.get("kind"))

    @property
    def previous(self) -> StatValue:
        """The figure as it was published before."""
        return StatValue(self.block, [(name, self.get(name)) for name in FIGURE])

    def display(self, resolver: Resolver) -> ShownChange:
        """Return the change in words, and what it is about."""
        day, reason = self.get("date"), self.get("reason") or ""
        own = {"kind": str(self.kind), "date": day.isoformat() if day else "", "reason": reason}
        return taken_from(self, ShownChange, **own, **self.block.get_display(self, resolver))

    def sentence(self, resolver: Resolver) -> str:
        """Return all of it as plain text: what was counted, the change, the reason."""
        shown = self.display(resolver)
        said = (capfirst(resolver.texts(self).plain("label")), shown["text"], shown["reason"])
        return " ".join(f"{each.strip().rstrip('.')}." for each in said if each)


class FigureChangeBlock(ResultsStructBlock):
    """A change of a published figure: the figure as it was, the kind, the reason, the day."""

    figure = CharBlock(label=_("Figure"), max_length=36, help_text=_("The id of its block."))
    label = OptionalChar(label=_("What was counted"), max_length=160)
    value = NumberBlock(label=_("Earlier figure"), required=False)
    qualifier = ChoiceBlock(
        label=_("Precision"), choices=Qualifier.choices, default=Qualifier.EXACT.value
    )
    unit = ChoiceBlock(label=_("Unit"), choices=Unit.choices, default=Unit.NUMBER.value)
    scale = ChoiceBlock(label=_("Shown in"), choices=Scale.choices, default=Scale.NONE.value)
    decimals = IntegerBlock(label=_("Decimals shown"), required=False, min_value=0, max_value=4)
    whole_value = NumberBlock(label=_("Part of"), required=False)
    period_start = DateBlock(label=_("Period from"), required=False)
    period_end = DateBlock(label=_("Period to, or as of"), required=False)
    kind = ChoiceBlock(label=_("Kind of change"), choices=ChangeKind.choices)
    reason = TextBlock(
        label=_("Reason"),
        max_length=REASON_LENGTH,
        rows=3,
        help_text=_("What was wrong, or what is better known now. Shown to readers."),
    )
    date = DateBlock(label=_("Date"), required=False)

    def get_display(self, value: FigureChangeValue, resolver: Resolver) -> FigureChangeDisplay:
        """The change in words, with the whole of the figure, and its period if the page has another."""
        before, day = value.previous, value.get("date")
        previous = before.text(resolver.language)
        days = before.get("period_start"), before.get("period_end")
        when = format_days(*days, resolver.language)
        if previous and when and days != resolver.period:
            previous = f"{previous} ({when})"
        with override(resolver.language):
            said = str(_SENTENCES[value.kind]) % {
                "date": format_date(day, resolver.language) if day else "",
                "previous": previous,
            }
        return FigureChangeDisplay(
            text=said,
            previous=previous,
            data=format_plain(before.quantity.value) if before.quantity else "",
        )

    class Meta:
        value_class = FigureChangeValue
        template = "results/blocks/figure_change.html"
        icon = "results-figure"
        label = _("Change of a figure")
        label_format = "{label}"
        description = _("A published figure as it was, and why it has changed.")
        prose = ("label", "reason")
        preview_value = {
            "label": "reports reviewed",
            "value": "6558",
            "kind": ChangeKind.CORRECTION.value,
            "reason": "58 reports had been counted twice.",
        }


# What makes up a figure as it was published, under the names that StatBlock has for it.
FIGURE = [name for name in FigureChangeBlock.base_blocks if name in StatBlock.base_blocks]


class FigureChangesBlock(ReadingStreamBlock):
    """The list of an edition's changes, oldest first."""

    change = FigureChangeBlock()

    class Meta:
        max_num = None


_SENTENCES = {
    ChangeKind.CORRECTION: _("Corrected %(date)s: earlier %(previous)s"),
    ChangeKind.REVISION: _("Revised %(date)s: earlier %(previous)s"),
    ChangeKind.NEW: _("Added %(date)s"),
    ChangeKind.WITHDRAWN: _("Withdrawn %(date)s: earlier %(previous)s"),
}
