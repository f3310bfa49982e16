"""The way in before Django: around the site's WSGI application."""

from collections.abc import Callable, Iterable
from http import HTTPStatus
from io import BytesIO
from typing import Any
from wsgiref.util import FileWrapper

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured

Environment = dict[str, Any]
Application = Callable[[Environment, Callable[..., Any]], Iterable[bytes]]

# In bytes; what is longer is read as it is worked on.
LONGEST_BODY = 2_500_000
_LINES = {status.value: f"{status.value} {status.phrase}" for status in HTTPStatus}


def with_snapshots(
    application: Application,
    *,
    editors: int = 1,
    waiting: int = 8,
    readers: int = 2,
    readers_waiting: int = 26,
) -> Application:
    """Return the application with stored answers in front of it: one line in `wsgi.py`.

    So many requests of `editors`, who have signed in, are answered at once by a process, and so many
    more may be `waiting`; of everybody else as many `readers` and `readers_waiting`. Whoever finds the
    line full is to come again (503). A server with more threads than all of these together always has
    some for stored answers. It needs no middleware of ours besides; with one, both give the same
    answers. Raises ImproperlyConfigured where the app is not installed, which alone hears of changes.
    """
    if not apps.is_installed("results.snapshots"):
        raise ImproperlyConfigured(
            "wsgi.py calls with_snapshots(), but 'results.snapshots' is not in INSTALLED_APPS. "
            "Add it there, or take the call out of wsgi.py."
        )
    # The module of a WSGI application is imported before Django is set up.
    from .concurrency import Turns, refuse
    from .rate_limit import seconds_to_wait
    from .serving.addresses import is_static_file
    from .serving.front import front

    turns = Turns(
        editors=editors, waiting=waiting, readers=readers, readers_waiting=readers_waiting
    )

    def answer(environ: Environment, start_response: Callable[..., Any]) -> Iterable[bytes]:
        found = front(environ, turns.of_readers)
        if found is None:
            if is_static_file(environ):
                return application(environ, start_response)
            if seconds := seconds_to_wait(environ):
                return refuse(environ, start_response, HTTPStatus.TOO_MANY_REQUESTS, seconds)
            _take_body(environ)
            return turns.of(environ).pass_through(application, environ, start_response)
        start_response(_LINES[found.status], list(found.headers))
        if found.file is not None:
            return environ.get("wsgi.file_wrapper", FileWrapper)(found.file)
        return (found.body,)

    return answer


def _take_body(environ: Environment) -> None:
    """Read what is sent slowly before its turn: nobody waits for it meanwhile."""
    length = str(environ.get("CONTENT_LENGTH", ""))
    if length.isdecimal() and 0 < int(length) <= LONGEST_BODY:
        environ["wsgi.input"] = BytesIO(environ["wsgi.input"].read(int(length)))
