"""How many requests that get no stored answer a client may send in a minute, unless it has signed in."""

from __future__ import annotations

from collections import OrderedDict
from contextlib import suppress
from importlib import import_module
from ipaddress import IPv6Address, IPv6Network, ip_address
from time import monotonic, time
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.core.cache import cache
from django.db import Error, close_old_connections
from django.http import HttpRequest, parse_cookie
from django.utils import translation
from django.utils.module_loading import import_string

from ..conf import setting
from ..outage import retry_later
from .rendering.storable import INTERNAL
from .serving.addresses import is_api, is_static_file
from .serving.rules import rules

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from http import HTTPStatus

    from django.http import HttpResponse

WINDOW = 60  # seconds
# In the environment of a request that has been counted: after how many seconds it may come again.
COUNTED = "results.snapshots.counted"
# By which key, until it is given back.
_COUNTED_AS = "results.snapshots.counted_as"
REMEMBERED_FOR = 60.0  # seconds
MOST_REMEMBERED = 1_000
# After an error nobody is looked for a while: a database that is away keeps no thread.
LEAVE_ALONE = 1.0  # seconds

# Until when. What is made up is never remembered: it would drive out what exists.
_known: OrderedDict[tuple[str, str], float] = OrderedDict()
_failed = float("-inf")


def seconds_to_wait(meta: dict[str, Any]) -> int:
    """Count the request, once; return after how many seconds its client may come again, 0 for at once.

    `meta` is the request's environment. Nobody is counted who has signed in, whose address is not
    known, or while the cache is away; nor is a static file that is there.
    """
    if INTERNAL in meta:
        return 0
    if COUNTED not in meta:
        is_free = not rules().is_limited or is_static_file(meta) or has_signed_in(meta)
        meta[COUNTED] = 0 if is_free else _spend(meta)
    seconds: int = meta[COUNTED]
    return seconds


def give_back(meta: dict[str, Any]) -> None:
    """Count no more a request that has been counted."""
    if key := meta.pop(_COUNTED_AS, ""):
        with suppress(Exception):
            cache.decr(key)


def has_signed_in(meta: Mapping[str, Any]) -> bool:
    """Return whether the request is by somebody who has signed in, as far as known within a minute.

    `meta` is the request's environment. A session in which nobody has signed in is none.
    """
    cookies = parse_cookie(meta.get("HTTP_COOKIE", ""))
    scheme, _space, token = meta.get("HTTP_AUTHORIZATION", "").partition(" ")
    return _exists("session", cookies.get(settings.SESSION_COOKIE_NAME, ""), _is_session) or (
        scheme.lower() == "bearer" and _exists("token", token.strip(), _is_token)
    )


def _exists(kind: str, secret: str, look: Callable[[str], bool]) -> bool:
    global _failed
    now = monotonic()
    if _known.get((kind, secret), 0.0) > now:
        return True
    if now - _failed < LEAVE_ALONE:
        return False
    try:
        if not look(secret):
            return False
    except Error:
        _failed = now
        close_old_connections()
        return False
    except Exception:  # noqa: BLE001 - each store of sessions has errors of its own
        return False
    _known[kind, secret] = now + REMEMBERED_FOR
    while len(_known) > MOST_REMEMBERED:
        _known.popitem(last=False)
    return True


def _is_session(key: str) -> bool:
    store: Any = import_module(settings.SESSION_ENGINE).SessionStore(key)
    return SESSION_KEY in store


def _is_token(token: str) -> bool:
    if not apps.is_installed("wagtail.api.v3"):
        return False
    from wagtail.models import APIToken

    valid = APIToken.objects.filter(revoked_at=None, user__is_active=True)
    return valid.filter(key_hash__in=APIToken.candidate_key_hashes(token)).exists()


def refusal(request: HttpRequest, status: HTTPStatus, seconds: int) -> HttpResponse:
    """Return the answer, in the language of the address, to who is to come again after so many seconds."""
    # No middleware has set the language, or that of the request before.
    with translation.override(settings.LANGUAGE_CODE):
        return retry_later(request, status, seconds, as_json=is_api(request.path_info))


def _spend(meta: dict[str, Any]) -> int:
    most = int(setting("UNCACHED_PER_MINUTE"))
    client = _client(meta) if most else ""
    if not client:
        return 0
    minute, second = divmod(int(time()), WINDOW)
    key = meta[_COUNTED_AS] = f"results-uncached-{minute}-{client}"
    # Each cache has errors of its own.
    try:
        count = cache.incr(key)
    except ValueError:
        # The first of its minute.
        count = 1
        with suppress(Exception):
            cache.add(key, count, WINDOW)
    except Exception:  # noqa: BLE001
        return 0
    return WINDOW - second if count > most else 0


def _client(meta: Mapping[str, Any]) -> str:
    """Return what names the client, or ""."""
    named = setting("CLIENT_ADDRESS")
    if named:
        request = HttpRequest()
        request.META = dict(meta)
        text = import_string(named)(request)
    else:
        text = meta.get("REMOTE_ADDR")
    return network_of(str(text))


def network_of(address: str) -> str:
    """Return the address, of IPv6 its first 64 bits: a household has all of the others; "" for none."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return ""
    shown = getattr(parsed, "ipv4_mapped", None) or parsed
    if isinstance(shown, IPv6Address):
        return str(IPv6Network((int(shown), 64), strict=False).network_address)
    return str(shown)
