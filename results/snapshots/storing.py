"""Rendering the answer of an address by an internal request, and storing it if it is everybody's.

The request is anonymous, with nothing in it that a visitor could have put there. An answer that depends
on a header says so by `Vary`; which cookies it depends on is noted.
"""

import gzip
import json
import logging
from collections import UserDict
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import lru_cache
from hashlib import blake2b
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.conf.urls.i18n import is_language_prefix_patterns_used
from django.core.cache import cache
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.db import Error, connection
from django.http import HttpResponse
from django.http.request import split_domain_port
from django.urls import get_script_prefix, get_urlconf, set_script_prefix, set_urlconf
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.utils.functional import cached_property
from django.utils.translation import get_language_from_path

from wagtail.models import Page, Site
from wagtail.models.sites import SITE_ROOT_PATHS_CACHE_KEY, SITE_ROOT_PATHS_CACHE_VERSION

from .. import cache_tags
from ..asking import asked
from ..conf import setting
from . import table
from .addresses import NAME as PARAMETERS
from .addresses import Address
from .answers import Head, Stored
from .rules import rules
from .versions import UNKNOWN, settled_version
from .watching import elsewhere

try:
    import brotli
except ImportError:  # it is not needed, and not there on every machine
    brotli = None

logger = logging.getLogger(__name__)

# In the environment of an internal request.
INTERNAL = "results.snapshots.rendering"
# Of those that documents have (RFC 5737), so of no visitor.
NOBODY = "192.0.2.1"
# For so long it is known that nothing is at an address, unless something changes.
MISSING_FOR = timedelta(minutes=1)
# In bytes; smaller bodies do not get any smaller.
SMALLEST, LARGEST = 200, 4_000_000
# Types of files that are compressed already.
PACKED = (
    "application/pdf",
    "application/zip",
    "image/jpeg",
    "image/png",
    "image/webp",
    "image/avif",
)
# What we say ourselves, or what belongs to one connection only.
OURS = frozenset({"connection", "content-encoding", "content-length", "date", "etag", "server"})
# Reasons to refuse an answer that say nothing of the next time.
CHANGED = "something changed while it was made"
UNCOMMITTED = "it was asked for within a transaction"
PASSING = (CHANGED, UNCOMMITTED)
_POLICIES = ("Content-Security-Policy", "Content-Security-Policy-Report-Only")
# The version, and what Wagtail's cache of the paths of front pages says in it. Wagtail keeps it for an
# hour, and forgets it in the process that changes one: where each process has a cache of its own no
# other would hear of that, and whoever had asked before the change may note it after.
_known_sites: tuple[int, list[tuple[Any, ...]]] = (UNKNOWN, [])


class _Cookies(UserDict[str, str]):
    """No cookies; notes the name of each that is looked for, "*" for all of them."""

    def __init__(self) -> None:
        super().__init__()
        self.wanted: set[str] = set()

    def __contains__(self, name: object) -> bool:
        self.wanted.add(str(name))
        return super().__contains__(name)

    def __getitem__(self, name: str) -> str:
        self.wanted.add(name)
        return super().__getitem__(name)

    def __iter__(self) -> Iterator[str]:
        self.wanted.add("*")
        return super().__iter__()

    def __len__(self) -> int:
        self.wanted.add("*")
        return super().__len__()


class InternalRequest(WSGIRequest):
    """A request of nobody in particular.

    `databases` are others than the default one that the site has asked; `results_page_id` is the page
    that the answer shows, and `results_declaring` what declares its parameters.
    """

    results_page_id: int | None = None
    results_declaring: Any = None

    def __init__(self, environment: dict[str, Any]) -> None:
        super().__init__(environment)
        self.databases: set[str] = set()

    @cached_property
    def COOKIES(self) -> _Cookies:  # type: ignore[override]
        return _Cookies()


@lru_cache(maxsize=1)
def _handler() -> BaseHandler:
    """Return the site's whole chain of middleware; ours lets an internal request pass."""
    handler = BaseHandler()
    handler.load_middleware()
    return handler


def ask(address: Address) -> tuple[InternalRequest, Any]:
    """Return an internal request for the address, and what the site answers."""
    prefix, urlconf = get_script_prefix(), get_urlconf()
    # Neither the language nor the time zone of whoever has it made is that of the answer.
    with translation.override(settings.LANGUAGE_CODE), timezone.override(None):
        set_script_prefix(f"{address.script}/")
        request = InternalRequest(_environment(address))
        token = elsewhere.set(request.databases)
        try:
            return request, _with_file_read(_handler().get_response(request))
        finally:
            elsewhere.reset(token)
            # The request within which this one is made goes on as it was.
            set_script_prefix(prefix)
            set_urlconf(urlconf)


