"""The state of each page in each language: one row for each translated page, and where it is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, JSONObject
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from wagtail.admin.ui.components import Component
from wagtail.admin.ui.side_panels import PageStatusSidePanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.coreutils import get_supported_content_language_variant
from wagtail.models import Page
from wagtail_localize.models import TranslationSource

from ...publishing.guard import is_guarded
from ...publishing.models import Kind, Publication
from ...publishing.people import pages_of
from ...publishing.steps import content_types
from ...reading.provenance import COUNTS
from ...reading.publicity import ORIGINAL, with_originals
from ..blocks import OURS
from ..tables import translations_to

if TYPE_CHECKING:
    from django.http import HttpRequest

COUNTED = ("total", "translated", "stale", "machine", "memory", "faulty", "doubtful")
STATUS_TEMPLATE = "results/translation/status.html"
LISTED = 8


def first_language_code() -> str:
    """Return the code of the site's first language, as `Locale.get_default()` has it; no query."""
    code: str = get_supported_content_language_variant(settings.LANGUAGE_CODE)
    return code


def translated_pages(among: Any = None) -> Any:
    """Return every page of our types in a language that it was not written in, with its status.

    Or those `among` other pages.

    Each page has the counts of `TranslationStatus` (0 where nothing is translated by strings), and
    `differing` (see `LanguageVersion.to_look_at`), `missing`, `last_translated_at`,
    `last_translator_id`, `translation_id` (None for a page that is none of wagtail-localize's),
    `is_in_work`, `source_newer` (the source has been published and this page has not followed yet)
    and `results_original_id` (set for whatever is treated as an alias). One query, whatever their
    number.
    """
    translation = translations_to()
    status = {
        name: Subquery(translation.values(f"status__{name}")[:1])
        for name in (*COUNTED, "last_translated_at", "last_translated_by")
    }
    first_language = Q(locale__language_code=first_language_code())
    siblings = Page.objects.filter(first_language, translation_key=OuterRef("translation_key"))
    if among is None:
        among = Page.objects.filter(content_type__in=content_types())
    return (
        with_originals(among)
        .annotate(
            translation_id=Subquery(translation.values("pk")[:1]),
            differing=Coalesce("language_version__to_look_at", 0),
            is_in_work=Exists(translation.filter(enabled=True)),
            source_newer=Exists(_published_since_followed()),
            last_translated_at=status["last_translated_at"],
            last_translator_id=status["last_translated_by"],
            **{name: Coalesce(status[name], 0) for name in COUNTED},
        )
        .annotate(missing=F("total") - F("translated"))
        .filter(
            Q(translation_id__isnull=False)
            | (~first_language & (Q(alias_of__isnull=False) | Exists(siblings)))
        )
        .select_related("locale", "language_version")
    )


def _published_since_followed() -> Any:
    # Not by the page's own time: a revision may be published after its content has become public.
    published = Publication.objects.filter(
        kind=Kind.PUBLISHED,
        translation_key=OuterRef("object_id"),
        language_code=OuterRef("locale__language_code"),
        created_at__gt=OuterRef("last_updated_at"),
    )
    return TranslationSource.objects.filter(
        Exists(published),
        object_id=OuterRef("translation_key"),
        translations__target_locale_id=OuterRef("locale_id"),
        translations__enabled=True,
    )


def languages_of(pages: Iterable[Page]) -> dict[Any, list[Any]]:
    """Return the rows of `translated_pages` for these pages, by translation key; at most one query."""
    found: dict[Any, list[Any]] = {}
    keys = {page.translation_key for page in pages if is_guarded(page)}
    if not keys:
        return found
    for row in translated_pages().filter(translation_key__in=keys).order_by("locale_id"):
        found.setdefault(row.translation_key, []).append(row)
    return found


def is_alias(row: Any) -> bool:
    """Return whether the row's page shows its source."""
    return getattr(row, ORIGINAL) is not None


def with_counts(pages: Any) -> Any:
    """Annotate `results_counts`, the `TranslationCounts` of each page; None for a source."""
    sources = translations_to().values("source__locale__language_code")
    # A page by hand is a version of that in the site's first language.
    source = Coalesce(Subquery(sources[:1]), Value(first_language_code()))
    counts = {name: name for name in (*COUNTED, "source_newer", "source_language")}
    rows = translated_pages(Page.objects.filter(pk=OuterRef("pk")))
    rows = rows.annotate(source_language=source)
    return pages.annotate(**{COUNTS: Subquery(rows.values(counts=JSONObject(**counts))[:1])})


def summary_of(row: Any) -> str:
    """Return the row in a few words: "41 of 42 translated, 2 to look at"."""
    if is_alias(row):
        return _("Not translated: shows its source")
    if not row.is_in_work:
        parts = [_("Stopped") if row.translation_id else _("By hand")]
        return ", ".join([*parts, *differences_of(row)])
    parts = _counts(row)
    if row.source_newer:
        parts.append(_("source is newer"))
    return ", ".join([*parts, *differences_of(row)])


