"""How many requests a client may send in a minute that no stored answer is for."""

from __future__ import annotations

from ipaddress import IPv6Address, IPv6Network, ip_address
from time import time
from typing import TYPE_CHECKING, Any

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.module_loading import import_string

from ..conf import setting

if TYPE_CHECKING:
    from collections.abc import Mapping

WINDOW = 60  # seconds


def spend(meta: Mapping[str, Any], by: int = 1) -> int:
    """Count a request; return after how many seconds its client may come again, 0 for at once.

    `meta` is the request's environment. Whose address is not known is not counted, nor anybody
    while the cache is away.
    """
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


def give_back(meta: Mapping[str, Any]) -> None:
    """Count the request no more: it was of somebody who may send as many as needed."""
    spend(meta, -1)


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
