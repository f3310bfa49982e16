"""The tasks of tests: all run at once, but what only keeps Wagtail's indexes where a test asks."""

from typing import Any

from django_tasks.backends.immediate import ImmediateBackend

# The search and reference indexes: a fifth of the time of a test that saves pages.
INDEXING = {"insert_or_update_object_task", "update_reference_index_task"}


class TasksBackend(ImmediateBackend):
    """Runs a task at once; those that keep an index only while `indexes` is true."""

    indexes = False

    def _execute_task(self, task_result: Any) -> None:
        if self.indexes or task_result.task.name not in INDEXING:
            super()._execute_task(task_result)
