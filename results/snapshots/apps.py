"""Django's description of the app `results.snapshots`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResultsSnapshotsConfig(AppConfig):
    """The app that stores public answers."""

    name = "results.snapshots"
    label = "results_snapshots"
    verbose_name = _("Results: snapshots")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Watch the database, and have what visitors ask for rendered again after a change."""
        from django.core.checks import Tags, register

        from ..publishing import register_maintenance_task
        from . import watching
        from .checks import check_settings
        from .operations import refresh, tidy

        register(check_settings, Tags.compatibility)
        watching.connect()
        register_maintenance_task(tidy)
        register_maintenance_task(refresh)
