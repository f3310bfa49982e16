"""Addresses of the pattern library."""

from __future__ import annotations

from django.urls import path
from django.views.generic import RedirectView

from .views import pattern

app_name = "results_pattern_library"
urlpatterns = [
    path(
        "results/pattern-library/",
        RedirectView.as_view(pattern_name="results_pattern_library:pattern"),
        {"name": "complete", "language": "en"},
        name="index",
    ),
    path("results/pattern-library/<slug:language>/<slug:name>/", pattern, name="pattern"),
]
