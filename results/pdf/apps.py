"""App configuration of `results.pdf`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResultsPDFConfig(AppConfig):
    """Editions as PDF."""

    name = "results.pdf"
    label = "results_pdf"
    verbose_name = _("Results: PDF")

    def ready(self) -> None:
        """Register the step, the address, the download and the system check."""
        from django.core.checks import Tags, register

        from ..models import (
            ResultsIndexPageMixin,
            ResultsPageMixin,
            register_address,
            register_download,
        )
        from ..publishing import Kind, register_step
        from .checks import check_weasyprint
        from .step import KIND, KINDS, ORDER, follow, follow_index
        from .views import find_download, serve_pdf

        register(check_weasyprint, Tags.compatibility)
        register_step(
            KIND,
            follow,
            order=ORDER,
            kinds=KINDS,
            label=_("PDF file"),
            waits=False,
            model=ResultsPageMixin,
        )
        register_step(
            f"{KIND}-of-editions",
            follow_index,
            order=ORDER,
            kinds=(Kind.PUBLISHED,),
            label=_("PDF files of the editions"),
            model=ResultsIndexPageMixin,
        )
        register_address(KIND, serve_pdf, model=ResultsPageMixin)
        register_download(find_download)
