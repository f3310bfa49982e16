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
        from ..compat.wagtail import STATUS_PANEL
        from ..compat.wagtail_localize import COMMENT, LOCATION, REFRESH_SEGMENTS, SAVE_TRANSLATION
        from ..models import ResultsPageMixin
        from ..publishing import Kind, PublishingMixin, register_step
        from ..reading.provenance import Translating, register_translating
        from ..reading.publicity import register_alias_rule
        from ..record.sources import register_translation_rule
        from ..sync import Sync, register_sync
        from .admin.status import with_counts, with_languages
        from .blocks import check_blocks, join, passing_over
        from .lifecycle.schedules import connect as connect_lifecycle
        from .mails import ORDER, STEP, notify_translators
        from .readiness import readiness_issues
        from .saving import refreshing, saving
        from .segments import strings, with_language
        from .signals import connect
        from .strings.doubts import with_comments
        from .sync.refreshing import repair_sources
        from .sync.source import (
            NEXT_EDITION,
            NEXT_EDITION_ORDER,
            submit_next_edition,
            sync_translations,
            versions_handled,
        )
        from .tables import is_translation
        from .work_state import connect as connect_work_state
        from .work_state import original_of_untouched

        register(checks.check_settings, Tags.compatibility)
        register(checks.check_site, Tags.compatibility)
        register(checks.check_source_language, Tags.database)
        register(check_blocks, Tags.compatibility)
        join()
        SAVE_TRANSLATION.apply(saving)
        REFRESH_SEGMENTS.apply(refreshing)
        COMMENT.apply(with_comments)
        LOCATION.apply(passing_over)
        STATUS_PANEL.apply(with_languages)
        register_sync(Sync(versions_handled, sync_translations))
        register_step(
            STEP,
            notify_translators,
            order=ORDER,
            kinds=[Kind.PUBLISHED],
            label=_("Mail to translators"),
            waits=False,
            model=PublishingMixin,
        )
        register_step(
            NEXT_EDITION,
            submit_next_edition,
            order=NEXT_EDITION_ORDER,
            kinds=[Kind.PUBLISHED],
            label=_("The languages of the edition before"),
            waits=False,
            model=ResultsPageMixin,
        )
        connect()
        connect_lifecycle()
        connect_work_state()
        register_alias_rule(original_of_untouched)
        register_translating(
            Translating(strings, with_language, with_counts, repair_sources, readiness_issues)
        )
        register_translation_rule(is_translation)
