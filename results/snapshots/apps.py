"""Django's description of the app `results.snapshots`."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResultsSnapshotsConfig(AppConfig):
    """What stores published answers and drops them when they get old."""

    name = "results.snapshots"
    label = "results_snapshots"
    verbose_name = _("Results: snapshots")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Watch the database, and make what a publication has changed."""
        from django.core.checks import Tags, register

        from ..publishing import register_maintenance_task
        from . import checks

        for check in (
            checks.check_installed,
            checks.check_page_caches,
            checks.check_order,
            checks.check_hosts,
        ):
            register(check, Tags.compatibility)
        if checks.check_installed(None):
            return
        from .following import connect as connect_following
        from .operations.tidying import tidy
        from .watching import connect as connect_watching

        connect_watching()
        connect_following()
        register_maintenance_task(tidy)
