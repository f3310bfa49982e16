"""The addresses of drafts; a site includes them before Wagtail's."""

from django.apps import apps
from django.urls import path

from .views import preview

app_name = "results_previews"
urlpatterns = [path("<str:token>/", preview, name="page")]
# Wagtail 7.4 has no API v3, whose form the JSON has.
if apps.is_installed("wagtail.api.v3"):
    urlpatterns.append(path("<str:token>/page.json", preview, {"is_json": True}, name="json"))
