from django.apps import AppConfig


class HomeConfig(AppConfig):
    """The home page and content of the demo."""

    name = "home"
