"""Addresses of stored answers, and the parameters that they are stored by."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.core.exceptions import DisallowedHost, SuspiciousFileOperation
from django.http.request import HttpRequest, split_domain_port, validate_host
from django.urls import NoReverseMatch, Resolver404, get_script_prefix, resolve, reverse
from django.utils import translation
from django.utils._os import safe_join
from django.utils.translation import get_language_from_path

from wagtail.models import get_page_models

from ..models.addresses import registered_views
from .rules import Rules, release, rules

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
    # A page may have another template for a request by a script; the web server may know the person.
    if "HTTP_X_REQUESTED_WITH" in meta or meta.get("REMOTE_USER"):
        return None
    now = rules()
    if "HTTP_COOKIE" in meta and not now.personal_cookies.isdisjoint(cookie_names(meta)):
        return None
    path, query = meta.get("PATH_INFO") or "/", meta.get("QUERY_STRING", "")
    if path.startswith(private_paths(settings.ROOT_URLCONF)):
        return None
    if not query.isascii():
        return None
    scheme, host = _origin(tuple((name, meta[name]) for name in now.of_origin if name in meta), now)
    read = _read if len(path) + len(query) <= SHORT else _read.__wrapped__
    return read(scheme, host, path, query, meta.get("SCRIPT_NAME", ""))


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


class _Request(HttpRequest):
    """A request as far as its origin goes."""

    def __init__(self, meta: dict[str, Any]) -> None:
        self.META = meta

    def _get_scheme(self) -> str:
        return str(self.META["wsgi.url_scheme"])


@lru_cache(maxsize=256)
def _origin(said: tuple[tuple[str, str], ...], now: Rules) -> tuple[str, str]:
    """Return the scheme and the host; "" for a host that is not written out in the settings.

    A site that takes any host would be asked to store an answer for each that somebody makes up.
    """
    request = _Request(dict(said))
    try:
        host, port_served = request.get_host(), request.META.get("SERVER_PORT", "")
    except DisallowedHost:
        return "", ""
    domain, port = split_domain_port(host)
    is_known = (
        host == host.lower()
        and port in ("", port_served, "80", "443")
        and validate_host(domain, now.hosts)
        and not (settings.USE_X_FORWARDED_PORT and "HTTP_X_FORWARDED_PORT" in request.META)
    )
    return str(request.scheme), host if is_known else ""


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


NAME = "snapshot_parameters"
# Of Wagtail's APIs, as far as everybody may use them and there are few values.
OF_APIS = frozenset(
    [
        "ancestor_of",
        "child_of",
        "descendant_of",
        "edition",
        "fields",
        "html_path",
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
    language = get_language_from_path(path) or settings.LANGUAGE_CODE
    try:
        with translation.override(language):
            found = resolve(path)
    except Resolver404:
        return frozenset()
    if found.url_name == "wagtail_serve":
        return _of_pages()
    # What is asked by the second name is an endpoint of API v2.
    if _V3 in found.namespaces or hasattr(
        getattr(found.func, "cls", None), "known_query_parameters"
    ):
        return OF_APIS
    return frozenset(getattr(found.func, NAME, ()))
