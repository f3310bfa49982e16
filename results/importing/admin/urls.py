"""Addresses of the import below the admin's own."""

from __future__ import annotations

from django.urls import path

from .review_screen import ReviewScreen
from .screens import UndoScreen, UploadScreen

app_name = "results_importing"
urlpatterns = [
    path("results/import/<int:index_id>/", UploadScreen.as_view(), name="upload"),
    path("results/import/<int:index_id>/<int:upload_id>/", ReviewScreen.as_view(), name="review"),
    path("results/import/undo/<int:record_id>/", UndoScreen.as_view(), name="undo"),
]
