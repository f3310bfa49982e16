"""Load the demo's content, through the pages of the admin that people use."""

import os
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from home.demo.desk import RefusedError
from home.demo.loading import NotEmptyError, load


class Command(BaseCommand):
    help = (
        "Load the demo: accounts, pages, pictures and an edition in Swedish and English. "
        "The accounts get the password of DEMO_PASSWORD. "
        "Run again, it keeps what was edited."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        password = os.environ.get("DEMO_PASSWORD", "")
        if not password:
            raise CommandError("Set DEMO_PASSWORD to the password of the demo's accounts.")
        try:
            load(password, self.stdout.write)
        except (NotEmptyError, RefusedError) as error:
            raise CommandError(str(error)) from error
