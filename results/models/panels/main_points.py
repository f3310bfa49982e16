"""The panel that offers main points made from the figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from wagtail.admin.panels import Panel
from wagtail.models import Page

if TYPE_CHECKING:
    from django.http import HttpRequest


class OffersPanel(Panel):
    """A button that offers a sentence for each key figure; none is stored until an editor keeps it."""

    class BoundPanel(Panel.BoundPanel):
        """The panel for one page."""

        template_name = "results/admin/offers_panel.html"
        media = forms.Media(js=["results/main_points.js"], css={"all": ["results/admin.css"]})

        def is_shown(self) -> bool:
            """Hide the panel on a new page, which has no figures yet."""
            return bool(self.instance and self.instance.pk)


@require_safe
def offers_view(request: HttpRequest, page_id: int) -> JsonResponse:
    """Answer {"offers"} (see `offers`) for the latest draft; for users who may edit the page."""
    from ..main_points import offers

    page = get_object_or_404(Page, pk=page_id).specific
    if not hasattr(page, "main_points"):
        raise Http404
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return JsonResponse({"offers": offers(page.get_latest_revision_as_object())})
