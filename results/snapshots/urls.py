"""Addresses for machines; mount them at an address without a language."""

from django.urls import path

from .views import metrics

app_name = "results_snapshots"
urlpatterns = [path("metrics", metrics, name="metrics")]
