"""The screen that takes an imported draft back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views import View

from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ..drafting import undo, why_not_undo
from ..drafting.undoing import was_edited
from ..errors import ImportRefused
from ..models import DocumentImport

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase


class UndoScreen(WagtailAdminTemplateMixin, View):
    """Takes an imported draft back, after a question."""

    template_name = "results/importing/undo.html"
    header_icon = "undo"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Lead away whoever comes to an import whose draft is gone."""
        if self.record is None:
            messages.warning(request, _("The edition is gone already."))
            return redirect("wagtailadmin_explore_root")
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def record(self) -> Any:
        """The import, None where its draft is gone.

        Raises PermissionDenied for a person who may not delete the draft.
        """
        record = DocumentImport.objects.filter(
            pk=self.kwargs["record_id"], page__isnull=False
        ).first()
        if record is None or record.page is None:
            return None
        if not record.page.specific.permissions_for_user(self.request.user).can_delete():
            raise PermissionDenied
        return record

    def get_page_title(self) -> str:
        """The title of the screen."""
        return _("Undo the import")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way from the explorer to here."""
        page = self.record.page
        return [
            *self.breadcrumbs_items,
            {
                "url": reverse("wagtailadmin_explore", args=[self.record.index_id]),
                "label": self.record.index.specific_deferred.get_admin_display_title(),
            },
            {
                "url": reverse("wagtailadmin_pages:edit", args=[page.pk]),
                "label": page.specific_deferred.get_admin_display_title(),
            },
            {"url": "", "label": self.get_page_title()},
        ]

    def get(self, request: HttpRequest, record_id: int) -> HttpResponse:
        """Ask."""
        return self.render_to_response(
            self.get_context_data(
                record=self.record,
                page=self.record.page,
                reason=why_not_undo(self.record, request.user),
                was_edited=was_edited(self.record),
            )
        )

    def post(self, request: HttpRequest, record_id: int) -> HttpResponse:
        """Delete the draft, or say why not."""
        index_id = self.record.index_id
        try:
            undo(self.record, request.user)
        except ImportRefused as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("The draft is gone, with the images that came with it."))
        return redirect("wagtailadmin_explore", index_id)