def _with_file_read(response: Any) -> Any:
    """Return the same with the content of the file that is sent, unless it is too large."""
    if (file := getattr(response, "file_to_stream", None)) is None:
        return response
    with file:
        content = file.read(LARGEST + 1)
    read = HttpResponse(content, headers=response.headers, status=response.status_code)
    read.cookies = response.cookies
    return read


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
        "REMOTE_ADDR": NOBODY,
        "wsgi.url_scheme": address.scheme,
    }
    if port:
        environment["SERVER_PORT"] = port
    # What a server says besides, such as the usual port.
    setup_testing_defaults(environment)
    return environment


def why_not(request: InternalRequest, response: Any) -> str:
    """Return why the answer may not be stored, as the rest of a sentence about it, or ""."""
    headers = response.headers
    control = headers.get("Cache-Control", "").lower()
    reasons = {
        "its status is not 200": response.status_code != HTTPStatus.OK,
        "it is sent piece by piece": response.streaming,
        # Django sets it, to one value or the other, for whoever has asked for a token.
        "it has a form with a token against forgery": "CSRF_COOKIE_NEEDS_UPDATE" in request.META,
        "it sets a cookie": bool(response.cookies) or "Set-Cookie" in headers,
        "it says that no cache may keep it": "private" in control or "no-store" in control,
        "the site has compressed it already": "Content-Encoding" in headers,
        "its Content-Security-Policy has a nonce": any(
            "'nonce-" in headers.get(name, "") for name in _POLICIES
        ),
        "it varies by everything": "*" in varies_on(request, response),
        "its page does not declare these parameters": not _is_declared(request),
        "it reads a database whose changes nobody notes": bool(request.databases),
        "it finds nothing": bool(request.GET) and _finds_nothing(response),
        "it is too large": len(getattr(response, "content", b"")) > LARGEST,
    }
    return next((reason for reason, applies in reasons.items() if applies), "")


def _finds_nothing(response: Any) -> bool:
    """Return whether it is the empty list of an API, as for any value that somebody makes up."""
    try:
        found = json.loads(response.content)
    except ValueError:
        return False
    return isinstance(found, dict) and found.get("items") == []


def _is_declared(request: InternalRequest) -> bool:
    declaring = request.results_declaring
    names = {name for name, _value in parse_qsl(request.META["QUERY_STRING"], True)}
    return declaring is None or names <= set(getattr(declaring, PARAMETERS, ()))


def varies_on(request: InternalRequest, response: Any) -> list[str]:
    """Return the headers by which the answer varies, "*" among them if it varies by everything.

    The language is none of them where the address alone decides on it. Which cookies it is about is
    known by name.
    """
    names = (name.strip().lower() for name in response.headers.get("Vary", "").split(","))
    found = set(names) - {"", "accept-encoding", "cookie"}
    if _is_language_fixed(request):
        found.discard("accept-language")
    return sorted(found)


def _cookies(request: InternalRequest) -> list[str]:
    """Return the cookies that the site has looked for, without those that decide on nothing here."""
    found = request.COOKIES.wanted - rules().ignored_cookies - rules().personal_cookies
    if _is_language_fixed(request):
        found.discard(settings.LANGUAGE_COOKIE_NAME)
    return sorted(found)


def _is_language_fixed(request: InternalRequest) -> bool:
    """Return whether LocaleMiddleware looks for the language, and then takes that of the path."""
    urlconf = getattr(request, "urlconf", settings.ROOT_URLCONF)
    is_used, is_default_prefixed = is_language_prefix_patterns_used(urlconf)
    # Below a prefix it looks for none: whatever is said there is said by the site.
    has_prefix = bool(get_language_from_path(request.path_info))
    return is_used and not is_default_prefixed and not has_prefix


