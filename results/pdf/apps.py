"""App configuration of `results.pdf`, and its system check."""

from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, Tags, register
from django.utils.translation import gettext_lazy as _


class ResultsPDFConfig(AppConfig):
    """Editions as PDF."""

    name = "results.pdf"
    label = "results_pdf"
    verbose_name = _("Results: PDF")

    def ready(self) -> None:
        """Register the address, the download and the system check."""
        from ..models import ResultsPageMixin, register_address, register_download
        from .stored import KIND, find_download, serve_pdf

        register(check_weasyprint, Tags.compatibility)
        register_address(KIND, serve_pdf, model=ResultsPageMixin)
        register_download(find_download)


def check_weasyprint(app_configs: Any, **options: Any) -> list[CheckMessage]:
    """results_pdf.E001: WeasyPrint is missing, or a library of the system that it stands on."""
    try:
        from . import making  # noqa: F401
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
