"""What was measured on: the machine and the versions of all that takes part."""

from __future__ import annotations

import os
import platform
import re
import sqlite3
import subprocess
from importlib.metadata import version
from pathlib import Path

PACKAGES = {
    "Django": "django",
    "Wagtail": "wagtail",
    "Django Ninja": "django-ninja",
    "Django REST framework": "djangorestframework",
    "gunicorn": "gunicorn",
    "granian": "granian",
    "psycopg": "psycopg",
}
COMMANDS = {
    "wrk": (["wrk", "--version"], r"([\d.]+)"),
    "nginx": (["nginx", "-v"], r"nginx/([\d.]+)"),
}
POSTGRES = Path("/usr/lib/postgresql")


def versions() -> dict[str, str]:
    """Names of programs with their versions."""
    found = {"Python": platform.python_version()}
    found.update({name: version(package) for name, package in PACKAGES.items()})
    found["SQLite"] = sqlite3.sqlite_version
    if POSTGRES.exists():
        found["PostgreSQL"] = max((path.name for path in POSTGRES.iterdir()), key=int)
    for name, (command, pattern) in COMMANDS.items():
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        number = re.search(pattern, done.stdout + done.stderr)
        found[name] = number[1] if number else "?"
    return found


def machine() -> str:
    """The machine in a few words."""
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors"


def busyness() -> float:
    """How many processes were running or waiting for a processor in the last minute."""
    return os.getloadavg()[0]
