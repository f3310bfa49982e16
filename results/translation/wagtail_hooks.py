"""Register the translation screens with Wagtail's admin."""

from typing import Any

from django.apps import apps
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _

from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.viewsets.base import ViewSet
from wagtail.log_actions import LogActionRegistry
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

# Without wagtail-localize a system check says what is missing; nothing here could be imported.
if apps.is_installed("wagtail_localize"):
    from .admin.editor import (
        EditorWords,
        lead_to_texts,
        machine_translate,
        open_other_editor,
        publish_by_hand,
    )
    from .admin.standings import AllTranslations, ExplorerViewSet, LanguagesPanel, LanguagesReport
    from .admin.string_answers import AskAuthor, CheckString, SuggestStrings, UndoDecision
    from .admin.strings_screen import StringsScreen
    from .glossary import Term
    from .lifecycle.hooks import register_hooks
    from .lifecycle.views import addresses
    from .readiness import ACTION, FaultsFormatter

    REPORT = "reports/results-languages/"
    TEXTS = "results/translations/<int:translation_id>/strings/"
    ONE = f"{TEXTS}<int:string>/"
    SCREENS = [
        path(REPORT, LanguagesReport.as_view(), name="report"),
        path(
            f"{REPORT}results/", LanguagesReport.as_view(results_only=True), name="report_results"
        ),
        path(TEXTS, StringsScreen.as_view(), name="strings"),
        path(f"{TEXTS}undo/<str:act>/", UndoDecision.as_view(), name="undo"),
        path(f"{ONE}check/", CheckString.as_view(), name="check_string"),
        path(f"{ONE}suggestions/", SuggestStrings.as_view(), name="suggest_strings"),
        path(f"{ONE}ask/", AskAuthor.as_view(), name="ask_author"),
    ]

    @hooks.register("before_edit_page", order=-1)
    def before_edit_page(request: HttpRequest, page: Any) -> HttpResponse | None:
        """Run before wagtail-localize's own handler, which answers the request."""
        if texts := lead_to_texts(request, page):
            return texts
        return open_other_editor(request, page) or publish_by_hand(request, page)

    @hooks.register("register_admin_urls", order=-1)
    def register_admin_urls() -> list[URLPattern | URLResolver]:
        """Return the URLs of our views and of wagtail-localize's, which must come before its own."""
        return [
            path("", include((SCREENS, "results_translation"))),
            # In front of wagtail-localize's own, under its names.
            path("localize/jsi18n/", EditorWords.as_view(packages=["wagtail_localize"])),
            path("localize/translate/<int:translation_id>/machine_translate/", machine_translate),
            path("localize/reports/translations/", AllTranslations.as_view()),
            path(
                "localize/reports/translations/results/",
                AllTranslations.as_view(results_only=True),
            ),
            *addresses(),
        ]

    # After Wagtail's own and before those of a site.
    @hooks.register("register_admin_viewset", order=-0.5)
    def register_explorer() -> ViewSet:
        """Show the languages of pages in the explorer."""
        return ExplorerViewSet()

    @hooks.register("register_reports_menu_item")
    def register_report() -> MenuItem:
        return MenuItem(
            _("Languages of the results"),
            reverse_lazy("results_translation:report"),
            icon_name="wagtail-localize-language",
            order=650,
        )

    @hooks.register("construct_homepage_panels")
    def add_languages_panel(request: HttpRequest, panels: list[Any]) -> None:
        panels.append(LanguagesPanel())

    @hooks.register("register_log_actions")
    def register_log_actions(actions: LogActionRegistry) -> None:
        actions.register_action(ACTION)(FaultsFormatter)

    class GlossaryViewSet(SnippetViewSet):
        """The glossary terms, in the snippets menu."""

        model = Term
        icon = "wagtail-localize-language"
        menu_label = _("Glossary")
        list_display = ("term", "source_locale", "target_locale", "preferred", "keep")
        list_filter = ("source_locale", "target_locale", "keep")
        search_fields = ("term", "preferred", "forbidden", "reason")
        list_export = (
            "term",
            "source_locale",
            "target_locale",
            "preferred",
            "forbidden",
            "keep",
            "reason",
        )
        panels = (
            FieldRowPanel([FieldPanel("source_locale"), FieldPanel("target_locale")]),
            FieldPanel("term"),
            FieldPanel("preferred"),
            FieldPanel("keep"),
            FieldPanel("forbidden"),
            FieldPanel("reason"),
        )

    register_snippet(GlossaryViewSet)
    register_hooks()
