"""The stored answers in Wagtail's admin: the report, and the screen that clears them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import redirect
from django.template.defaultfilters import filesizeformat
from django.urls import path, reverse_lazy
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views import View

from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from .models import Snapshot
from .operations.reports import status
from .operations.upkeep import clear
from .operations.verifying import valid_rows

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

POLICY = ModelPermissionPolicy(Snapshot)
# Whoever may clear the stored answers may see them.
SEE = ("view", "delete")
REPORT = "results_snapshots_admin:report"


class AddressColumn(Column):
    """The address, as a link."""

    cell_template_name = "results/snapshots/address_cell.html"


def _size(row: Snapshot) -> str:
    """Return a size such as 24.5 KB."""
    return filesizeformat(row.size)


def _valid_until(row: Snapshot) -> str:
    """Return a moment to come, of which Wagtail's own column says "just now"."""
    return date_format(localtime(row.valid_until), "SHORT_DATETIME_FORMAT")


class SnapshotsReport(ReportView):
    """The stored answers, searchable by a part of the address."""

    template_name = "results/snapshots/report.html"
    page_title = _("Snapshots")
    header_icon = "history"
    index_url_name = REPORT
    index_results_url_name = "results_snapshots_admin:report_results"
    default_ordering = "-pk"
    table_classname = "listing results-snapshots__list"
    model = Snapshot
    permission_policy = POLICY
    any_permission_required = SEE
    is_searchable = True
    search_fields = ("url",)
    columns = (
        AddressColumn("url", label=_("Address"), sort_key="url", classname="title"),
        Column("size", label=_("Size"), accessor=_size, sort_key="size"),
        Column("asked", label=_("Times asked for"), sort_key="asked"),
        DateColumn("made_at", label=_("Made"), sort_key="made_at"),
        Column("valid_until", label=_("Good until"), accessor=_valid_until, sort_key="valid_until"),
    )
    export_headings = {column.name: column.label for column in columns}
    list_export = tuple(export_headings)

    def get_base_queryset(self) -> Any:
        """Return the valid rows, without their bodies."""
        return valid_rows().defer("body", "gzip", "brotli")

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the numbers, and whether the person may drop anything."""
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        if not self.results_only:
            context["status"] = status()
        context["may_drop"] = self.user_has_permission("delete")
        return context


class ClearScreen(PermissionCheckedMixin, WagtailAdminTemplateMixin, View):
    """Drops every snapshot, after a question."""

    template_name = "results/snapshots/clear.html"
    page_title = _("Clear all")
    header_icon = "bin"
    breadcrumbs_items = (
        *WagtailAdminTemplateMixin.breadcrumbs_items,
        {"url": reverse_lazy(REPORT), "label": _("Snapshots")},
        {"url": "", "label": page_title},
    )
    permission_policy = POLICY
    permission_required = "delete"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Ask."""
        return self.render_to_response(self.get_context_data(stored=Snapshot.objects.count()))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Drop them all."""
        gone = clear()
        messages.success(
            request,
            ngettext("%(count)d snapshot was cleared.", "%(count)d snapshots were cleared.", gone)
            % {"count": gone},
        )
        return redirect(REPORT)


app_name = "results_snapshots_admin"
urlpatterns = [
    path("reports/snapshots/", SnapshotsReport.as_view(), name="report"),
    path(
        "reports/snapshots/results/",
        SnapshotsReport.as_view(results_only=True),
        name="report_results",
    ),
    path("reports/snapshots/clear/", ClearScreen.as_view(), name="clear"),
]
