"""The report of the stored answers: the numbers, and the list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView

from ..models import Snapshot
from ..operations.reports import status
from ..operations.verifying import valid_rows
from .columns import AddressColumn, MomentColumn, SizeColumn
from .rights import may_drop, may_see

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase


class SnapshotsReport(ReportView):
    """What is stored of the public site, found by a part of its address."""

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
        """Those that a visitor may be given now, without their bodies."""
        return valid_rows().defer("body", "gzip", "brotli")

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the numbers, and whether the person may drop anything."""
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        if not self.results_only:
            context["status"] = status()
        context["may_drop"] = may_drop(self.request.user)
        return context
