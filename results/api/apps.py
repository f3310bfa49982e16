"""Django's description of the app `results.api`, and its check of the guard."""

from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register
from django.utils.translation import gettext_lazy as _

GUARD = "results.api.middleware.APIGuardMiddleware"
LOCALE = "django.middleware.locale.LocaleMiddleware"


class ResultsAPIConfig(AppConfig):
    """What the plugin adds to Wagtail's APIs."""

    name = "results.api"
    label = "results_api"
    verbose_name = _("Results: API")

    def ready(self) -> None:
        """Join API v3 where the site has it; Wagtail 7.4 has none."""
        register(check_guard, Tags.compatibility)
        if apps.is_installed("wagtail.api.v3"):
            from .v3 import check_joined_in_time, join

            join()
            register(check_joined_in_time)


def check_guard(app_configs: Any, **options: Any) -> list[CheckMessage]:
    """results_api.W003: the middleware is missing, or placed where it does not see the API's requests."""
    order = [name for name in settings.MIDDLEWARE if name in (GUARD, LOCALE)]
    if order[:1] == [GUARD]:
        return []
    return [
        Warning(
            f"{GUARD} is {'behind LocaleMiddleware' if GUARD in order else 'not installed'}: "
            "malformed requests to the APIs are answered by 500, or led to another language.",
            hint=f'Put "{GUARD}" into MIDDLEWARE, before LocaleMiddleware.',
            id="results_api.W003",
        )
    ]
