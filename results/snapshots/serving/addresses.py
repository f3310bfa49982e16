"""Addresses of stored answers, and the parameters that they are stored by."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode

from django.apps import apps
from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http.request import split_domain_port, validate_host
from django.urls import NoReverseMatch, Resolver404, get_script_prefix, resolve, reverse
from django.utils._os import safe_join

from wagtail.models import get_page_models

from ...models.addresses import registered_views
from .rules import Rules, release, rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


METHODS = ("GET", "HEAD")
# What is added to an address so that somebody can tell where a visitor came from.
TRACKING = re.compile(
    r"(?:_ga|_gl|_hs|mc_|mtm_|oly_|pk_|rb_|utm_|vero_).*"
    r"|(?:d|fb|g|tw|y)clid|msclkid|igshid|gbraid|wbraid|s_cid|wickedid"
)
LONGEST_PATH = 2_000
LONGEST_QUERY = 500
# Addresses up to this length are remembered as they have been read.
SHORT = 300


@dataclass(frozen=True)
class Address:
    """Where a public answer is, and the key that the answer is stored by."""

    scheme: str
    host: str
    path: str
    query: str = ""
    script: str = ""

    @cached_property
    def key(self) -> str:
        """Return the key; each release has others."""
        parts = (release(), self.scheme, self.host, self.script, self.path, self.query)
        digest = blake2b("\0".join(parts).encode(errors="surrogatepass"), digest_size=24)
        return digest.hexdigest()

    @property
    def url(self) -> str:
        """Return the address as people read it."""
        path = _readable(self.script + self.path)
        return f"{self.scheme}://{self.host}{path}{'?' if self.query else ''}{self.query}"


def _readable(path: str) -> str:
    try:
        return path.encode("latin-1").decode()
    except UnicodeError:
        return path


def address_of(meta: Mapping[str, Any]) -> Address | None:
    """Return the address that a request asks for; None if no stored answer can be for it.

    `meta` is the request's environment as WSGI describes it. The host is one that is known; the
    parameters that only tell where a visitor came from are left out.
    """
    if meta.get("REQUEST_METHOD") not in METHODS or "HTTP_AUTHORIZATION" in meta:
        return None
    # A page may have another template for a request by a script.
    if "HTTP_X_REQUESTED_WITH" in meta:
        return None
    now = rules()
    if not now.personal_cookies.isdisjoint(cookie_names(meta)):
        return None
    path, query = meta.get("PATH_INFO") or "/", meta.get("QUERY_STRING", "")
    if path.startswith(private_paths(settings.ROOT_URLCONF)):
        return None
    scheme = _scheme(meta, now)
    read = _read if len(path) + len(query) <= SHORT else _read.__wrapped__
    return read(scheme, _host(meta, scheme, now), path, query, meta.get("SCRIPT_NAME", ""))


@lru_cache(maxsize=4096)
def _read(scheme: str, host: str, path: str, query: str, script: str) -> Address | None:
    if len(path) > LONGEST_PATH or "\0" in path:
        return None
    counting = relevant(query)
    if not host or counting is None:
        return None
    return Address(scheme, host, path, counting, script)


def cookie_names(meta: Mapping[str, Any]) -> set[str]:
    """Return the names of the cookies of a request."""
    return {
        part.partition("=")[0].strip() for part in str(meta.get("HTTP_COOKIE", "")).split(";")
    } - {""}


def _scheme(meta: Mapping[str, Any], now: Rules) -> str:
    name, secure = now.secure_header
    if given := meta.get(name):
        return "https" if given.split(",", 1)[0].strip() == secure else "http"
    return meta.get("wsgi.url_scheme", "http")


def _host(meta: Mapping[str, Any], scheme: str, now: Rules) -> str:
    """Return the host as `HttpRequest.get_host()` has it, or "" for an unknown one."""
    port = str(meta.get("SERVER_PORT", ""))
    if now.proxy_tells_port and "HTTP_X_FORWARDED_PORT" in meta:
        return ""
    if now.proxy_tells_host and "HTTP_X_FORWARDED_HOST" in meta:
        host = meta["HTTP_X_FORWARDED_HOST"]
    elif "HTTP_HOST" in meta:
        host = meta["HTTP_HOST"]
    else:
        host = meta.get("SERVER_NAME", "")
        if port != ("443" if scheme == "https" else "80"):
            host = f"{host}:{port}"
    return host if _is_known(host, port, now) else ""


@lru_cache(maxsize=256)
def _is_known(host: str, server_port: str, now: Rules) -> bool:
    """Return whether the host is written out in the settings, with the port that is served.

    A site that takes any host would be asked to store an answer for each that somebody makes up.
    """
    domain, port = split_domain_port(host)
    return (
        bool(domain)
        and host == host.lower()
        and port in ("", server_port, "80", "443")
        and validate_host(domain, now.hosts)
    )


def relevant(text: str) -> str | None:
    """Return the parameters that an answer may depend on, sorted; None if there are too many."""
    if len(text) > LONGEST_QUERY * 4:
        return None
    counting = [
        (name, value)
        for name, value in parse_qsl(text, keep_blank_values=True)
        if not TRACKING.fullmatch(name)
    ]
    query = urlencode(sorted(counting, key=lambda pair: pair[0]))
    return query if len(query) <= LONGEST_QUERY else None


@lru_cache(maxsize=1)
def private_paths(urlconf: str) -> tuple[str, ...]:
    """Return the prefixes of paths that are never stored: the admin and static files."""
    found: list[Any] = [settings.STATIC_URL]
    for name in ("wagtailadmin_home", "admin:index"):
        try:
            found.append(reverse(name, urlconf))
        except NoReverseMatch:
            continue
    prefix = get_script_prefix()
    paths = ("/" + path.removeprefix(prefix).lstrip("/") for path in found if path)
    return tuple(path for path in paths if path != "/")


def is_static_file(meta: Mapping[str, Any]) -> bool:
    """Return whether the request is for a static file that is there, which costs next to nothing."""
    prefix = "/" + settings.STATIC_URL.removeprefix(get_script_prefix()).lstrip("/")
    path = meta.get("PATH_INFO", "")
    if not settings.STATIC_ROOT or not path.startswith(prefix):
        return False
    try:
        return Path(safe_join(settings.STATIC_ROOT, path.removeprefix(prefix))).is_file()
    except (SuspiciousFileOperation, OSError, ValueError):
        return False


def without_ignored(names: Iterable[str]) -> set[str]:
    """Return the cookies that may change an answer: all that the site does not ignore."""
    ignored = rules().ignored_cookies
    return {
        name
        for name in names
        if name not in ignored and not name.startswith(("_ga", "_pk_", "_hj"))
    }


NAME = "snapshot_parameters"
# Of Wagtail's APIs, as far as everybody may use them and there are few values.
OF_APIS = frozenset(
    [
        "ancestor_of",
        "child_of",
        "descendant_of",
        "edition",
        "fields",
        "indicator",
        "kind",
        "limit",
        "locale",
        "offset",
        "order",
        "ordering",
        "period",
        "rich_text_format",
        "site",
        "slug",
        "translation_of",
        "type",
    ]
)
_V3 = "wagtailapi_v3"


def declare_parameters(*names: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Decorate a view whose answers differ by these parameters, and by no others.

    A page class says so by an attribute, `snapshot_parameters = ("page",)`.
    """

    def decorate(view: Callable[..., Any]) -> Callable[..., Any]:
        setattr(view, NAME, names)
        return view

    return decorate


