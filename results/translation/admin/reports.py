"""The reports of all pages in all languages: the plugin's, and wagtail-localize's, which tells the truth."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Locale, Page, get_page_models
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail_localize.views.report import TranslationsReportView

from django_filters import ChoiceFilter, ModelChoiceFilter

from ...publishing.people import pages_of, visible_pages
from ...reading.publicity import ORIGINAL
from ..tables import TranslationStatus
from .status import differences_url, is_alias, strings_url, summary_of_counts, translated_pages
from .status import summary_of as summary_of_page

NEEDS = {
    "stale": (_("Source has changed"), Q(stale__gt=0)),
    "faulty": (_("Numbers, links or terms differ"), Q(faulty__gt=0)),
    "machine": (_("Translated by a machine"), Q(machine__gt=0)),
    "memory": (_("From the translation memory"), Q(memory__gt=0)),
    "missing": (_("Texts are missing"), Q(missing__gt=0)),
    "differing": (_("Differs from the original"), Q(differing__gt=0)),
    "newer": (_("Source is newer"), Q(source_newer=True)),
    "alias": (_("Not translated"), Q(**{f"{ORIGINAL}__isnull": False})),
}


class LanguagesFilter(WagtailFilterSet):
    """Filters of the report."""

    locale = ModelChoiceFilter(label=_("Language"), queryset=Locale.objects.all())
    needs = ChoiceFilter(
        label=_("Needs review"),
        choices=[(name, label) for name, (label, _condition) in NEEDS.items()],
        method="filter_needs",
    )

    class Meta:
        model = Page
        fields = ("locale", "needs", "live")

    def filter_needs(self, pages: Any, name: str, value: str) -> Any:
        return pages.filter(NEEDS[value][1])


class EditableTitleColumn(TitleColumn):
    """The title, linked to the editor for users who may edit the page."""

    def get_link_url(self, instance: Any, parent_context: Any) -> str | None:
        if not instance.permissions_for_user(parent_context["request"].user).can_edit():
            return None
        return reverse("wagtailadmin_pages:edit", args=[instance.pk])


class LinkedNumberColumn(Column):
    """A number, linked to what it counts where `url_of` gives a URL; empty where there is none."""

    cell_template_name = "results/translation/strings_cell.html"

    def url_of(self, instance: Any, user: Any) -> str:
        raise NotImplementedError

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        """Add `url` and `number`."""
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        context["url"] = self.url_of(instance, parent_context["request"].user)
        context["number"] = self.get_value(instance)
        return context


class StringsColumn(LinkedNumberColumn):
    """A number of strings, linked to them for users who may edit them."""

    def url_of(self, instance: Any, user: Any) -> str:
        may_edit = bool(strings_url(instance)) and instance.permissions_for_user(user).can_edit()
        return f"{strings_url(instance)}?doubt={self.name}" if may_edit else ""


class DifferencesColumn(LinkedNumberColumn):
    """How much differs from the original, linked to it for users who may publish the page."""

    def url_of(self, instance: Any, user: Any) -> str:
        may_publish = instance.permissions_for_user(user).can_publish()
        return differences_url(instance) if may_publish else ""


class YesColumn(Column):
    """ "Yes" where something holds, otherwise empty."""

    def get_value(self, instance: Any) -> Any:
        return _("Yes") if super().get_value(instance) else ""


class LanguagesReport(ReportView):
    """Every page in every other language, with its counts; sorted, filtered and exported."""

    template_name = "results/translation/report.html"
    page_title = _("Languages of the results")
    header_icon = "wagtail-localize-language"
    index_url_name = "results_translation:report"
    index_results_url_name = "results_translation:report_results"
    filterset_class = LanguagesFilter
    any_permission_required = ("add", "change", "publish")
    default_ordering = "title"
    table_classname = "listing results-languages"
    model = Page
    is_searchable = False
    columns = (
        EditableTitleColumn(
            "title",
            label=_("Page"),
            sort_key="title",
            classname="title results-languages__title",
        ),
        Column("locale", label=_("Language"), accessor="locale", sort_key="locale"),
        Column("total", label=_("Texts"), sort_key="total"),
        Column("translated", label=_("Translated"), sort_key="translated"),
        StringsColumn("missing", label=_("Missing"), accessor="missing", sort_key="missing"),
        StringsColumn("stale", label=_("Changed"), accessor="stale", sort_key="stale"),
        StringsColumn("faulty", label=_("Differ"), accessor="faulty", sort_key="faulty"),
        StringsColumn("machine", label=_("Machine"), accessor="machine", sort_key="machine"),
        StringsColumn("memory", label=_("Memory"), accessor="memory", sort_key="memory"),
        DifferencesColumn("differing", label=_("Original"), sort_key="differing"),
        YesColumn("source_newer", label=_("Source newer"), sort_key="source_newer"),
        YesColumn("alias", label=_("Shows source"), accessor=is_alias, sort_key=ORIGINAL),
        Column("last_translator", label=_("Last translator"), accessor="last_translator"),
        DateColumn("last_translated_at", label=_("Last translated"), sort_key="last_translated_at"),
    )
    export_headings = {
        "title": _("Page"),
        "locale.language_code": _("Language"),
        "live": _("Public"),
        "total": _("Texts"),
        "translated": _("Translated"),
        "missing": _("Missing"),
        "stale": _("Changed"),
        "faulty": _("Differ"),
        "machine": _("By machine"),
        "memory": _("From memory"),
        "differing": _("Differs from the original"),
        "source_newer": _("Source newer"),
        "is_alias": _("Shows source"),
        "last_translator": _("Last translator"),
        "last_translated_at": _("Last translated"),
        "full_url": _("Address"),
    }
    list_export = tuple(export_headings)

    @cached_property
    def permission_policy(self) -> Any:
        return PagePermissionPolicy()

    def get_filename(self) -> str:
        return f"languages-{date.today():%Y-%m-%d}"

    def get_base_queryset(self) -> Any:
        """Return the versions that the user may see of pages with which they may do anything."""
        user = self.request.user
        keys = pages_of(user).values("translation_key")
        seen = visible_pages(user).values("pk")
        return translated_pages().filter(translation_key__in=keys, pk__in=seen)

    def order_queryset(self, queryset: Any) -> Any:
        """Order as chosen, with pages that were never translated last in both directions."""
        name = self.ordering.lstrip("-")
        if name != "last_translated_at":
            return super().order_queryset(queryset)
        order = F(name).desc if self.ordering.startswith("-") else F(name).asc
        return queryset.order_by(order(nulls_last=True), "pk")

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        """Add the last translator to each row, and whether it is an alias."""
        users = get_user_model()._default_manager.in_bulk(
            {row.last_translator_id for row in object_list if row.last_translator_id}
        )
        for row in object_list:
            row.last_translator = users.get(row.last_translator_id, "")
            row.is_alias = is_alias(row)
        return object_list


class AllTranslations(TranslationsReportView):
    """Every translation of the site, with its counts."""

    export_headings = {
        "source.specific_content_type.name": _("Content type"),
        "source.object_repr": _("Source"),
        "source.locale.language_code": _("Source language"),
        "target_locale.language_code": _("Language"),
        "enabled": _("Synchronised"),
        "status.total": _("Texts"),
        "status.translated": _("Translated"),
        "status.stale": _("Changed"),
        "status.faulty": _("Differ"),
        "status.machine": _("By machine"),
        "status.memory": _("From memory"),
        "get_status_display": _("State"),
    }
    list_export = tuple(export_headings)

    def get_filename(self) -> str:
        return f"translations-{date.today():%Y-%m-%d}"

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
            .select_related(
                "source__locale", "source__specific_content_type", "target_locale", "status"
            )
            .order_by("source__object_repr", "target_locale__language_code", "pk")
        )

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        """Say of each row how it stands, as the other screens do."""
        rows = list(object_list)
        keys = {row.source.object_id for row in rows}
        pages = {
            (page.translation_key, page.locale_id): page
            for page in translated_pages().filter(translation_key__in=keys)
        }
        for row in rows:
            if not hasattr(row, "status"):
                # The export asks for its counts.
                row.status = TranslationStatus()
            page = pages.get((row.source.object_id, row.target_locale_id))
            said = summary_of_page(page) if page else summary_of_counts(row)
            # The template and the export ask for it as of wagtail-localize's own.
            row.get_status_display = lambda said=said: said
        return rows
