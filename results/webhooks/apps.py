"""App configuration of `results.webhooks`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResultsWebhooksConfig(AppConfig):
    """The app that notifies other systems of public changes."""

    name = "results.webhooks"
    label = "results_webhooks"
    verbose_name = _("Results: webhooks")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect the events, and register what clears up."""
        from ..publishing import register_maintenance_task
        from . import delivering, events  # noqa: F401

        register_maintenance_task(delivering.tidy)
