"""Wagtail hooks of the plugin; their code is in `results.admin`."""

from django.contrib.auth.models import Permission
from django.urls import URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _

from wagtail import hooks
from wagtail.log_actions import LogActionRegistry
from wagtail.snippets.models import register_snippet

from .admin import reports
from .admin.change_screen import ChangeScreen
from .admin.editions import (
    NextEditionView,
    ask_why_withdrawn,
    choosable,
    next_edition_button,
    note_reason,
    results_listing,
)
from .admin.figure_hints import figure_preview, indicator_hint
from .admin.indicators import IndicatorViewSet
from .admin.language_differences import LanguageDifferences
from .admin.refusals import RefusedFormatter, show_refusals
from .models.next_edition import ACTION as NEXT_EDITION
from .models.panels import (
    hide_version_view,
    issues_view,
    run_again_view,
    show_pending_steps,
    steps_view,
)
from .rules.changes import PERMISSION
from .sync.rewriting import ACTION as FOLLOW

ICONS = ("figure", "figures", "campaign", "share", "helpline")


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLResolver]:
    own = [
        *reports.urlpatterns,
        path("changes/<int:page_id>/", ChangeScreen.as_view(), name="changes"),
        path("figure-preview/", figure_preview, name="figure_preview"),
        path("next-edition/<int:page_id>/", NextEditionView.as_view(), name="next_edition"),
        path(
            "languages/<int:page_id>/", LanguageDifferences.as_view(), name="language_differences"
        ),
        path("indicator-hint/", indicator_hint, name="indicator_hint"),
        path("issues/<int:page_id>/", issues_view, name="issues"),
        path("versions/<int:version_id>/", hide_version_view, name="hide_version"),
        path("steps/<int:page_id>/", steps_view, name="steps"),
        path("steps/run-again/<int:publication_id>/", run_again_view, name="run_again"),
    ]
    return [path("results/", include((own, "results_admin")))]


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    """Describe the plugin's actions in a page's history."""
    actions.register_action("results.publish.refused")(RefusedFormatter)
    actions.register_action(
        FOLLOW,
        _("Follow the source language"),
        _("Figures and structure copied from the source"),
    )
    actions.register_action(NEXT_EDITION, _("Start the next edition"), _("Begun from an edition"))


register_snippet(IndicatorViewSet)
hooks.register(
    "register_icons",
    lambda icons: [*icons, *(f"results/icons/results-{name}.svg" for name in ICONS)],
)
hooks.register("register_admin_viewset", lambda: results_listing)
# Groups may be given the right to publish changed figures.
app_label, codename = PERMISSION.split(".")
hooks.register(
    "register_permissions",
    lambda: Permission.objects.filter(content_type__app_label=app_label, codename=codename),
)
hooks.register(
    "register_reports_menu_item",
    lambda: reports.FiguresMenuItem(
        _("Figures over the years"),
        reverse_lazy("results_admin:figures_report"),
        icon_name="results-figures",
        order=930,
    ),
)
hooks.register("register_page_header_buttons", next_edition_button)
hooks.register("construct_page_chooser_queryset", choosable)
hooks.register("after_publish_page", show_pending_steps)
hooks.register("before_unpublish_page", ask_why_withdrawn)
hooks.register("after_unpublish_page", note_reason)
show_refusals()
