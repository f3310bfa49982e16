"""The internal request: anonymous, without anything that a visitor could have put into it."""

from __future__ import annotations

from contextlib import contextmanager
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.http.request import split_domain_port
from django.urls import get_script_prefix, get_urlconf, set_script_prefix, set_urlconf
from django.utils import timezone, translation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http.response import HttpResponseBase

    from ..serving.addresses import Address

MARK = "results.snapshots.making"


class _Handler(BaseHandler):
    """The site's whole chain of middleware; ours lets an internal request pass."""


@lru_cache(maxsize=1)
def _handler() -> _Handler:
    handler = _Handler()
    handler.load_middleware()
    return handler


def is_internal(meta: Any) -> bool:
    """Whether the request is one of these."""
    return MARK in meta


def ask(address: Address) -> tuple[WSGIRequest, HttpResponseBase]:
    """Ask the site for the address, as somebody who is nobody in particular."""
    with _as_before():
        set_script_prefix(f"{address.script}/")
        request = WSGIRequest(_environment(address))
        response = _handler().get_response(request)
    return request, response


@contextmanager
def _as_before() -> Iterator[None]:
    """Let the request within which this one is made go on as it was."""
    prefix, urlconf, language = get_script_prefix(), get_urlconf(), translation.get_language()
    # Neither the language nor the time zone of whoever has it made is that of the answer.
    translation.deactivate()
    try:
        with timezone.override(None):
            yield
    finally:
        set_script_prefix(prefix)
        set_urlconf(urlconf)
        if language is None:
            translation.deactivate_all()
        else:
            translation.activate(language)


def _environment(address: Address) -> dict[str, Any]:
    name, port = split_domain_port(address.host)
    is_secure = address.scheme == "https"
    environment: dict[str, Any] = {
        MARK: True,
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": address.script,
        "PATH_INFO": address.path,
        "QUERY_STRING": address.query,
        "HTTP_HOST": address.host,
        "SERVER_NAME": name,
        "SERVER_PORT": port or ("443" if is_secure else "80"),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": address.scheme,
        "wsgi.input": BytesIO(),
        "wsgi.errors": BytesIO(),
        "wsgi.version": (1, 0),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    if settings.USE_X_FORWARDED_HOST:
        environment["HTTP_X_FORWARDED_HOST"] = address.host
    if settings.SECURE_PROXY_SSL_HEADER and is_secure:
        header, value = settings.SECURE_PROXY_SSL_HEADER
        environment[header] = value
    return environment
