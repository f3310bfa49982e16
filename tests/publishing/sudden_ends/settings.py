"""The site as in production, with steps that leave a trace; its static files stay uncollected."""

import os

from cms.settings.production import *  # noqa: F403
from cms.settings.production import INSTALLED_APPS, STORAGES, TASKS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.publishing.sudden_ends.witness.WitnessConfig"]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# By the queue that the test asks for: its app, and its backend.
QUEUES = {
    "database": ("django_tasks_db", "django_tasks_db.DatabaseBackend"),
    "rq": ("django_rq", "django_tasks_rq.RQBackend"),
}
if queue := os.environ.get("QUEUE"):
    app, backend = QUEUES[queue]
    INSTALLED_APPS = [*INSTALLED_APPS, app]
    TASKS = {**TASKS, "results": {"BACKEND": backend}}
    RQ_QUEUES = {"default": {"URL": os.environ.get("QUEUE_URL", "")}}
