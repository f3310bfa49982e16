"""wagtail-localize's report of translations, which tells the truth, and can be exported.

It has every translatable page and snippet of the site, and would call a page up to date whose texts are
older than their source.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from wagtail.models import get_page_models
from wagtail_localize.views.report import TranslationsReportView

from ...publishing.visible import pages_of
from ..overview import summary_of as summary_of_page
from ..overview import summary_of_counts, translated_pages
from ..tables import TranslationStatus


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
        "status.memory": _("From elsewhere"),
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
