"""What can be done about stored answers: drop them all."""

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
from ..operations.tidying import clear
from .rights import may_drop

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase

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
