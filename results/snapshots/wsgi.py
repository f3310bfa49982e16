"""The way in before Django: around the site's WSGI application."""

from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any
from wsgiref.util import FileWrapper

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured

Environment = dict[str, Any]
Application = Callable[[Environment, Callable[..., Any]], Iterable[bytes]]

_LINES = {status.value: f"{status.value} {status.phrase}" for status in HTTPStatus}


def with_snapshots(
    application: Application, *, editors: int = 1, waiting: int = 8, readers: int = 2
) -> Application:
    """Return the application with stored answers in front of it: one line in `wsgi.py`.

    So many requests of `editors` are answered at once by a process, and so many more may be
    `waiting`; the server's other threads are for those who read. So many answers that are not stored
    are made at once for `readers`: after a change many are asked for at the same moment, and made all
    together none would be ready before the last. It needs no middleware of ours besides; with one,
    both give the same answers. Raises ImproperlyConfigured where the app is not installed, which
    alone hears of changes.
    """
    if not apps.is_installed("results.snapshots"):
        raise ImproperlyConfigured(
            "wsgi.py calls with_snapshots(), but 'results.snapshots' is not in INSTALLED_APPS. "
            "Add it there, or take the call out of wsgi.py."
        )
    # The module of a WSGI application is imported before Django is set up.
    from .concurrency import Turns
    from .serving.front import front

    turns = Turns(editors=editors, waiting=waiting, readers=readers)

    def answer(environ: Environment, start_response: Callable[..., Any]) -> Iterable[bytes]:
        found = front(environ, turns.of_readers.turn)
        if found is None:
            return turns.of(environ).pass_through(application, environ, start_response)
        start_response(_LINES[found.status], list(found.headers))
        if found.file is not None:
            return environ.get("wsgi.file_wrapper", FileWrapper)(found.file)
        return (found.body,)

    return answer
