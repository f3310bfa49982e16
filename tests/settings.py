"""The demo site's settings for tests, with the tasks of tests."""

from cms.settings.test import *  # noqa: F403

TASKS = {name: {"BACKEND": "tests.tasks.TasksBackend"} for name in ("default", "mail")}
