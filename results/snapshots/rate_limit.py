"""Who asks, and how many requests without a stored answer each client may send in a minute."""

import logging
from collections import OrderedDict
from collections.abc import Callable, Mapping
from contextlib import suppress
from hashlib import blake2b
from http import HTTPStatus
from importlib import import_module
from ipaddress import IPv6Address, IPv6Network, ip_address
from time import monotonic, time
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.core.cache import cache
from django.db import close_old_connections
from django.http import HttpRequest, HttpResponse, parse_cookie
from django.utils import translation
from django.utils.module_loading import import_string

from ..conf import setting
from ..problems import retry_later
from .addresses import METHODS, is_api, is_static_file
from .rules import rules
from .storing import INTERNAL

logger = logging.getLogger(__name__)

WINDOW = 60  # seconds
# How many times as much as a stranger somebody may do who has signed in.
SIGNED_IN = 10
# In the environment of a request that has been counted: after how many seconds it may come again.
COUNTED = "results.snapshots.counted"
# By which key, until it is given back.
_COUNTED_AS = "results.snapshots.counted_as"
_CLIENT = "results.snapshots.client"
REMEMBERED_FOR = 60.0  # seconds
MOST_REMEMBERED = 1_000
# So often a second a process looks for somebody whom it does not know: most are made up.
MOST_LOOKED_FOR = 500
# After an error nobody is looked for a while: a database that is away keeps no thread.
LEAVE_ALONE = 1.0  # seconds

# Until when. What is made up is never remembered: it would drive out what exists.
_known: OrderedDict[tuple[str, str], float] = OrderedDict()
_looks_again = 0.0


def seconds_to_wait(meta: dict[str, Any]) -> int:
    """Count the request, once; return after how many seconds its client may come again, 0 for at once.

    `meta` is the request's environment. Not counted are static files that exist, clients whose
    address is not known, and everybody while the cache is away.
    """
    if INTERNAL in meta:
        return 0
    if COUNTED not in meta:
        meta[COUNTED] = 0 if not rules().is_limited or is_free(meta) else _spend(meta)
    seconds: int = meta[COUNTED]
    return seconds


def is_free(meta: Mapping[str, Any]) -> bool:
    """Return whether the request reads a static file that exists, which costs next to nothing."""
    return meta.get("REQUEST_METHOD") in METHODS and is_static_file(meta)


def give_back(meta: dict[str, Any]) -> None:
    """Count no more a request that has been counted."""
    if key := meta.pop(_COUNTED_AS, ""):
        with suppress(Exception):
            cache.decr(key)


def client_of(meta: dict[str, Any]) -> tuple[str, bool]:
    """Return what names the client of a request, and whether it has signed in.

    That is its session or token, as far as known within a minute, else its address; "" where no
    client is limited or the address is not known. A session in which nobody has signed in is none.
    """
    if _CLIENT not in meta:
        secret = _find_secret(meta)
        name = blake2b(secret.encode(), digest_size=16).hexdigest() if secret else _address(meta)
        meta[_CLIENT] = (name if _most() else "", bool(secret))
    client: tuple[str, bool] = meta[_CLIENT]
    return client


def _most() -> int:
    return int(setting("UNCACHED_PER_MINUTE")) if rules().is_limited else 0


def _find_secret(meta: Mapping[str, Any]) -> str:
    cookies = parse_cookie(meta.get("HTTP_COOKIE", ""))
    session = cookies.get(settings.SESSION_COOKIE_NAME, "")
    if _exists("session", session, _is_session):
        return session
    scheme, _space, token = meta.get("HTTP_AUTHORIZATION", "").partition(" ")
    token = token.strip() if scheme.lower() == "bearer" else ""
    return token if _exists("token", token, _is_token) else ""


def _exists(kind: str, secret: str, look: Callable[[str], bool]) -> bool:
    global _looks_again
    now, until = monotonic(), _known.get((kind, secret), 0.0)
    # Whoever is known stays so while nobody is looked for; a database fails at control characters.
    if not secret or not secret.isprintable() or until > now or now < _looks_again:
        return until > 0
    _looks_again = max(_looks_again, now - 1) + 1 / MOST_LOOKED_FOR
    try:
        is_found = look(secret)
    except Exception:  # noqa: BLE001 - each store of sessions has errors of its own
        _looks_again = now + LEAVE_ALONE
        close_old_connections()
        return until > 0
    _known.pop((kind, secret), None)
    if is_found:
        _known[kind, secret] = now + REMEMBERED_FOR
    while len(_known) > MOST_REMEMBERED:
        _known.popitem(last=False)
    return is_found


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
    client, has_signed_in = client_of(meta)
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
    most = _most() * (SIGNED_IN if has_signed_in else 1)
    return WINDOW - second if count > most else 0


def _address(meta: Mapping[str, Any]) -> str:
    named = setting("CLIENT_ADDRESS")
    if named:
        request = HttpRequest()
        request.META = dict(meta)
        try:
            text = import_string(named)(request)
        except Exception:
            logger.exception("%s fails; the request is not limited", named)
            return ""
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
