"""The way in before Django: around the site's WSGI application."""

from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured

from .answers import Answer

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
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
    from .front import given, made
    from .line import PAUSE, Line, has_body, in_line

    def make(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        found = None if has_body(environ) else made(environ)
        return _send(found, start_response) or application(environ, start_response)

    of_editors, of_readers = Line(editors, waiting, PAUSE), Line(readers, readers_waiting)
    site = in_line(make, of_editors, of_readers, longest_body)

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        # What is sent with a request that needs none would be read by the server, however slowly.
        found = None if has_body(environ) else given(environ)
        return _send(found, start_response) or site(environ, start_response)

    return answer


def _send(found: Answer | None, start_response: Callable[..., Any]) -> Iterable[bytes] | None:
    if found is None:
        return None
    start_response(_LINES[found.status], list(found.headers))
    return [found.body]
