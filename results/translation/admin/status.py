"""Where it is shown how pages stand in each language: the home page, the explorer, the status panel."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy

from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.viewsets.pages import PageViewSet

from ...languages.standing import languages_of, with_people, work_of
from ..blocks import OURS

STATUS_TEMPLATE = "results/translation/status.html"
LISTED = 8


class LanguagesColumn(Column):
    """The languages of each page in a list, with one query for the whole list."""

    cell_template_name = "results/translation/languages_cell.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        """Add `rows`, how the page stands in each language."""
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        table: Any = parent_context["table"]
        if not hasattr(table, "results_languages"):
            table.results_languages = languages_of(table.data)
        rows = table.results_languages.get(instance.translation_key, [])
        own = [row for row in rows if row.item.pk == instance.pk]
        context["rows"] = own or rows
        return context


class LanguagesPanel(Component):
    """What there is to translate and to review, on the home page, the most pressing first."""

    name = "results_languages"
    template_name = "results/translation/dashboard.html"
    order = 250

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """Add `rows` of what the user may edit, with the URL of each, and the number of further ones."""
        user = parent_context["request"].user
        mine = work_of(user)
        return {
            "rows": [(row, row.url_for(user)) for row in with_people(mine[:LISTED])],
            "more": max(0, len(mine) - LISTED),
        }


class ExplorerView(ExplorableIndexView):
    """Wagtail's list of the pages below a page, with their languages."""

    base_columns = [
        *ExplorableIndexView.base_columns[:-1],
        LanguagesColumn("results_languages", label=gettext_lazy("Languages"), width="16%"),
        ExplorableIndexView.base_columns[-1],
    ]


class ExplorerViewSet(PageViewSet):
    """Wagtail's own, with that list; a site's own viewset for all pages takes its place."""

    index_view_class = ExplorerView


def with_languages(plain: Callable[[Any, Any], list[str]]) -> Callable[[Any, Any], list[str]]:
    """Show the languages in Wagtail's status panel."""

    def get_status_templates(self: Any, context: Any) -> list[str]:
        templates = plain(self, context)
        if isinstance(self.object, OURS) and self.object.pk:
            templates.append(STATUS_TEMPLATE)
        return templates

    return get_status_templates