def summary_of_counts(translation: Any) -> str:
    """Return how far a translation of anything has come, in the same words."""
    if not translation.enabled:
        return _("Stopped")
    status = translation.status
    return ", ".join(_counts(status)) if status.pk else _("Not counted yet")


def _counts(row: Any) -> list[str]:
    counts = {"translated": row.translated, "total": row.total}
    parts = [_("%(translated)d of %(total)d translated") % counts]
    if missing := row.total - row.translated:
        parts.append(_("%(count)d missing") % {"count": missing})
    if row.doubtful:
        parts.append(
            ngettext("%(count)d to review", "%(count)d to review", row.doubtful)
            % {"count": row.doubtful}
        )
    return parts


def differences_of(row: Any) -> list[str]:
    """Return in a few words how the row's public page differs from its source, besides its strings."""
    version = getattr(row, "language_version", None)
    if version is None:
        return []
    counts = (
        (ngettext_lazy("%(count)d older", "%(count)d older", "count"), len(version.older_by_hand)),
        (
            ngettext_lazy("%(count)d not translated", "%(count)d not translated", "count"),
            len(version.untranslated) if version.by_hand else 0,
        ),
        (
            ngettext_lazy("%(count)d differs", "%(count)d differ", "count"),
            len(version.unexplained),
        ),
    )
    return [str(text % {"count": count}) for text, count in counts if count]


def differences_url(row: Any) -> str:
    """Return the URL of the row's differences, "" for a page that was never compared."""
    if is_alias(row) or not hasattr(row, "language_version"):
        return ""
    return reverse("results_admin:language_differences", args=[row.pk])


def strings_url(row: Any) -> str:
    """Return the URL of the row's changed strings, "" for a page without strings, or whose
    translation is stopped."""
    if not row.is_in_work:
        return ""
    return reverse("results_translation:strings", args=[row.translation_id])


def screen_of(row: Any) -> str:
    """Return the URL of the screen on which the row's page is put right, "" where there is none."""
    return strings_url(row) or differences_url(row)


def pressing_pages(user: Any) -> Any:
    """Return the pages whose languages need a look and that the user may edit, the most pressing first."""
    doubts = Q(stale__gt=0) | Q(faulty__gt=0) | Q(source_newer=True) | Q(machine__gt=0)
    mine = pages_of(user, ["change"])
    return (
        translated_pages()
        .filter(Q(differing__gt=0) | (Q(is_in_work=True) & doubts), pk__in=mine.values("pk"))
        .order_by("-source_newer", "-faulty", "-stale", "title")
    )


class LanguagesColumn(Column):
    """The languages of each page in a list, with one query for the whole list."""

    cell_template_name = "results/translation/languages_cell.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        """Add `rows`, pairs of a language code and its summary."""
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        table: Any = parent_context["table"]
        if not hasattr(table, "results_languages"):
            table.results_languages = languages_of(table.data)
        rows = table.results_languages.get(instance.translation_key, [])
        own = [row for row in rows if row.pk == instance.pk]
        context["rows"] = [(row.locale.language_code, summary_of(row)) for row in own or rows]
        return context


class LanguagesPanel(Component):
    """Pages on the dashboard whose languages need a look, the most pressing first."""

    name = "results_languages"
    template_name = "results/translation/dashboard.html"
    order = 250

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """Add `rows` for pages that the user may edit, and the number of further ones."""
        mine = pressing_pages(parent_context["request"].user)
        return {
            "rows": [(row, summary_of(row), screen_of(row)) for row in mine[:LISTED]],
            "more": max(0, mine.count() - LISTED),
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


def status_panel_of(page: Any, request: HttpRequest) -> PageStatusSidePanel:
    """Return Wagtail's status panel of a page for screens beside its editor."""
    others = page.get_translations().select_related("locale")
    return PageStatusSidePanel(
        page.get_latest_revision_as_object(),
        request,
        show_schedule_publishing_toggle=False,
        live_object=page,
        scheduled_object=page.get_scheduled_revision_as_object(),
        locale=page.locale,
        translations=[
            {"locale": each.locale, "url": reverse("wagtailadmin_pages:edit", args=[each.pk])}
            for each in others
        ],
    )


def with_languages(plain: Callable[[Any, Any], list[str]]) -> Callable[[Any, Any], list[str]]:
    """Show the languages in Wagtail's status panel."""

    def get_status_templates(self: Any, context: Any) -> list[str]:
        templates = plain(self, context)
        if isinstance(self.object, OURS) and self.object.pk:
            templates.append(STATUS_TEMPLATE)
        return templates

    return get_status_templates
