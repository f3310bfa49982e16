"""System checks of the app `results.api`."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Warning

from ...models import ResultsPage


def check_joined_in_time(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Warn when API v3 was loaded before this app could say what its blocks look like."""
    # Importing the registry loads API v3 for good.
    from wagtail.api.v3.registry import registry

    schema = registry.get(ResultsPage._meta.label).patch_schema
    if schema.model_fields["body"].metadata:
        return []
    return [
        Warning(
            "API v3 was loaded before results.api: it does not check the form of the blocks.",
            hint="Put results.api before the app whose ready() imports wagtail.api.v3.",
            id="results_api.W001",
        )
    ]
