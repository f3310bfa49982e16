from django.apps import AppConfig


class SiteConfig(AppConfig):
    """The demo site, which cleans pictures before storing them."""

    name = "cms"

    def ready(self) -> None:
        from . import images

        images.connect()
