"""System checks of the import."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

from django.core.checks import CheckMessage, Error

LIBRARIES = ("bs4", "defusedxml", "mammoth", "markdown_it", "tqdm")


def check_installed(app_configs: Any, **options: Any) -> list[CheckMessage]:
    """Name the libraries that the readers need and the site has not installed."""
    missing = [name for name in LIBRARIES if find_spec(name) is None]
    if not missing:
        return []
    return [
        Error(
            f"results.importing needs libraries that are not installed: {', '.join(missing)}.",
            hint="Install wagtail-results[import], or take results.importing out of INSTALLED_APPS.",
            id="results_importing.E001",
        )
    ]
