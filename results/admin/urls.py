"""Addresses of the plugin below the admin's own."""

from __future__ import annotations

from django.urls import path

from .understood import understood

app_name = "results_admin"
urlpatterns = [
    path("results/understood/", understood, name="understood"),
]
