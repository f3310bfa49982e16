"""Running the command, and reading its report."""

import json
from io import StringIO
from typing import Any

from django.core.management import call_command

SAYS = "X-Results-Snapshot"


def run(*options: str) -> str:
    """What the command writes."""
    output = StringIO()
    call_command("snapshots", *options, stdout=output, stderr=output)
    return output.getvalue()


def report(*options: str) -> dict[str, Any]:
    """The same as JSON."""
    found: dict[str, Any] = json.loads(run(*options, "--format", "json"))
    return found
