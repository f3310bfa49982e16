"""App configuration of `results.media`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResultsMediaConfig(AppConfig):
    """Uploaded files behind the privacy of their collections."""

    name = "results.media"
    label = "results_media"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Results: media")

    def ready(self) -> None:
        """Register the system check."""
        from django.core.checks import Tags, register

        from .storage import check_storage

        register(check_storage, Tags.security)
