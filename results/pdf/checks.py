"""System checks of `results.pdf`."""

from typing import Any

from django.core.checks import CheckMessage, Error


def check_weasyprint(app_configs: Any, **options: Any) -> list[CheckMessage]:
    """results_pdf.E001: WeasyPrint is missing, or a library of the system that it stands on."""
    try:
        from . import library  # noqa: F401
    except (ImportError, OSError) as error:
        return [
            Error(
                f"WeasyPrint cannot be loaded, so no PDF can be made: {error}",
                hint="Install wagtail-results[pdf] and what WeasyPrint needs of the system (on Debian "
                "libpango-1.0-0, libpangoft2-1.0-0 and libharfbuzz-subset0), or take results.pdf "
                "out of INSTALLED_APPS.",
                id="results_pdf.E001",
            )
        ]
    return []
