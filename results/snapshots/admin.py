"""The stored answers in Wagtail's admin: the report, and the screen that clears them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.defaultfilters import filesizeformat
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views import View

from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.reports import ReportView

from .models import Snapshot
from .operations.reports import status
from .operations.upkeep import clear
from .operations.verifying import valid_rows

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase

SEE = "results_snapshots.view_snapshot"
DROP = "results_snapshots.delete_snapshot"
CODENAMES = ("view_snapshot", "delete_snapshot")


def may_see(user: Any) -> bool:
    """Return whether the user may see the stored answers; whoever may clear them may."""
    return bool(user.has_perm(SEE) or user.has_perm(DROP))


def may_drop(user: Any) -> bool:
    """Return whether the user may clear the stored answers."""
    return bool(user.has_perm(DROP))


class AddressColumn(Column):
    """The address, as a link."""

    cell_template_name = "results/snapshots/address_cell.html"


class SizeColumn(Column):
    """A number of bytes as people read it."""

    def get_value(self, instance: Any) -> str:
        """Return a size such as 24.5 KB."""
        return filesizeformat(super().get_value(instance))


class MomentColumn(Column):
    """A moment, also one to come, of which Wagtail's own column says "just now"."""

    def get_value(self, instance: Any) -> str:
        """Return the moment in the user's language and time zone."""
        return date_format(localtime(super().get_value(instance)), "SHORT_DATETIME_FORMAT")


class SnapshotsReport(ReportView):
    """The stored answers, searchable by a part of the address."""

    template_name = "results/snapshots/report.html"
    page_title = _("Snapshots")
    header_icon = "history"
    index_url_name = "results_snapshots_admin:report"
    index_results_url_name = "results_snapshots_admin:report_results"
    default_ordering = "-pk"
    table_classname = "listing results-snapshots__list"
    model = Snapshot
    is_searchable = True
    search_fields = ("url",)
    columns = (
        AddressColumn("url", label=_("Address"), sort_key="url", classname="title"),
        SizeColumn("size", label=_("Size"), sort_key="size"),
        Column("asked", label=_("Times asked for"), sort_key="asked"),
        DateColumn("made_at", label=_("Made"), sort_key="made_at"),
        MomentColumn("valid_until", label=_("Good until"), sort_key="valid_until"),
    )
    list_export = ("url", "size", "asked", "made_at", "valid_until")
    export_headings = {
        "url": _("Address"),
        "size": _("Size"),
        "asked": _("Times asked for"),
        "made_at": _("Made"),
        "valid_until": _("Good until"),
    }

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let in whoever may see them."""
        if not may_see(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self) -> Any:
        """Return the valid rows, without their bodies."""
        return valid_rows().defer("body", "gzip", "brotli")

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the numbers, and whether the person may drop anything."""
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        if not self.results_only:
            context["status"] = status()
        context["may_drop"] = may_drop(self.request.user)
        return context


REPORT = "results_snapshots_admin:report"


class ClearScreen(WagtailAdminTemplateMixin, View):
    """Drops every snapshot, after a question."""

    template_name = "results/snapshots/clear.html"
    header_icon = "bin"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let in whoever may drop snapshots."""
        if not may_drop(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        """Return the title."""
        return gettext("Clear all")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the breadcrumbs from the report to here."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse(REPORT), "label": gettext("Snapshots")},
            {"url": "", "label": self.get_page_title()},
        ]

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
