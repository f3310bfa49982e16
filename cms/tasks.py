"""Where tasks run that nobody is to wait for."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connections

from django_tasks import TaskResult
from django_tasks.backends.immediate import ImmediateBackend

# Each thread has a backend of its own.
_executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="tasks")


class ThreadBackend(ImmediateBackend):
    """Runs tasks one after the other in a thread of this process; those that wait end with it."""

    def _execute_task(self, task_result: TaskResult[Any]) -> None:
        _executor.submit(self._run, task_result)

    def _run(self, task_result: TaskResult[Any]) -> None:
        try:
            super()._execute_task(task_result)
        finally:
            connections.close_all()
