"""The indicators in Wagtail's admin: their form and their list."""

from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column, LocaleColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from ..models import Indicator

PANELS = (
    MultiFieldPanel(
        [FieldPanel(name) for name in ("name", "definition", "method", "definition_version")],
        heading=_("What is measured"),
    ),
    MultiFieldPanel(
        [FieldPanel(name) for name in ("unit", "direction", "level")], heading=_("How it is read")
    ),
    MultiFieldPanel(
        [
            FieldPanel("baseline_value"),
            FieldRowPanel([FieldPanel("baseline_period_start"), FieldPanel("baseline_period_end")]),
        ],
        heading=_("Baseline"),
    ),
    InlinePanel(
        "targets",
        heading=_("Targets"),
        label=_("Target"),
        panels=[
            FieldRowPanel([FieldPanel("period_start"), FieldPanel("period_end")]),
            FieldPanel("value"),
        ],
    ),
    FieldPanel("slug"),
)


class IndicatorViewSet(SnippetViewSet):
    """The snippet views of indicators, in the menu below the editions."""

    model = Indicator
    icon = "results-figure"
    menu_label = _("Indicators")
    menu_order = 251
    add_to_admin_menu = True
    list_display = (
        "name",
        LocaleColumn(label=_("Language")),
        Column("get_unit_display", label=_("Unit"), sort_key="unit"),
        Column("get_level_display", label=_("Level"), sort_key="level"),
        "definition_version",
    )
    list_filter = ("unit", "level")
    panels = PANELS
