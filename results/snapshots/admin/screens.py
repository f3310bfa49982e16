"""What can be done about stored answers: drop all, make one anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View

from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ..models import Snapshot
from ..operations.reasons import explain
from ..operations.tidying import clear
from ..operations.warming import REFUSED, render_anew
from .rights import may_drop

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase

REPORT = "results_snapshots_admin:report"


class DropScreen(View):
    """Something that only those may do who may drop snapshots."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let in whoever may."""
        if not may_drop(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class ClearScreen(WagtailAdminTemplateMixin, DropScreen):
    """Drops every snapshot, after a question."""

    template_name = "results/snapshots/clear.html"
    header_icon = "bin"

    def get_page_title(self) -> str:
        """The title of the screen."""
        return _("Clear all")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way from the report to here."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse(REPORT), "label": _("Snapshots")},
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


class MakeScreen(DropScreen):
    """Has one answer made anew."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, snapshot_id: int) -> HttpResponse:
        """Make it anew, and say what became of it."""
        row = Snapshot.objects.filter(pk=snapshot_id).first()
        if row is None:
            messages.warning(request, _("The snapshot is gone already."))
        else:
            made = render_anew(row)
            if made.state == REFUSED:
                text = _("%(address)s is no longer stored: %(reason)s.")
                reason = explain(made.reason)
                messages.warning(request, text % {"address": made.url, "reason": reason})
            else:
                text = _("%(address)s was made anew.")
                messages.success(request, text % {"address": made.url})
        query = request.POST.get("query", "")
        return redirect(f"{reverse(REPORT)}{'?' if query else ''}{query}")