def is_limited(path: str, query: str | None) -> bool:
    """Whether such requests are counted although their answers are stored.

    These are all of Wagtail's APIs, and those with parameters, of which there is no end.
    """
    return query != "" or is_api(path)


def is_api(path: str) -> bool:
    """Return whether one of Wagtail's APIs answers there."""
    return _declared(path) is OF_APIS


def are_declared(path: str, query: str) -> bool:
    """Return whether the address declares all parameters of the query."""
    return {name for name, _value in parse_qsl(query, True)} <= _declared(path)


@lru_cache(maxsize=1)
def _of_pages() -> frozenset[str]:
    """Return what any page, or view below one, declares; only its request can tell which it is."""
    declaring = (*get_page_models(), *registered_views())
    return frozenset(name for each in declaring for name in getattr(each, NAME, ()))


@lru_cache(maxsize=1000)
def _declared(path: str) -> frozenset[str]:
    try:
        found = resolve(path)
    except Resolver404:
        return frozenset()
    if found.url_name == "wagtail_serve":
        return _of_pages()
    if _V3 in found.namespaces or _is_v2(found.func):
        return OF_APIS
    return frozenset(getattr(found.func, NAME, ()))


def _is_v2(view: Any) -> bool:
    if not apps.is_installed("wagtail.api.v2"):
        return False
    from wagtail.api.v2.views import BaseAPIViewSet

    return issubclass(getattr(view, "cls", object), BaseAPIViewSet)
