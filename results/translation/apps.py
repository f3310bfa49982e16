"""The Django app `results.translation`."""

from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.checks import Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _


class ResultsTranslationConfig(AppConfig):
    """Let wagtail-localize translate the plugin's pages."""

    name = "results.translation"
    label = "results_translation"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Results: translation")

    def __init__(self, app_name: str, app_module: Any) -> None:
        """Raises ImproperlyConfigured where Django would only say that labels are not unique."""
        if {"wagtail.locales", "wagtail_localize.locales"} <= set(settings.INSTALLED_APPS):
            raise ImproperlyConfigured(
                "'wagtail_localize.locales' takes the place of 'wagtail.locales': take "
                "'wagtail.locales' out of INSTALLED_APPS."
            )
        super().__init__(app_name, app_module)

    def ready(self) -> None:
        """Connect to wagtail-localize; without it, only register the check that says so."""
        from . import checks

        register(checks.check_installed, Tags.compatibility)
        if not apps.is_installed("wagtail_localize"):
            return
        from ..compat import REFRESH_SEGMENTS, SAVE_TRANSLATION, STATUS_PANEL
        from ..languages import localized  # noqa: F401
        from ..rules import register_rule
        from . import signals  # noqa: F401
        from .admin.standings import with_languages
        from .blocks import check_blocks, join
        from .readiness import readiness
        from .saving import refreshing, saving

        register(checks.check_settings, Tags.compatibility)
        register(checks.check_source_language, Tags.database)
        register(check_blocks, Tags.compatibility)
        join()
        register_rule(readiness)
        SAVE_TRANSLATION.apply(saving)
        REFRESH_SEGMENTS.apply(refreshing)
        STATUS_PANEL.apply(with_languages)
