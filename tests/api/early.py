"""An app of a site that mounts API v3 before all apps are ready."""

from django.apps import AppConfig


class Early(AppConfig):
    name = "tests.api"
    label = "early"

    def ready(self) -> None:
        from wagtail.api.v3.urls import api

        assert api.urls
