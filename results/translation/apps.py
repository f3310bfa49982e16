"""Django's description of the app `results.translation`."""

from __future__ import annotations

from django.apps import AppConfig, apps
from django.core.checks import Tags, register
from django.utils.translation import gettext_lazy as _


class ResultsTranslationConfig(AppConfig):
    """What lets wagtail-localize translate the plugin's pages."""

    name = "results.translation"
    label = "results_translation"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Results: translation")

    def ready(self) -> None:
        """Join wagtail-localize; without it, only say that it is missing."""
        from . import checks

        register(checks.check_installed, Tags.compatibility)
        if not apps.is_installed("wagtail_localize"):
            return
        from ..following import register_follower
        from ..publishing import Kind, PublishingMixin, register_step
        from ..reading.aliases import register_alias_rule
        from ..reading.provenance import register_translating
        from .admin import places
        from .blocks import unknown_places
        from .blocks.block_checks import check_blocks
        from .blocks.joining import join
        from .following.source import take_care
        from .lifecycle import connect as connect_lifecycle
        from .provenance import TRANSLATING
        from .saving import install
        from .signals import connect
        from .strings import marks
        from .strings.telling import ORDER, STEP, tell_translators
        from .work_state import connect as connect_work_state
        from .work_state import original_of_untouched

        register(checks.check_settings, Tags.compatibility)
        register(checks.check_source_language, Tags.database)
        register(check_blocks, Tags.compatibility)
        join()
        install()
        marks.install()
        unknown_places.install()
        places.install()
        register_follower(take_care)
        register_step(
            STEP,
            tell_translators,
            order=ORDER,
            kinds=[Kind.PUBLISHED],
            label=_("Mail to translators"),
            waits=False,
            model=PublishingMixin,
        )
        connect()
        connect_lifecycle()
        connect_work_state()
        register_alias_rule(original_of_untouched)
        register_translating(TRANSLATING)
