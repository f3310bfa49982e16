"""The system check of the guard in front of the APIs."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning

GUARD = "results.api.middleware.APIGuardMiddleware"
LOCALE = "django.middleware.locale.LocaleMiddleware"


def check_guard(app_configs: Any, **options: Any) -> list[CheckMessage]:
    """results_api.W003: the middleware is missing, or does not see what it is to answer."""
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
