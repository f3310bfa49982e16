"""Addresses of the import below the admin's own."""

from __future__ import annotations

from django.urls import path

from .views import ReviewView, UndoView, UploadView

app_name = "results_importing"
urlpatterns = [
    path("results/import/<int:index_id>/", UploadView.as_view(), name="upload"),
    path("results/import/<int:index_id>/<int:upload_id>/", ReviewView.as_view(), name="review"),
    path("results/import/undo/<int:record_id>/", UndoView.as_view(), name="undo"),
]
