"""Django's description of the app `results.translation`."""

from __future__ import annotations

from django.apps import AppConfig, apps
from django.core.checks import Tags, register
from django.utils.translation import gettext_lazy as _


class ResultsTranslationConfig(AppConfig):
    """What lets wagtail-localize translate the plugin's pages."""

    name = "results.translation"
    label = "results_translation"
    verbose_name = _("Results: translation")

    def ready(self) -> None:
        """Join wagtail-localize; without it, only say that it is missing."""
        from . import checks

        register(checks.check_installed, Tags.compatibility)
        if not apps.is_installed("wagtail_localize"):
            return
        from .block_checks import check_blocks
        from .joining import join
        from .saving import install
        from .signals import connect

        register(checks.check_settings, Tags.compatibility)
        register(checks.check_source_language, Tags.database)
        register(check_blocks, Tags.compatibility)
        join()
        install()
        connect()
