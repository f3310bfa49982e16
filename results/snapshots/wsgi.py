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
    application: Application,
    *,
    editors: int = 1,
    waiting: int = 12,
    readers: int = 2,
    readers_waiting: int = 26,
    longest_body: int = 25 * 1024 * 1024,
) -> Application:
    """Return the application with stored answers in front of it: one line in `wsgi.py`.

    So many requests of `editors`, who have signed in, are answered at once by a process, and so many
    more may be `waiting`; of everybody else as many `readers` and `readers_waiting`. Whoever finds no
    place is to come again (503). A server with more threads than all of these together always has
    some for stored answers. A body of at most `longest_body` bytes is read before its turn. It needs
    no middleware of ours besides; with one, both give the same answers. Raises ImproperlyConfigured
    where the app is not installed, which alone hears of changes.
    """
    if not apps.is_installed("results.snapshots"):
        raise ImproperlyConfigured(
            "wsgi.py calls with_snapshots(), but 'results.snapshots' is not in INSTALLED_APPS. "
            "Add it there, or take the call out of wsgi.py."
        )
    # The module of a WSGI application is imported before Django is set up.
    from .front import front
    from .line import PAUSE, Line, has_body, in_line

    of_readers = Line(readers, readers_waiting)
    site = in_line(application, Line(editors, waiting, PAUSE), of_readers, longest_body)

    def answer(environ: Environment, start_response: Callable[..., Any]) -> Iterable[bytes]:
        # What is sent with a request that needs none would be read by the server, however slowly.
        found = None if has_body(environ) else front(environ, of_readers)
        if found is None:
            return site(environ, start_response)
        start_response(_LINES[found.status], list(found.headers))
        if found.file is not None:
            return environ.get("wsgi.file_wrapper", FileWrapper)(found.file)
        return [found.body]

    return answer
