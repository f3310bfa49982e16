"""Django's description of the app `results.importing`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResultsImportingConfig(AppConfig):
    """What makes a draft edition of a document."""

    name = "results.importing"
    label = "results_importing"
    verbose_name = _("Results: import")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what is missing, and clear up after what was killed."""
        from django.core.checks import Tags, register

        from ..publishing import register_maintenance_task
        from .checks import check_fields, check_installed, check_suggesters
        from .drafting.undoing import sweep

        for check in (check_installed, check_fields, check_suggesters):
            register(check, Tags.compatibility)
        register_maintenance_task(sweep)
