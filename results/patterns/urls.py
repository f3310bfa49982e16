"""Addresses of the pattern pages."""

from __future__ import annotations

from django.urls import path
from django.views.generic import RedirectView

from .views import pattern

app_name = "results_patterns"
urlpatterns = [
    path(
        "results/patterns/",
        RedirectView.as_view(pattern_name="results_patterns:pattern"),
        {"name": "complete", "language": "en"},
        name="index",
    ),
    path("results/patterns/<slug:language>/<slug:name>/", pattern, name="pattern"),
]
