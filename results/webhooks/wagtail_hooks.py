"""Wagtail hooks: the screens of webhooks, their menu items, and the panel of what was given up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _

from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .admin import CHANGE, POLICY, REPORT, DeadLettersPanel, EndpointViewSet

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.urls import URLResolver


class DeliveriesMenuItem(MenuItem):
    """Leads those to the log who may see it."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Return whether the user may change webhooks."""
        return POLICY.user_has_permission(request.user, CHANGE)


@hooks.register("register_admin_viewset")
def register_viewset() -> EndpointViewSet:
    """Add the screens of endpoints."""
    return EndpointViewSet()


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLResolver]:
    """Return the URLs of the log and of the buttons."""
    return [path("", include("results.webhooks.admin"))]


@hooks.register("register_reports_menu_item")
def register_report() -> MenuItem:
    """Lead to the log."""
    return DeliveriesMenuItem(
        _("Deliveries of webhooks"), reverse_lazy(REPORT), icon_name="link-external", order=670
    )


@hooks.register("construct_homepage_panels")
def tell_of_dead_letters(request: HttpRequest, panels: list[Any]) -> None:
    """Say on the front page of the admin what was given up, to those who can do something about it."""
    if POLICY.user_has_permission(request.user, CHANGE):
        panels.append(DeadLettersPanel())
