"""Where it is shown how pages stand in each language: the home page, the explorer, the status panel, the reports."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_lazy as _

from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.coreutils import multigetattr
from wagtail.models import Locale, Page, get_page_models
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail_localize.views.report import TranslationsReportView

from django_filters import ChoiceFilter, ModelChoiceFilter

from ...admin.reports import ExportingReport
from ...languages.standing import (
    Standing,
    languages_of,
    standing_of,
    standing_of_pages,
    standing_of_snippets,
    translated_pages,
    with_people,
    work_of,
)
from ...publishing.people import pages_of, visible_pages
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


# By name: what `Standing` counts, and what it means.
STATES = {
    "missing": ("texts.missing", _("Texts are missing")),
    "stale": ("texts.stale", _("Source has changed")),
    "faulty": ("texts.faulty", _("Numbers, links or terms differ")),
    "machine": ("texts.machine", _("Translated by a machine")),
    "memory": ("texts.memory", _("From the translation memory")),
    "differing": ("differing", _("Differs from the original")),
    "newer": ("source_newer", _("Source is newer")),
    "alias": ("is_alias", _("Not translated")),
}
# Of the page itself nothing is counted.
UNCOUNTED = {"newer", "alias"}


class LanguagesFilter(WagtailFilterSet):
    """Filters of the report."""

    locale = ModelChoiceFilter(label=_("Language"), queryset=Locale.objects.all())
    needs = ChoiceFilter(
        label=_("Needs review"),
        choices=[(name, label) for name, (_counted, label) in STATES.items()],
    )

    class Meta:
        model = Page
        fields = ("locale", "needs", "live")

    def chosen(self, rows: list[Standing]) -> list[Standing]:
        """Return those of the rows that the filters let through."""
        asked = self.form.cleaned_data
        language, needs, live = (asked.get(name) for name in self.Meta.fields)
        return [
            row
            for row in rows
            if language in {None, row.locale}
            and (not needs or multigetattr(row, STATES[needs][0]))
            and live in {None, row.live}
        ]


class EditableTitleColumn(TitleColumn):
    """The title, linked to the editor for users who may edit the page or snippet."""

    def get_link_url(self, instance: Any, parent_context: Any) -> str | None:
        found = AdminURLFinder(parent_context["request"].user).get_edit_url(instance.item)
        return None if found is None else str(found)


class StateColumn(Column):
    """The states of the texts with their numbers, linked to them for users who may work on that."""

    cell_template_name = "results/translation/states_cell.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        """Add `states`: the label of each, how many texts and words are in it, and their URL or ""."""
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        user = parent_context["request"].user
        context["states"] = [
            (
                label,
                0 if name in UNCOUNTED else count,
                instance.words[name],
                self._url(instance, name, user),
            )
            for name, (counted, label) in STATES.items()
            if (count := multigetattr(instance, counted))
        ]
        return context

    def _url(self, row: Standing, name: str, user: Any) -> str:
        if name == "differing":
            return row.differences_url_for(user)
        is_of_texts = STATES[name][0].startswith("texts.")
        edit = AdminURLFinder(user).get_edit_url(row.item) if is_of_texts else ""
        if edit and row.strings_url:
            return f"{row.strings_url}?doubt={name}"
        return "" if isinstance(row.item, Page) else edit or ""


class PersonColumn(DateColumn):
    """A day, and below it the name of the person who did that then."""

    cell_template_name = "results/translation/person_cell.html"

    def __init__(self, name: str, person: str, label: Any) -> None:
        super().__init__(name, label=label, sort_key=name)
        self.person = person

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        """Add `person`, the name or None."""
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        return {**context, "person": getattr(instance, self.person)}


class LanguagesReport(ExportingReport):
    """Every page and snippet in every other language, with its counts; sorted, filtered and exported."""

    template_name = "results/translation/report.html"
    page_title = _("Languages of the results")
    header_icon = "wagtail-localize-language"
    index_url_name = "results_translation:report"
    index_results_url_name = "results_translation:report_results"
    filterset_class = LanguagesFilter
    any_permission_required = ("add", "change", "publish")
    default_ordering = "title"
    model = Page
    is_searchable = False
    columns = (
        EditableTitleColumn(
            "title", label=_("Page"), sort_key="title", classname="title results-languages__title"
        ),
        Column("locale", label=_("Language"), sort_key="locale.language_code"),
        Column("texts.total", label=_("Texts"), sort_key="texts.total"),
        StateColumn("state", label=_("State")),
        PersonColumn("since", "asked_by", _("Open since")),
        PersonColumn("last_translated_at", "last_translator", _("Last translated")),
    )
    export_headings = {
        "title": _("Page"),
        "locale.language_code": _("Language"),
        "live": _("Public"),
        "texts.total": _("Texts"),
        "words.total": _("Words"),
        "texts.translated": _("Translated"),
        "words.missing": _("Missing words"),
        **dict(STATES.values()),
        "since": _("Open since"),
        "asked_by": _("Asked for by"),
        "last_translator": _("Last translator"),
        "last_translated_at": _("Last translated"),
    }
    list_export = tuple(export_headings)

    @cached_property
    def permission_policy(self) -> Any:
        return PagePermissionPolicy()

    def get_filename(self) -> str:
        return f"languages-{date.today():%Y-%m-%d}"

    def get_queryset(self) -> Any:
        """Return the versions that the user may see of what they may do anything with, as a list."""
        user = self.request.user
        keys = pages_of(user).values("translation_key")
        seen = visible_pages(user).values("pk")
        pages = translated_pages().filter(translation_key__in=keys, pk__in=seen)
        return self._in_order([*standing_of_pages(pages), *standing_of_snippets(user)])

    def filter_queryset(self, rows: Any) -> Any:
        return self.filters.chosen(rows) if self.filters and self.filters.is_valid() else rows

    def _in_order(self, rows: list[Standing]) -> list[Standing]:
        """Order as chosen, with what has no such value last in both directions."""
        name, is_down = self.ordering.lstrip("-"), self.ordering.startswith("-")

        def value(row: Standing) -> Any:
            return multigetattr(row, name)

        rows.sort(key=lambda row: row.title)
        known = [row for row in rows if value(row) is not None]
        known.sort(key=value, reverse=is_down)
        return known + [row for row in rows if value(row) is None]

    def decorate_paginated_queryset(self, rows: Any) -> Any:
        return with_people(list(rows))


class AllTranslations(TranslationsReportView):
    """Every translation of the site, with its counts."""

    def get_queryset(self) -> Any:
        """Return wagtail-localize's rows with all that is shown of them.

        Those of a page are for people with a right on it or on what it translates.
        """
        mine = pages_of(self.request.user).filter(
            Q(locale=OuterRef("target_locale")) | Q(locale=OuterRef("source__locale")),
            translation_key=OuterRef("source__object_id"),
        )
        pages = ContentType.objects.get_for_models(*get_page_models()).values()
        return (
            super()
            .get_queryset()
            .filter(Exists(mine) | ~Q(source__specific_content_type__in=pages))
            .select_related("source__locale", "source__specific_content_type", "target_locale")
            .order_by("source__object_repr", "target_locale__language_code", "pk")
        )

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        """Say of each row how it stands, as the other screens do."""
        rows = list(object_list)
        keys = {row.source.object_id for row in rows}
        pages = translated_pages().filter(translation_key__in=keys)
        found = {row.translation_id: row for row in (*standing_of(rows), *standing_of_pages(pages))}
        for row in rows:
            said = found[row.pk].summary if row.pk in found else ""
            # The template asks for it as of wagtail-localize's own.
            row.get_status_display = lambda said=said: said
        return rows
