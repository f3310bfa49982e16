"""Known accessibility deficiencies, as structured data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail.blocks import ChoiceBlock, DateBlock, ListBlock, StructValue, TextBlock

from typing_extensions import TypedDict

from ..blocks import Fault, ReadingStreamBlock, ResultsStructBlock, Severity, Stage
from ..blocks.displays import Facts
from ..quantities import format_date
from .choices import CRITERION_CHOICES, Kind, criteria_of

if TYPE_CHECKING:
    from ..blocks import Resolver


class ShownCriterion(TypedDict):
    """A criterion of WCAG, such as 1.2.2, Captions (Prerecorded), A."""

    number: str
    name: str
    level: str


class DeficiencyDisplay(Facts):
    """The criteria with their names; `mended_by` is a day in words, or ""."""

    criteria: list[ShownCriterion]
    mended_by: str


class DeficiencyBlock(ResultsStructBlock):
    """One deficiency; its id is the same in every language."""

    kind = ChoiceBlock(
        label=_("Why it is not accessible"),
        choices=Kind.choices,
        default=Kind.NOT_COMPLIANT.value,
    )
    what = TextBlock(
        label=_("What is not accessible"),
        max_length=600,
        rows=2,
        help_text=_("Name the content or the function, and say what is wrong with it."),
    )
    affects = TextBlock(
        label=_("Who is affected"),
        required=False,
        max_length=400,
        rows=2,
        default="",
        help_text=_("For example: those who use a screen reader do not hear what the image shows."),
    )
    criteria = ListBlock(
        ChoiceBlock(label=_("Criterion"), choices=CRITERION_CHOICES),
        label=_("WCAG criteria"),
        required=False,
        default=[],
        help_text=_("Those that it does not meet. An assessment names them."),
    )
    reason = TextBlock(
        label=_("Reason"),
        required=False,
        max_length=600,
        rows=2,
        default="",
        help_text=_(
            "Needed for a disproportionate burden: what it would take, and why that is too much."
        ),
    )
    mended_by = DateBlock(
        label=_("Mended by"),
        required=False,
        help_text=_("The day by which you plan to have mended it."),
    )
    alternative = TextBlock(
        label=_("What to use instead"),
        required=False,
        max_length=400,
        rows=2,
        default="",
        help_text=_("Another way to the same content, where there is one."),
    )

    def find_faults(self, value: StructValue) -> Iterator[Fault]:
        """Yield an error for a burden without a reason, a warning for a passed deadline."""
        if value.get("kind") == Kind.BURDEN and not (value.get("reason") or "").strip():
            yield Fault(
                _("Say why it would be a disproportionate burden: the law asks for the reason."),
                "burden_without_reason",
                ("reason",),
                stage=Stage.PUBLISHING,
            )
        mended_by = value.get("mended_by")
        if mended_by and mended_by < timezone.localdate():
            yield Fault(
                _("This was to be mended by now. Remove it if it is, else give another day."),
                "mending_overdue",
                ("mended_by",),
                severity=Severity.WARNING,
            )

    def get_display(self, value: StructValue, resolver: Resolver) -> DeficiencyDisplay:
        """Return the criteria with their names, and the day in words."""
        mended_by = value.get("mended_by")
        return DeficiencyDisplay(
            criteria=[
                ShownCriterion(number=found.number, name=found.name, level=found.level)
                for found in criteria_of(list(value.get("criteria") or []))
            ],
            mended_by=format_date(mended_by, resolver.language) if mended_by else "",
        )

    class Meta:
        template = "results/statements/deficiency.html"
        icon = "warning"
        label = _("Deficiency")
        label_format = "{what}"
        description = _("Content or a function that somebody cannot use.")
        prose = ("what", "affects", "reason", "alternative")
        preview_value = {
            "what": "The film has no captions.",
            "affects": "Those who are deaf or hard of hearing.",
            "criteria": ["1.2.2"],
        }


class DeficienciesBlock(ReadingStreamBlock):
    """The known deficiencies of a service."""

    deficiency = DeficiencyBlock()

    class Meta:
        max_num = 100
        required = False
