"""The panel that lists an edition as it was, and lets it be hidden from readers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from wagtail.admin.panels import Panel

from ...record.versions import EditionVersion, versions_of
from ..changes import may_change_figures
from ..versions import version_address

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class VersionsPanel(Panel):
    """The edition before each change of its published figures."""

    class BoundPanel(Panel.BoundPanel):
        """The panel for one page."""

        template_name = "results/admin/versions_panel.html"

        def is_shown(self) -> bool:
            """Hide the panel on an edition that has no versions."""
            return bool(self._versions)

        @cached_property
        def _versions(self) -> list[EditionVersion]:
            page = self.instance
            return list(versions_of(page).filter(withdrawn=False)) if page and page.pk else []

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add the versions, each with its address."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            page, url = self.instance, self.instance.get_url(self.request) or ""
            language = page.locale.language_code
            context["versions"] = [
                (each, version_address(url, language, each)) for each in self._versions
            ]
            context["is_live"] = page.live
            context["may_hide"] = may_change_figures(self.request.user, page)
            return context


@require_POST
def hide_version_view(request: HttpRequest, version_id: int) -> HttpResponse:
    """Hide a version from readers, or show it again; for users who may publish changed figures."""
    version = get_object_or_404(EditionVersion.objects.select_related("page"), pk=version_id)
    if not may_change_figures(request.user, version.page):
        raise PermissionDenied
    version.is_public = not version.is_public
    version.save(update_fields=["is_public"])
    messages.success(
        request,
        _("Readers can see version %(number)s.") % {"number": version.number}
        if version.is_public
        else _("Readers cannot see version %(number)s any more.") % {"number": version.number},
    )
    return redirect("wagtailadmin_pages:edit", version.page_id)
