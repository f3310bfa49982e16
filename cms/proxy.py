"""Who asks, when a proxy stands in front of the site."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The visitor's address, as the last proxies of our own saw it.

    Each proxy appends to X-Forwarded-For the address that it was asked from. What stands further
    to the left was sent by the visitor, who may have made it up. Without a proxy, and for a
    header that makes no sense, it is the address of the connection.
    """
    remote = str(request.META.get("REMOTE_ADDR", ""))
    if not settings.PROXY_COUNT:
        return remote
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",")]
    if len(hops) < settings.PROXY_COUNT:
        return remote
    try:
        return str(ipaddress.ip_address(hops[-settings.PROXY_COUNT]))
    except ValueError:
        return remote
