"""How many requests a client may send in a minute that get no stored answer."""

from __future__ import annotations

from ipaddress import IPv6Address, IPv6Network, ip_address
from time import time
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import translation
from django.utils.module_loading import import_string

from ..conf import setting
from ..outage import retry_later
from .rendering.requests import INTERNAL
from .serving.addresses import is_static_file
from .serving.parameters import is_api
from .serving.rules import rules
from .signed_in import has_signed_in

if TYPE_CHECKING:
    from collections.abc import Mapping
    from http import HTTPStatus

    from django.http import HttpResponse

WINDOW = 60  # seconds
# In the environment of a request that has been counted: after how many seconds it may come again.
COUNTED = "results.snapshots.counted"


def seconds_to_wait(meta: dict[str, Any]) -> int:
    """Count the request, once; return after how many seconds its client may come again, 0 for at once.

    `meta` is the request's environment. Nobody is counted who has signed in, whose address is not
    known, or while the cache is away; nor is a static file that is there.
    """
    if COUNTED not in meta:
        is_free = (
            INTERNAL in meta
            or not rules().is_limited
            or is_static_file(meta)
            or has_signed_in(meta)
        )
        meta[COUNTED] = 0 if is_free else _spend(meta)
    seconds: int = meta[COUNTED]
    return seconds


def give_back(meta: Mapping[str, Any]) -> None:
    """Count no more a request that has been counted."""
    if rules().is_limited:
        _spend(meta, -1)


def refusal(request: HttpRequest, status: HTTPStatus, seconds: int) -> HttpResponse:
    """Return the answer, in the language of the address, to who is to come again after so many seconds."""
    # No middleware has set the language, or that of the request before.
    with translation.override(settings.LANGUAGE_CODE):
        return retry_later(request, status, seconds, as_json=is_api(request.path_info))


def _spend(meta: Mapping[str, Any], by: int = 1) -> int:
    most = int(setting("UNCACHED_PER_MINUTE"))
    client = _client(meta) if most else ""
    if not client:
        return 0
    minute, second = divmod(int(time()), WINDOW)
    key = f"results-uncached-{minute}-{client}"
    try:
        count = _count(key, by)
    except Exception:  # noqa: BLE001 - each cache has errors of its own
        return 0
    return WINDOW - second if count > most else 0


def _count(key: str, by: int) -> int:
    try:
        return cache.incr(key, by)
    except ValueError:
        # The first of its minute.
        cache.add(key, by, WINDOW)
        return by


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
