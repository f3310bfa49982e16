"""The internal request: anonymous, with nothing in it that a visitor could have put there.

What the site reads of the client that is not there is noted: its answer may depend on it.
"""

from __future__ import annotations

import sys
from contextvars import ContextVar
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.http.request import HttpHeaders, split_domain_port
from django.urls import get_script_prefix, get_urlconf, set_script_prefix, set_urlconf
from django.utils import timezone, translation
from django.utils.functional import cached_property

from ..files import FileRef, file_of
from ..serving.addresses import without_ignored
from ..serving.rules import rules

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http.response import HttpResponseBase

    from ..serving.addresses import Address

# In the environment of an internal request.
INTERNAL = "results.snapshots.rendering"
# They say by `Vary` what they do with a header. Wagtail has one exception, see `addresses.address_of`.
TRUSTED = ("django.", "wagtail.")
# It reads what the site's own templates name.
TEMPLATES = "django.template.base"
OTHER_DATABASE = "other database"

_noted: ContextVar[set[str] | None] = ContextVar("results_snapshots_noted", default=None)


def note_other_database() -> None:
    """Note that the answer which is rendered here, if one is, reads what nobody watches."""
    noted = _noted.get()
    if noted is not None:
        noted.add(OTHER_DATABASE)


class _Noting(dict[str, Any]):
    """A dict of what the client has sent; has noted what is read of it."""

    def __init__(self, values: dict[str, Any], note: Callable[[str], None]) -> None:
        super().__init__(values)
        self.note = note

    def __getitem__(self, name: str) -> Any:
        self.note(name)
        return super().__getitem__(name)

    def __contains__(self, name: object) -> bool:
        self.note(str(name))
        return super().__contains__(name)

    def get(self, name: str, default: Any = None) -> Any:
        self.note(name)
        return super().get(name, default)


class _Headers(HttpHeaders):
    """The headers of a request; notes which are read as the environment does."""

    def __init__(self, meta: _Noting) -> None:
        super().__init__(meta)
        self._meta = meta

    def __getitem__(self, name: str) -> str:
        self._meta.note(self.to_wsgi_name(name))
        return super().__getitem__(name)


class InternalRequest(WSGIRequest):
    """A request that knows what has been read of the client; `read_of_client` has names as in `META`.

    `file` is where the answer lies, if it is a file on disk.
    """

    META: _Noting
    file: FileRef | None = None

    def __init__(self, environment: dict[str, Any]) -> None:
        self.read_of_client: set[str] = set()
        super().__init__(_Noting(environment, self._note_variable))

    @cached_property
    def headers(self) -> HttpHeaders:
        return _Headers(self.META)

    @cached_property
    def COOKIES(self) -> dict[str, str]:  # type: ignore[override]
        return _Noting({}, self._note_cookie)

    def _note_variable(self, name: str) -> None:
        is_of_client = name.startswith(("HTTP_", "REMOTE_"))
        # Who is logged in by the web server is asked for by Django itself.
        if name == "REMOTE_USER" or (is_of_client and _is_read_by_site()):
            self.read_of_client.add(name)

    def _note_cookie(self, name: str) -> None:
        """Note a look for a cookie that visitors with stored answers may bring."""
        if without_ignored({name}) - rules().personal_cookies and _is_read_by_site():
            self.read_of_client.add("HTTP_COOKIE")


def _is_read_by_site() -> bool:
    """Return whether the site's own code reads, past what only passes it on."""
    frame: Any = sys._getframe()
    while frame.f_globals.get("__name__") in (__name__, "_collections_abc"):
        frame = frame.f_back
    name = str(frame.f_globals.get("__name__", ""))
    return name == TEMPLATES or not name.startswith(TRUSTED)


@lru_cache(maxsize=1)
def _handler() -> BaseHandler:
    """Return the site's whole chain of middleware; ours lets an internal request pass."""
    handler = BaseHandler()
    handler.load_middleware()
    return handler


def ask(address: Address) -> tuple[InternalRequest, HttpResponseBase]:
    """Ask the site for the address, as somebody who is nobody in particular."""
    prefix, urlconf = get_script_prefix(), get_urlconf()
    # Neither the language nor the time zone of whoever has it made is that of the answer.
    with translation.override(settings.LANGUAGE_CODE), timezone.override(None):
        set_script_prefix(f"{address.script}/")
        request = InternalRequest(_environment(address))
        # Django's own beginning reads some, which says nothing of the answer.
        request.read_of_client.clear()
        token = _noted.set(request.read_of_client)
        try:
            response = _handler().get_response(request)
            if (stream := getattr(response, "file_to_stream", None)) is not None:
                request.file = file_of(stream)
                stream.close()
            return request, response
        finally:
            _noted.reset(token)
            # The request within which this one is made goes on as it was.
            set_script_prefix(prefix)
            set_urlconf(urlconf)


def _environment(address: Address) -> dict[str, Any]:
    name, port = split_domain_port(address.host)
    environment: dict[str, Any] = {
        INTERNAL: True,
        "SCRIPT_NAME": address.script,
        "PATH_INFO": address.path,
        "QUERY_STRING": address.query,
        "HTTP_HOST": address.host,
        "SERVER_NAME": name,
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": address.scheme,
    }
    if port:
        environment["SERVER_PORT"] = port
    # What a server says besides, such as the usual port.
    setup_testing_defaults(environment)
    return environment
