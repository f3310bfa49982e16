"""An app that shortens the waits of deliveries, for processes of tests."""

from datetime import timedelta

from django.apps import AppConfig

LEASE = timedelta(seconds=3)


class HastyConfig(AppConfig):
    name = "tests.webhooks.hasty"
    label = "hasty"

    def ready(self) -> None:
        from results.webhooks import delivering

        delivering.LEASE = LEASE
        delivering.FIRST_WAIT = timedelta(milliseconds=20)
