"""Admin URLs of the plugin."""

from __future__ import annotations

from django.urls import path

from ..models.panels.steps import run_again_view
from .figure_preview import figure_preview

app_name = "results_admin"
urlpatterns = [
    path("results/figure-preview/", figure_preview, name="figure_preview"),
    path("results/steps/<int:publication_id>/", run_again_view, name="run_again"),
]
