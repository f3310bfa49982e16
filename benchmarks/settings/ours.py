"""The demo site as it is served in production, with the snapshots that the environment asks for."""

# ruff: noqa: F403, F405 - settings build upon settings

import os

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
WAGTAIL_RESULTS = {**globals().get("WAGTAIL_RESULTS", {}), "SNAPSHOTS": bool(WAY_IN)}
# All that is measured is asked for from one address.
WAGTAIL_RESULTS["UNCACHED_PER_MINUTE"] = 0
if memory := os.environ.get("BENCH_SNAPSHOT_MEMORY"):
    WAGTAIL_RESULTS["SNAPSHOT_MEMORY"] = int(memory)
if WAY_IN != "middleware":
    MIDDLEWARE.remove("results.snapshots.middleware.SnapshotMiddleware")
