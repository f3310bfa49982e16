"""Several figures side by side."""

from django.utils.translation import gettext_lazy as _

from wagtail.blocks import CharBlock

from .base import ResultsStructBlock, StrictStreamBlock
from .stat import StatBlock


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

    heading = CharBlock(label=_("Heading"), required=False, max_length=160, default="")
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
