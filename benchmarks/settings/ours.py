"""The demo site as it is served in production, with the snapshots that the environment asks for."""

# ruff: noqa: F403, F405 - settings build upon settings

import os

from benchmarks.snapshots import APP as SNAPSHOTS
from benchmarks.snapshots import are_there
from cms.settings.production import *

# Without it, SQLite would be opened anew for each request, which costs as much as a snapshot.
DATABASES["default"]["CONN_MAX_AGE"] = 600
# Hashed names as in production, without the half minute of compressing the admin's files.
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
}

# How snapshots are reached: "" (not at all), "middleware" or "wrapper" (see benchmarks.wsgi).
WAY_IN = os.environ.get("BENCH_WAY_IN", "")

INSTALLED_APPS = [app for app in INSTALLED_APPS if not app.startswith(SNAPSHOTS)]
MIDDLEWARE = [name for name in MIDDLEWARE if not name.startswith(SNAPSHOTS)]
WAGTAIL_RESULTS = dict(globals().get("WAGTAIL_RESULTS", {}))
if are_there() and (WAY_IN or os.environ.get("BENCH_MAKES_TABLES")):
    INSTALLED_APPS.insert(0, SNAPSHOTS)
    WAGTAIL_RESULTS["SNAPSHOTS"] = bool(WAY_IN)
    if memory := os.environ.get("BENCH_SNAPSHOT_MEMORY"):
        WAGTAIL_RESULTS["SNAPSHOT_MEMORY"] = int(memory)
if WAY_IN == "middleware":
    MIDDLEWARE.insert(0, f"{SNAPSHOTS}.middleware.SnapshotMiddleware")
if witness := os.environ.get("BENCH_WITNESS"):
    MIDDLEWARE.append(witness)
