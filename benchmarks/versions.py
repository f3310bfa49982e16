"""What was measured on: the machine and the versions of all that takes part."""

from __future__ import annotations

import os
import platform
import re
import sqlite3
import subprocess
from importlib.metadata import version

PACKAGES = {
    "Django": "django",
    "Wagtail": "wagtail",
    "Django Ninja": "django-ninja",
    "Django REST framework": "djangorestframework",
    "gunicorn": "gunicorn",
    "granian": "granian",
    "psycopg": "psycopg",
}
PROGRAMS = {"PostgreSQL": ["psql", "--version"], "wrk": ["wrk", "-v"], "nginx": ["nginx", "-v"]}


def versions() -> str:
    """The names of programs with their versions."""
    found = {"Python": platform.python_version()}
    found.update({name: version(package) for name, package in PACKAGES.items()})
    found["SQLite"] = sqlite3.sqlite_version
    for name, command in PROGRAMS.items():
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        number = re.search(r"\d+(\.\d+)+", done.stdout + done.stderr)
        found[name] = number[0] if number else "?"
    return ", ".join(f"{name} {number}" for name, number in found.items())


def machine() -> str:
    """The machine in a few words."""
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors"
