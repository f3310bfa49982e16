"""Wagtail hooks: the page behind an answer, permissions, and the report in the admin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import Permission
from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _

from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .admin import POLICY, SEE

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest
    from django.urls import URLResolver


class SnapshotsMenuItem(MenuItem):
    """Leads those to the report who may see it."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Return whether the user may see the report."""
        return POLICY.user_has_any_permission(request.user, SEE)


@hooks.register("before_serve_page")
def note_page(page: Any, request: Any, args: Any, kwargs: Any) -> None:
    """Let whoever stores the answer know of its page, and of the view below it that answers."""
    request.results_page_id = page.pk
    request.results_declaring = kwargs.get("answer") or page


@hooks.register("register_permissions")
def register_permissions() -> QuerySet[Permission]:
    """Let groups be given the right to see the snapshots, and to drop them."""
    return Permission.objects.filter(
        content_type__app_label="results_snapshots",
        codename__in=[f"{action}_snapshot" for action in SEE],
    )


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLResolver]:
    """Return the URLs of the report."""
    return [path("", include("results.snapshots.admin"))]


@hooks.register("register_reports_menu_item")
def register_report() -> MenuItem:
    """Lead to the report."""
    return SnapshotsMenuItem(
        _("Snapshots"),
        reverse_lazy("results_snapshots_admin:report"),
        icon_name="history",
        order=660,
    )
