from django.apps import AppConfig


class SiteConfig(AppConfig):
    """The demo site itself: it cleans pictures before they are stored."""

    name = "cms"

    def ready(self) -> None:
        from . import images

        images.connect()
