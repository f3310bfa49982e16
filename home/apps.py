from django.apps import AppConfig


class HomeConfig(AppConfig):
    """The demo's home page and its content."""

    name = "home"
