"""The indicators in Wagtail's admin."""

from django.utils.translation import gettext_lazy as _

from wagtail.admin.ui.tables import Column, LocaleColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from ..models import Indicator
from ..record.panels import PANELS


class IndicatorViewSet(SnippetViewSet):
    """What is measured over the years, in the menu below the editions."""

    model = Indicator
    icon = "results-figure"
    menu_label = _("Indicators")
    menu_order = 251
    add_to_admin_menu = True
    list_display = (
        "name",
        LocaleColumn(),
        Column("get_unit_display", label=_("Unit"), sort_key="unit"),
        Column("get_level_display", label=_("Level"), sort_key="level"),
        "definition_version",
    )
    list_filter = ("unit", "level")
    panels = PANELS
