"""What may be kept of an answer: only what is the same for everybody."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.conf import settings
from django.conf.urls.i18n import is_language_prefix_patterns_used
from django.utils.translation import get_language_from_path

from ...conf import setting

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

STATUSES = (HTTPStatus.OK, HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT)
TEXTS = (
    "text/",
    "application/json",
    "application/ld+json",
    "application/problem+json",
    "application/xml",
    "application/atom+xml",
    "application/rss+xml",
    "application/feed+json",
    "image/svg+xml",
)
LARGEST = 2_000_000
# What we say ourselves, or what belongs to one connection only.
OURS = frozenset(
    {"connection", "content-encoding", "content-length", "date", "etag", "server", "vary"}
)


def why_not(request: HttpRequest, response: HttpResponseBase) -> str:
    """Why the answer may not be kept, or ""; for those who look after the site."""
    headers = response.headers
    control = headers.get("Cache-Control", "").lower()
    reasons = {
        "status": response.status_code not in STATUSES,
        "stream": response.streaming,
        "type": response.status_code == HTTPStatus.OK
        and not headers.get("Content-Type", "").lower().startswith(TEXTS),
        # Django sets it, to one value or the other, for whoever has asked for a token.
        "form": "CSRF_COOKIE_NEEDS_UPDATE" in request.META,
        "cookie": bool(response.cookies) or "Set-Cookie" in headers,
        "private": any(word in control for word in ("private", "no-store")),
        "compressed": "Content-Encoding" in headers,
        "nonce": any("'nonce-" in headers.get(name, "") for name in _POLICIES),
        "varies": varies_on(request, response) is None,
    }
    found = next((reason for reason, applies in reasons.items() if applies), "")
    if not found and len(getattr(response, "content", b"")) > LARGEST:
        return "size"
    return found


_POLICIES = ("Content-Security-Policy", "Content-Security-Policy-Report-Only")


def varies_on(request: HttpRequest, response: HttpResponseBase) -> list[str] | None:
    """The headers by which the answer varies; None if it varies by everything.

    The language is none of them where the address alone decides on it.
    """
    found = {name.lower() for name in _vary(response)} - {"accept-encoding"}
    if "*" in found:
        return None
    if "accept-language" in found and is_language_fixed(request):
        found.remove("accept-language")
    return sorted(found)


def is_language_fixed(request: HttpRequest) -> bool:
    """Whether Django's LocaleMiddleware takes the language from the path, whoever asks."""
    urlconf = getattr(request, "urlconf", settings.ROOT_URLCONF)
    is_used, is_default_prefixed = is_language_prefix_patterns_used(urlconf)
    if not is_used:
        return False
    return bool(get_language_from_path(request.path_info)) or not is_default_prefixed


def kept_headers(response: HttpResponseBase, pages: list[str]) -> list[tuple[str, str]]:
    """The headers as they are given again, with what caches need to know.

    `pages` are the keys of the pages that the answer shows.
    """
    kept = [(name, value) for name, value in response.items() if name.lower() not in OURS]
    listed = {name.lower(): name for name in _vary(response)}
    listed.setdefault("accept-encoding", "Accept-Encoding")
    if "Cache-Control" not in response.headers:
        kept.append(("Cache-Control", str(setting("SNAPSHOT_CACHE_CONTROL"))))
    tags = str(setting("SNAPSHOT_TAGS_HEADER"))
    if tags and pages:
        kept.append((tags, ",".join(f"page-{key}" for key in pages)))
    return [*kept, ("Vary", ", ".join(listed.values()))]


def _vary(response: HttpResponseBase) -> list[str]:
    names = (name.strip() for name in response.headers.get("Vary", "").split(","))
    return [name for name in names if name]
