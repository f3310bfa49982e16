"""Check a site's setup, and print problems with their fixes."""

import json
import sys
from typing import Any

from django.core.checks import ERROR
from django.core.management.base import BaseCommand, CommandParser

from ...doctor import look_at_everything


class Command(BaseCommand):
    help = (
        "Report what is wrong with the site around the plugin, each with the line that fixes it: "
        "what the checks say, and what only shows when an edition is rendered. The exit code is 1 if "
        "there is an error."
    )
    # It tells of the checks itself.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--format", choices=["text", "json"], default="text", help="The form of the report."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        found = look_at_everything()
        report: dict[str, list[dict[str, Any]]] = {
            "error": [],
            "warning": [],
            "ok": [{"message": name} for name, messages in found.items() if not messages],
        }
        for message in (each for messages in found.values() for each in messages):
            group = report["error" if message.level >= ERROR else "warning"]
            group.append({"id": message.id, "message": str(message.msg), "hint": message.hint})
        if options["format"] == "json":
            self.stdout.write(json.dumps(report, ensure_ascii=False, indent=2))
        for name, group in report.items() if options["format"] == "text" else ():
            for each in group:
                code = f" ({each['id']})" if "id" in each else ""
                self.stdout.write(f"{name}: {each['message']}{code}")
                if each.get("hint"):
                    self.stdout.write(f"    {each['hint']}")
        if report["error"]:
            sys.exit(1)
