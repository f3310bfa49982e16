"""What may be stored of an answer: what leads somewhere, and is the same for everybody."""

from __future__ import annotations

import json
import re
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.conf import settings
from django.conf.urls.i18n import is_language_prefix_patterns_used
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_path

from ... import cache_tags
from ...conf import setting
from .requests import OTHER_DATABASE

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

    from .requests import InternalRequest

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
