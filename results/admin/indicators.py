"""The indicators in Wagtail's admin: their form and their list."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column, LocaleColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from modelcluster.forms import BaseChildFormSet

from ..models import Indicator

OVERLAPPING = _("The period overlaps that of another target.")


class TargetFormSet(BaseChildFormSet):
    """The targets in the form, whose periods must not overlap."""

    def clean(self) -> None:
        """Add an error beside the first day of each period that begins within another one."""
        super().clean()
        periods = [
            (form.cleaned_data["period_start"], form.cleaned_data["period_end"], form)
            for form in self.forms
            if form.is_valid() and form.cleaned_data and not self._should_delete_form(form)
        ]
        last = None
        for start, end, form in sorted(periods, key=lambda period: period[:2]):
            if last and start <= last:
                form.add_error("period_start", OVERLAPPING)
            last = max(last, end) if last else end


class TargetsPanel(InlinePanel):
    """Wagtail's panel of children with the rules of `TargetFormSet`."""

    def get_form_options(self) -> dict[str, Any]:
        """Return Wagtail's options, with our set of forms."""
        options: dict[str, Any] = super().get_form_options()
        options["formsets"][self.relation_name]["formset"] = TargetFormSet
        return options


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
    TargetsPanel(
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
