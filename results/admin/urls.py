"""Addresses of the plugin below the admin's own."""

from __future__ import annotations

from django.urls import path

from .figure_preview import figure_preview
from .steps_panel import run_again_view

app_name = "results_admin"
urlpatterns = [
    path("results/figure-preview/", figure_preview, name="figure_preview"),
    path("results/steps/<int:publication_id>/", run_again_view, name="run_again"),
]
