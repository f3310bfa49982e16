"""Django's description of the app `results.api`."""

from django.apps import AppConfig, apps
from django.core.checks import Tags, register
from django.utils.translation import gettext_lazy as _


class ResultsAPIConfig(AppConfig):
    """What the plugin adds to Wagtail's APIs."""

    name = "results.api"
    label = "results_api"
    verbose_name = _("Results: API")

    def ready(self) -> None:
        """Join API v3 where the site has it; Wagtail 7.4 has none."""
        from .checks import check_guard

        register(check_guard, Tags.compatibility)
        if apps.is_installed("wagtail.api.v3"):
            from .v3 import check_joined_in_time, check_tokens, join

            join()
            register(check_joined_in_time)
            register(check_tokens, Tags.database)
