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
        """Show previews in the front end of the site, where it has one, and clear up behind them."""
        from django.core.checks import Tags, register

        from ..models.addresses import register_preview
        from ..publishing import register_maintenance_task
        from .models import tidy
        from .views import check_preview_url, in_front_end

        register(check_preview_url, Tags.compatibility)
        register_preview(in_front_end)
        register_maintenance_task(tidy)
