"""What the screens of an import have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views import View

from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from ...models import ResultsIndexPageMixin
from ..drafting import already_imported
from ..drafting.place import taken_by
from ..drafting.writing import check_free
from ..errors import ImportRefused

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase

    from ..drafting import Place, Source


class ImportScreen(WagtailAdminTemplateMixin, View):
    """A screen of an import below an index page that the person may add pages to."""

    page_title: Any = ""
    header_icon = "upload"

    @property
    def user(self) -> Any:
        """The person; the admin's addresses let nobody else in."""
        return self.request.user

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Lead away, with a reason, whoever comes to an index page that is gone."""
        if self.index is None:
            messages.error(request, _("The page that the edition was to go below is gone."))
            return redirect("wagtailadmin_explore_root")
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def index(self) -> Any:
        """The index page, None where it is gone.

        Raises PermissionDenied for a page of another type, and where the person may add nothing.
        """
        page = Page.objects.filter(pk=self.kwargs["index_id"]).first()
        if page is None:
            return None
        page = page.specific
        if not isinstance(page, ResultsIndexPageMixin):
            raise PermissionDenied
        if not page.permissions_for_user(self.user).can_add_subpage():
            raise PermissionDenied
        return page

    def get_page_title(self) -> str:
        """The title of the screen."""
        return _("New edition from document")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way from the explorer to here."""
        explore = reverse("wagtailadmin_explore", args=[self.index.pk])
        return [
            *self.breadcrumbs_items,
            {"url": explore, "label": self.index.get_admin_display_title()},
            {"url": "", "label": self.get_page_title()},
        ]

    def explain(self, error: ImportRefused, source: Source, place: Place | None) -> str:
        """The reason, with a link to the edition that is in the way if the person may edit it."""
        page = _in_the_way(error, source, place) if place is not None else None
        if page is None or not page.permissions_for_user(self.user).can_edit():
            return str(error)
        return format_html(
            '{} <a href="{}">{}</a>',
            str(error),
            reverse("wagtailadmin_pages:edit", args=[page.pk]),
            _("Look at that edition"),
        )


def check_new(source: Source, place: Place) -> None:
    """Raise ImportRefused where the document was imported before, or the period has an edition."""
    known = already_imported(source, place)
    if known is not None and known.page is not None:
        raise ImportRefused(
            _("This document was imported before, as “%(title)s”.") % {"title": known.page.title},
            "imported_before",
        )
    check_free(place)


def _in_the_way(error: ImportRefused, source: Source, place: Place) -> Any:
    if error.code == "imported_before":
        known = already_imported(source, place)
        return known.page.specific if known is not None and known.page is not None else None
    return taken_by(place) if error.code == "period_taken" else None
