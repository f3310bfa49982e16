from django.apps import AppConfig


class SiteConfig(AppConfig):
    """The demo site, which cleans pictures before storing them, and hears of people who sign in and out."""

    name = "cms"

    def ready(self) -> None:
        from . import images
        from .accounts import factors, sessions  # noqa: F401

        images.connect()
