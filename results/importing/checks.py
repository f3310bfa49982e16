"""System checks of the import."""

from importlib.util import find_spec
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning

from ..conf import can_be_imported, setting

# A review of as many figures as are offered at most.
FIELDS_OF_A_REVIEW = 8000
LIBRARIES = ("bs4", "defusedxml", "mammoth", "markdown_it", "openpyxl", "pypdfium2")


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


def check_suggesters(app_configs: Any, **options: Any) -> list[CheckMessage]:
    """Name those that the site wants to be asked for figures and that are nowhere."""
    missing = [path for path in setting("IMPORT_SUGGESTERS") if not can_be_imported(path)]
    if not missing:
        return []
    return [
        Error(
            f"WAGTAIL_RESULTS['IMPORT_SUGGESTERS'] has {', '.join(missing)}, which cannot be imported.",
            hint="Name classes of the site's own, or of results.importing.language_model.",
            id="results_importing.E002",
        )
    ]


def check_fields(app_configs: Any, **options: Any) -> list[CheckMessage]:
    """Warn of a site that would not take the review of a document with many figures."""
    most = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    if most is None or most >= FIELDS_OF_A_REVIEW:
        return []
    return [
        Warning(
            f"DATA_UPLOAD_MAX_NUMBER_FIELDS is {most}, fewer than a document of many figures needs.",
            hint="Set it to 10_000, as Wagtail advises.",
            id="results_importing.W001",
        )
    ]
