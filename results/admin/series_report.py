"""The screen with the series of every figure below an index page, and their gaps."""

from __future__ import annotations

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from ..models.index import ResultsIndexPageMixin
from ..quantities import Change, Incomparable, format_change, format_period
from ..quantities.locales import active_language
from ..record.queries import visible_figures
from ..record.series import Point, series_of
from .figures_report import WORKING


class SeriesReport(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """A row for each figure, a column for each edition."""

    template_name = "results/admin/series.html"
    page_title = _("Series of figures")
    header_icon = "results-figures"
    breadcrumbs_items = (
        *WagtailAdminTemplateMixin.breadcrumbs_items,
        {"url": "", "label": page_title},
    )
    any_permission_required = WORKING

    @cached_property
    def permission_policy(self) -> Any:
        return PagePermissionPolicy()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the index pages that have figures, the one that is shown, its editions and rows."""
        figures = visible_figures(self.request.user)
        pages = Page.objects.filter(pk__in=figures.values("page")).only("path", "depth")
        paths = {page.path[: -page.steplen] for page in pages}
        found = Page.objects.type(ResultsIndexPageMixin).filter(path__in=paths)
        indexes = list(found.defer_streamfields().specific())
        asked = self.request.GET.get("index")
        index = next((each for each in indexes if str(each.pk) == asked), None) or next(
            iter(indexes), None
        )
        editions, series = series_of(index, figures) if index else ([], [])
        language = active_language()
        return super().get_context_data(
            indexes=indexes,
            index=index,
            editions=[format_period(each.period, language) for each in editions],
            rows=[(each.name, _cells(each.along(editions), language)) for each in series],
            **kwargs,
        )


def _cells(points: list[Point | None], language: str) -> list[dict[str, str]]:
    return [
        {"figure": "", "change": ""}
        if point is None
        else {"figure": point.row.text(language), "change": _change(point.change, language)}
        for point in points
    ]


def _change(change: Change | Incomparable | None, language: str) -> str:
    if change is None:
        return ""
    return (
        str(change.label) if isinstance(change, Incomparable) else format_change(change, language)
    )
