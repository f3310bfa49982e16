"""App configuration of `results`."""

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.utils.translation import gettext_lazy as _


class ResultsConfig(AppConfig):
    """The plugin: pages, blocks, publications and rules."""

    name = "results"
    label = "results"
    verbose_name = _("Results")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect the parts that do not know each other."""
        from . import checks  # noqa: F401
        from .blocks import register_resolver
        from .figure_pages import connect as connect_figure_pages
        from .models import ResultsPageMixin
        from .publishing import changes, guard, recording
        from .reading import reading_for
        from .record.indicator import connect as connect_indicators
        from .record.recording import connect as connect_record
        from .rules import register_rule
        from .rules.edition import reachable_targets
        from .sharing import connect as connect_sharing
        from .snapshots.checks import check_app
        from .sync.languages import connect as connect_sync

        register(check_app, Tags.compatibility)
        register_resolver(reading_for)
        register_rule(reachable_targets)
        guard.connect()
        recording.connect()
        changes.connect()
        connect_indicators()
        connect_record(ResultsPageMixin)
        connect_sync()
        connect_sharing()
        connect_figure_pages()
