"""A main point: one sentence of an edition's summary, which may begin with a figure of the edition."""

from django.utils.translation import gettext_lazy as _

from wagtail.blocks import TextBlock

from .base import ResultsStructBlock
from .body import ReadingStreamBlock
from .leaves import PartOfBlock

MAX_POINTS = 10


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
        max_num = MAX_POINTS
