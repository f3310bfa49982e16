"""Addresses of the plugin below the admin's own."""

from __future__ import annotations

from django.urls import path

from .steps_panel import run_again_view
from .understood import understood

app_name = "results_admin"
urlpatterns = [
    path("results/understood/", understood, name="understood"),
    path("results/steps/<int:publication_id>/", run_again_view, name="run_again"),
]
