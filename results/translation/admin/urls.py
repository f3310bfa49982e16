"""URLs of the screens, below the admin's own."""

from __future__ import annotations

from django.urls import path

from .report import LanguagesReport
from .strings_screen import StringsScreen, UndoDecision

app_name = "results_translation"
urlpatterns = [
    path("reports/results-languages/", LanguagesReport.as_view(), name="report"),
    path(
        "reports/results-languages/results/",
        LanguagesReport.as_view(results_only=True),
        name="report_results",
    ),
    path(
        "results/translations/<int:translation_id>/strings/",
        StringsScreen.as_view(),
        name="strings",
    ),
    path(
        "results/translations/<int:translation_id>/strings/undo/<int:decision_id>/",
        UndoDecision.as_view(),
        name="undo",
    ),
]
