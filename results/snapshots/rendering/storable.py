"""The internal request, whether its answer may be stored, and who renders it.

The request is anonymous, with nothing in it that a visitor could have put there. What the site reads of
the client that is not there is noted: its answer may depend on it. Whoever wants the same answer waits for
whoever renders it: threads of a process by a lock, other processes of the host by a file.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import re
import sys
import time
from contextvars import ContextVar
from functools import lru_cache
from http import HTTPStatus
from threading import Lock
from typing import TYPE_CHECKING, Any
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.conf.urls.i18n import is_language_prefix_patterns_used
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.http.request import HttpHeaders, split_domain_port
from django.urls import get_script_prefix, get_urlconf, set_script_prefix, set_urlconf
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.utils.functional import cached_property
from django.utils.translation import get_language_from_path

from ... import cache_tags
from ...conf import setting
from ..change_signal import open_shared
from ..files import FileRef, file_of
from ..serving.addresses import without_ignored
from ..serving.rules import rules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.http.response import HttpResponseBase

    from ..serving.addresses import Address


LONGEST_WAIT = 5.0  # seconds
PAUSE = 0.005
LOCKS = 256

_threads = [Lock() for _number in range(LOCKS)]


@contextlib.contextmanager
def claim(key: str) -> Iterator[bool]:
    """Hold the right to render what belongs to the key; gives whether somebody else had it first.

    What it is held by ends with the process, however that ends. Whoever has waited for too long
    renders as well.
    """
    number = int(key[:8], 16) % LOCKS
    mine = _threads[number]
    is_free = mine.acquire(blocking=False)
    is_held = is_free or mine.acquire(timeout=LONGEST_WAIT)
    try:
        with _file(number) as has_waited:
            yield has_waited or not is_free
    finally:
        if is_held:
            mine.release()


@contextlib.contextmanager
def _file(number: int) -> Iterator[bool]:
    try:
        handle = open_shared(f"lock-{number}")
    except OSError:
        # Nobody knows whether another process renders it.
        yield True
        return
    try:
        yield _lock(handle)
    finally:
        os.close(handle)


def _lock(handle: int) -> bool:
    """Wait for the lock, but not too long; return whether it was held."""
    begun, has_waited = time.monotonic(), False
    while time.monotonic() - begun < LONGEST_WAIT:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            has_waited = True
            time.sleep(PAUSE)
        else:
            break
    return has_waited


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


# Texts, and the workbooks with the figures.
STORED_TYPES = (
    "text/",
    "application/json",
    "application/ld+json",
    "application/problem+json",
    "application/xml",
    "application/atom+xml",
    "application/rss+xml",
    "application/feed+json",
    "image/svg+xml",
    # Drawn on demand, such as the picture of a figure.
    "image/png",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
)
LARGEST = 2_000_000
# What we say ourselves, or what belongs to one connection only.
OURS = frozenset({"connection", "content-encoding", "content-length", "date", "etag", "server"})
# What the key has, what `fits` asks of a request, and what says how an answer is sent, not which.
HARMLESS = re.compile(
    r"HTTP_(?:HOST|AUTHORIZATION|X_REQUESTED_WITH|RANGE|IF_.*|ACCEPT(?:_ENCODING)?)"
)


def why_not(request: InternalRequest, response: HttpResponseBase) -> str:
    """Return why the answer may not be stored, as `operations.reports` explains it, or ""."""
    headers, is_file = response.headers, request.file is not None
    control = headers.get("Cache-Control", "").lower()
    reasons = {
        "status": response.status_code != HTTPStatus.OK,
        "stream": response.streaming and not is_file,
        "type": not is_file
        and not headers.get("Content-Type", "").lower().startswith(STORED_TYPES),
        # Django sets it, to one value or the other, for whoever has asked for a token.
        "form": "CSRF_COOKIE_NEEDS_UPDATE" in request.META,
        "cookie": bool(response.cookies) or "Set-Cookie" in headers,
        "private": any(word in control for word in ("private", "no-store")),
        "compressed": "Content-Encoding" in headers,
        "nonce": any("'nonce-" in headers.get(name, "") for name in _POLICIES),
        "varies": "*" in varies_on(request, response),
        "client": bool(unkeyed(request, response)),
        "elsewhere": OTHER_DATABASE in request.read_of_client,
        "empty": bool(request.GET) and _finds_nothing(response),
        "size": len(getattr(response, "content", b"")) > LARGEST,
    }
    return next((reason for reason, applies in reasons.items() if applies), "")


def unkeyed(request: InternalRequest, response: HttpResponseBase) -> set[str]:
    """Return what the site has read of the client that the stored answer is not told apart by."""
    varying = {_variable(name) for name in _vary(response)}
    ignored = {_variable(name) for name in setting("SNAPSHOT_HEADERS_IGNORED")}
    named = varying | ignored | {OTHER_DATABASE}
    return {name for name in request.read_of_client - named if not HARMLESS.fullmatch(name)}


def _variable(name: str) -> str:
    name = name.upper().replace("-", "_")
    return name if name.startswith(("HTTP_", "REMOTE_")) else f"HTTP_{name}"


def _finds_nothing(response: HttpResponseBase) -> bool:
    """Whether it is the empty list of an API, as anybody gets for a value that does not exist."""
    try:
        found = json.loads(getattr(response, "content", b""))
    except ValueError:
        # No JSON, or JSON a line.
        return False
    return isinstance(found, dict) and found.get("items") == []


_POLICIES = ("Content-Security-Policy", "Content-Security-Policy-Report-Only")


def varies_on(request: InternalRequest, response: HttpResponseBase) -> list[str]:
    """Return the headers by which the answer varies, "*" among them if it varies by everything.

    The language is none of them where the address alone decides on it.
    """
    found = {name.lower() for name in _vary(response)} - {"accept-encoding"}
    if is_language_fixed(request):
        found.discard("accept-language")
    return sorted(found)


def is_language_fixed(request: InternalRequest) -> bool:
    """Return whether Django's LocaleMiddleware takes the language from the path alone."""
    urlconf = getattr(request, "urlconf", settings.ROOT_URLCONF)
    is_used, is_default_prefixed = is_language_prefix_patterns_used(urlconf)
    if not is_used:
        return False
    return bool(get_language_from_path(request.path_info)) or not is_default_prefixed


def kept_headers(request: InternalRequest, response: HttpResponseBase) -> list[tuple[str, str]]:
    """Return the headers as they are given again, with what caches in front need to know."""
    patch_vary_headers(response, ["Accept-Encoding"])
    response.headers.setdefault("Cache-Control", str(setting("SNAPSHOT_CACHE_CONTROL")))
    if header := str(setting("SNAPSHOT_TAGS_HEADER")):
        page_id = page_id_of(request)
        about = cache_tags.tag_of_page(page_id) if page_id else cache_tags.LISTS
        response.headers[header] = f"{cache_tags.SITE},{about}"
    return [(name, value) for name, value in response.items() if name.lower() not in OURS]


def page_id_of(request: InternalRequest) -> int | None:
    """Return the id of the page that the answer shows, or None."""
    return getattr(request, "results_page_id", None)


def _vary(response: HttpResponseBase) -> list[str]:
    names = (name.strip() for name in response.headers.get("Vary", "").split(","))
    return [name for name in names if name]
