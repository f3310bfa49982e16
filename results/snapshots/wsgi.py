"""The way in before Django: around the site's WSGI application."""

from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured

Environment = dict[str, Any]
Application = Callable[[Environment, Callable[..., Any]], Iterable[bytes]]

_LINES = {status.value: f"{status.value} {status.phrase}" for status in HTTPStatus}


def with_snapshots(application: Application) -> Application:
    """Return the application with stored answers in front of it: one line in `wsgi.py`.

    It needs no middleware of ours besides; with one, both give the same answers. Raises
    ImproperlyConfigured where the app is not installed, which alone hears of changes.
    """
    if not apps.is_installed("results.snapshots"):
        raise ImproperlyConfigured(
            "wsgi.py calls with_snapshots(), but 'results.snapshots' is not in INSTALLED_APPS. "
            "Add it there, or take the call out of wsgi.py."
        )
    # The module of a WSGI application is imported before Django is set up.
    from .serving.front import front

    def answer(environ: Environment, start_response: Callable[..., Any]) -> Iterable[bytes]:
        found = front(environ)
        if found is None:
            return application(environ, start_response)
        start_response(_LINES[found.status], list(found.headers))
        return (found.body,)

    return answer
