"""Wires the translator's views into Wagtail's admin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.urls import path

from wagtail import hooks

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.urls import URLPattern

# Without wagtail-localize a system check says what is missing; nothing here could be imported.
if apps.is_installed("wagtail_localize"):
    from .views import SubmitView, SyncView, refuse_publishing

    @hooks.register("before_edit_page", order=-1)
    def before_edit_page(request: HttpRequest, page: Any) -> HttpResponse | None:
        """Before wagtail-localize's own handler, which answers the request."""
        return refuse_publishing(request, page)

    @hooks.register("register_admin_urls", order=-1)
    def register_admin_urls() -> list[URLPattern]:
        """The addresses of two views of wagtail-localize, found here first."""
        return [
            path("localize/submit/page/<int:page_id>/", SubmitView.as_view()),
            path("localize/update/<int:translation_source_id>/", SyncView.as_view()),
        ]
