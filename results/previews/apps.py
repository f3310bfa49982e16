"""App configuration of `results.previews`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResultsPreviewsConfig(AppConfig):
    """Drafts for readers without an account."""

    name = "results.previews"
    label = "results_previews"
    verbose_name = _("Results: previews")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the system check."""
        from django.core.checks import Tags, register

        from .views import check_preview_url

        register(check_preview_url, Tags.compatibility)
