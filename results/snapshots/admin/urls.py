"""Addresses of the stored answers below the admin's own."""

from __future__ import annotations

from django.urls import path

from .report import SnapshotsReport
from .screens import ClearScreen

app_name = "results_snapshots_admin"
urlpatterns = [
    path("reports/snapshots/", SnapshotsReport.as_view(), name="report"),
    path(
        "reports/snapshots/results/",
        SnapshotsReport.as_view(results_only=True),
        name="report_results",
    ),
    path("reports/snapshots/clear/", ClearScreen.as_view(), name="clear"),
]
