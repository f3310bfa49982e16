"""The list of all editions in the admin menu, and which of them a link can lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from ..models import ResultsPage
from ..publishing.recording import content_types
from ..publishing.visible import visible_pages
from ..quantities import format_period

if TYPE_CHECKING:
    from django.http import HttpRequest


def _period(page: Any) -> str:
    return format_period(page.period, page.locale.language_code) if page.period else "–"


class ResultsListingViewSet(PageListingViewSet):
    """Editions of every index page and language, newest period first."""

    model = ResultsPage
    icon = "results-figures"
    menu_label = _("Results")
    menu_order = 250
    add_to_admin_menu = True
    columns = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label=_("Title"), sort_key="title", classname="title"),
        Column("period", label=_("Period"), accessor=_period, sort_key="period_end"),
        Column("locale", label=_("Language"), accessor="locale", sort_key="locale"),
        Column(
            "latest_revision_created_at",
            label=_("Updated"),
            accessor="latest_revision_created_at",
            sort_key="latest_revision_created_at",
        ),
        PageStatusColumn("status", label=_("Status"), sort_key="live"),
    ]


results_listing = ResultsListingViewSet("results_listing")


def choosable(pages: Any, request: HttpRequest) -> Any:
    """Leave out the results pages that the user may not see; for Wagtail's chooser of pages.

    Raises Http404 where it would list what is below such a page, as it names that page, too.
    """
    ours = Page.objects.filter(content_type__in=content_types())
    hidden = ours.exclude(pk__in=visible_pages(request.user).values("pk"))
    above = request.resolver_match and request.resolver_match.kwargs.get("parent_page_id")
    if above:
        own = PagePermissionPolicy().explorable_instances(request.user)
        if hidden.filter(pk=above).exclude(pk__in=own.values("pk")).exists():
            raise Http404
    return pages.exclude(pk__in=hidden.values("pk"))
