"""App configuration of `results.statements`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ResultsStatementsConfig(AppConfig):
    """A page type for the accessibility statement of a site."""

    name = "results.statements"
    label = "results_statements"
    verbose_name = _("Results: accessibility statement")
    default_auto_field = "django.db.models.BigAutoField"
