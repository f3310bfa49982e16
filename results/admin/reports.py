"""The report of published figures over the years."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django.db.models import FloatField, QuerySet
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import page_permission_policy

from django_filters import ChoiceFilter, ModelChoiceFilter

from ..characters import no_formula
from ..quantities import Unit
from ..quantities.formatting import active_language
from ..record.indicator import Indicator
from ..record.models import Figure, visible_figures

# Whoever may do any of it with a page, somewhere.
WORKING = ("add", "change", "publish")
NOW, EARLIER = "now", "earlier"


def _indicators(request: HttpRequest) -> QuerySet[Indicator]:
    return Indicator.objects.filter(pk__in=visible_figures(request.user).values("indicator"))


class FiguresFilter(WagtailFilterSet):
    """By indicator, unit, and whether the figure is public now; an edition is found by its title."""

    indicator = ModelChoiceFilter(label=_("Indicator"), queryset=_indicators)
    unit = ChoiceFilter(label=_("Unit"), choices=Unit.choices)
    state = ChoiceFilter(
        label=_("State"),
        method="filter_state",
        choices=((NOW, _("public now")), (EARLIER, _("earlier"))),
    )

    def filter_state(self, rows: QuerySet[Figure], name: str, state: str) -> QuerySet[Figure]:
        """Return those that are open, or those that are closed."""
        return rows.filter(valid_to__isnull=state == NOW)

    class Meta:
        model = Figure
        fields = ("indicator", "unit", "state")


def _edit_url(row: Figure) -> str | None:
    return reverse("wagtailadmin_pages:edit", args=[row.page_id]) if row.page_id else None


class FiguresMenuItem(MenuItem):
    """Leads those to the report who may see it."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Return whether the user works with any page."""
        return bool(page_permission_policy.user_has_any_permission(request.user, WORKING))


class ExportingReport(ReportView):
    """A report whose export has its headings in the language of the person who asks for it."""

    export_headings: Mapping[str, Any]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Put the headings into words at once: Wagtail writes a CSV when that language has ended."""
        super().setup(request, *args, **kwargs)
        self.export_headings = {name: str(each) for name, each in self.export_headings.items()}


class FiguresReport(ExportingReport):
    """Report of published figures, to sort, filter and export; by default those that are public now."""

    page_title = _("Figures over the years")
    header_icon = "results-figures"
    index_url_name = "results_admin:figures_report"
    index_results_url_name = "results_admin:figures_report_results"
    filterset_class = FiguresFilter
    permission_policy = page_permission_policy
    any_permission_required = WORKING
    default_ordering = "-edition_end"
    model = Figure
    is_searchable = True
    search_fields = ("label", "title")
    columns = (
        TitleColumn("label", label=_("What is counted"), sort_key="label", get_url=_edit_url),
        Column(
            "value",
            label=_("Figure"),
            accessor=lambda row: row.text(active_language()),
            sort_key="size",
        ),
        Column(
            "when",
            label=_("Period"),
            accessor=lambda row: row.when(active_language()),
            sort_key="period_end",
        ),
        Column("title", label=_("Edition"), sort_key="edition_end"),
        Column("indicator", label=_("Indicator"), sort_key="indicator__name"),
        DateColumn("valid_from", label=_("Published from"), sort_key="valid_from"),
        DateColumn("valid_to", label=_("Published until"), sort_key="valid_to"),
    )
    export_headings = {
        "title": _("Edition"),
        "label": _("What is counted"),
        "value": _("Figure"),
        "unit": _("Unit"),
        "qualifier": _("Precision"),
        "whole_value": _("Part of"),
        "period_start": _("Period from"),
        "period_end": _("Period to"),
        "as_of": _("As of"),
        "indicator_slug": _("Indicator"),
        "definition_version": _("Version of the definition"),
        "valid_from": _("Published from"),
        "valid_to": _("Published until"),
        "url_path": _("Path"),
    }
    list_export = tuple(export_headings)
    custom_field_preprocess: ClassVar = {
        name: {ReportView.FORMAT_CSV: no_formula}
        for name in ("title", "label", "indicator_slug", "url_path")
    }

    def get_filename(self) -> str:
        return f"figures-{date.today():%Y-%m-%d}"

    def get_base_queryset(self) -> Any:
        """Return the rows that the user may see, with `size` to sort by: SQLite has values as text."""
        rows = visible_figures(self.request.user).select_related("indicator")
        return rows.annotate(size=Cast("value", FloatField()))


urlpatterns = [
    path("reports/figures/", FiguresReport.as_view(), name="figures_report"),
    path(
        "reports/figures/results/",
        FiguresReport.as_view(results_only=True),
        name="figures_report_results",
    ),
]