def render(
    address: Address, known_version: int = UNKNOWN, *, is_asked_for: bool = True
) -> Stored | str:
    """Ask the site for the address; store the answer, or return the reason against storing it.

    `known_version` is the site's where it has just been asked for. What a visitor has asked for is not
    stored by a busy table: somebody waits. That nothing is there is valid for a while, and not stored.
    """
    version = settled_version() if known_version == UNKNOWN else known_version
    know_sites(version)
    begun = timezone.now()
    request, response = ask(address)
    # A file, such as a picture in another size, is there at once, without a change that counts.
    is_file = request.path.startswith(settings.MEDIA_URL)
    is_missing = response.status_code == HTTPStatus.NOT_FOUND and not is_file
    if is_missing:
        response.status_code = HTTPStatus.OK
    reason = (
        why_not(request, response)
        # What others do not see yet, or see no more, is nothing to store.
        or (UNCOMMITTED if connection.in_atomic_block else "")
        or ("" if version != UNKNOWN and are_sites_known(version) else CHANGED)
    )
    if reason:
        return reason
    stored = _stored(request, response, version, _valid_until(version, begun))
    if is_missing:
        stored.head.status = HTTPStatus.NOT_FOUND.value
        stored.head.valid_until = min(stored.head.valid_until, timezone.now() + MISSING_FOR)
        return stored
    try:
        table.store(stored, address, request.results_page_id, is_asked_for=is_asked_for)
    except Error as error:
        # Such as SQLite's only writer, whom no reader waits for. It is valid all the same.
        logger.info("The table does not get %s: %s", address.url, error)
    return stored


def _stored(request: InternalRequest, response: Any, version: int, valid_until: datetime) -> Stored:
    headers, content = _kept_headers(request, response), response.content
    digest = blake2b(f"{headers}".encode(), digest_size=15)
    digest.update(content)
    head = Head(
        headers=tuple(headers),
        varies_on=tuple(varies_on(request, response)),
        cookies=tuple(_cookies(request)),
        etag=digest.hexdigest(),
        valid_until=valid_until,
    )
    is_packed = response.headers.get("Content-Type", "").startswith(PACKED)
    return Stored(head, version, {"": content} if is_packed else _encodings(content))


def _kept_headers(request: InternalRequest, response: Any) -> list[tuple[str, str]]:
    """Return the headers as they are given again, with what caches in front need to know."""
    patch_vary_headers(response, ["Accept-Encoding"])
    response.headers.setdefault("Cache-Control", str(setting("SNAPSHOT_CACHE_CONTROL")))
    if header := str(setting("SNAPSHOT_TAGS_HEADER")):
        page_id = request.results_page_id
        about = cache_tags.tag_of_page(page_id) if page_id else cache_tags.LISTS
        response.headers[header] = f"{cache_tags.SITE},{about}"
    return [(name, value) for name, value in response.items() if name.lower() not in OURS]


def _valid_until(version: int, now: datetime) -> datetime:
    """Return when an answer of the version that was begun `now` gets old by the clock alone.

    That is at midnight at the latest: an answer may say which day it is, or what is due by then.
    """
    latest = now + timedelta(seconds=int(setting("SNAPSHOT_MAX_AGE")))
    tomorrow = now.astimezone(timezone.get_default_timezone()) + timedelta(days=1)
    midnight = tomorrow.replace(hour=0, minute=0, second=0, microsecond=0)
    return min([latest, midnight, *(moment for moment in _expiries(version) if moment > now)])


@lru_cache(maxsize=1)
def _expiries(version: int) -> list[datetime]:
    """Return when pages expire: going live is written, and gives another version; expiry is not."""
    return asked(_expiring)


def _expiring() -> Any:
    expiring = Page.objects.filter(live=True, expire_at__isnull=False)
    return expiring.order_by().values_list("expire_at", flat=True)


def _encodings(body: bytes) -> dict[str, bytes]:
    if len(body) < SMALLEST:
        return {"": body}
    # Without a time in it, the same body gives the same bytes.
    encodings = {"": body, "gzip": gzip.compress(body, 6, mtime=0)}
    if brotli is not None:
        encodings["br"] = brotli.compress(body, quality=5)
    return {name: made for name, made in encodings.items() if not name or len(made) < len(body)}


def know_sites(version: int) -> None:
    """Have the cache say what holds in the version."""
    global _known_sites
    if not (are_sites_known(version) and _cached_sites()):
        Site.clear_site_root_paths_cache()
        _known_sites = version, [tuple(one) for one in Site.get_site_root_paths()]


def are_sites_known(version: int) -> bool:
    """Return whether the cache still says so, or nothing."""
    number, known = _known_sites
    # Another thread may have made it say what held in an earlier version.
    return number == version and _cached_sites() in (None, known)


def _cached_sites() -> list[tuple[Any, ...]] | None:
    found = cache.get(SITE_ROOT_PATHS_CACHE_KEY, version=SITE_ROOT_PATHS_CACHE_VERSION)
    return None if found is None else [tuple(one) for one in found]
