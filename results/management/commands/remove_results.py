"""Takes what the plugin has made out of the site, so that the plugin can be uninstalled."""

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from ...removal import groups_to_remove, installed_apps, obstacles, pages_to_remove, remove


class Command(BaseCommand):
    help = "Export and delete everything that the plugin has made, and say how to uninstall it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--yes", action="store_true", help="do not ask")
        parser.add_argument(
            "--export",
            type=Path,
            default=Path("results-export.zip"),
            metavar="FILE",
            help="the archive that is written first; results-export.zip by default",
        )
        parser.add_argument("--without-export", action="store_true", help="write no archive")

    def handle(
        self, *args: Any, yes: bool, export: Path, without_export: bool, **options: Any
    ) -> None:
        if found := list(obstacles()):
            raise CommandError("\n".join(["Nothing was removed.", *found]))
        self.stdout.write(
            f"This deletes {pages_to_remove().count()} pages with their history, all indicators, the "
            f"record of figures, and {groups_to_remove().count()} groups. Images and documents stay."
        )
        if not yes and input("Type “yes” to go on: ") != "yes":
            raise CommandError("Nothing was removed.")
        if not without_export:
            call_command("results_export", export, stdout=self.stdout)
        remove()
        self.stdout.write("Removed. Now end the processes of the site, run\n")
        for config in installed_apps():
            if any(config.get_models()):
                self.stdout.write(f"    python manage.py migrate {config.label} zero")
        names = ", ".join(f'"{config.name}"' for config in installed_apps())
        self.stdout.write(
            f"\ntake {names} out of INSTALLED_APPS, what begins with `results.` out of the "
            'addresses (such as `include("results.urls")`), MIDDLEWARE and wsgi.py, and uninstall '
            "wagtail-results."
        )
