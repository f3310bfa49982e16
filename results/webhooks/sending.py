"""One POST to an address that strangers may have typed: only to the open internet, and bounded."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Mapping
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from ipaddress import IPv6Address, ip_address, ip_network
from threading import Timer
from time import monotonic
from urllib.parse import urlsplit

from .models import is_private_allowed

TIMEOUT = 10.0  # seconds for all of it, but for the question for the address
LARGEST_ANSWER = 64 * 1024
# What may be globally routed of IPv6; it has neither NAT64 nor IPv4 in disguise.
_UNICAST = ip_network("2000::/3")


class NotSentError(Exception):
    """Raised when there was no answer; its text says why."""


def post(url: str, body: bytes, headers: Mapping[str, str]) -> int:
    """Send the body and return the status of the answer, of which at most 64 kB are read.

    No redirect is followed, no proxy is used. Raises NotSentError.
    """
    try:
        return _post(url, body, headers)
    except (OSError, HTTPException, ValueError) as error:
        # ValueError: a name that is none, and Python's ssl for what was cut.
        raise NotSentError(f"{type(error).__name__}: {error}") from error


def _post(url: str, body: bytes, headers: Mapping[str, str]) -> int:
    connection, parts = _Connection(url), urlsplit(url)
    alarm = Timer(TIMEOUT, connection.cut)
    alarm.start()
    try:
        target = f"{parts.path or '/'}{'?' * bool(parts.query)}{parts.query}"
        connection.request("POST", target, body, dict(headers))
        answer = connection.getresponse()
        if connection.is_cut:
            raise TimeoutError(f"No whole answer within {TIMEOUT:g} seconds.")
        # What a receiver still has to say, so that it can end in peace; nobody reads it.
        with suppress(OSError, HTTPException, ValueError):
            answer.read(LARGEST_ANSWER)
        return answer.status
    finally:
        alarm.cancel()
        connection.close()


class _Connection(HTTPConnection):
    """A connection to an address that was checked, under the name in the URL."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self.is_cut = False
        self.is_secure = parts.scheme == "https"
        self.default_port = 443 if self.is_secure else 80
        super().__init__(parts.hostname or "", parts.port or self.default_port, timeout=TIMEOUT)

    def connect(self) -> None:
        """Connect to the first of the addresses that answers."""
        self.sock = _connected(_checked_addresses(self.host, self.port), self.port)
        if self.is_secure:
            context = ssl.create_default_context()
            # The handshake comes after, when the alarm can cut it.
            self.sock = context.wrap_socket(
                self.sock, server_hostname=self.host, do_handshake_on_connect=False
            )
            self.sock.do_handshake()

    def cut(self) -> None:
        """End whatever is under way, from another thread."""
        self.is_cut = True
        if self.sock is not None:
            with suppress(OSError):
                # Of SSLSocket it would take away the session, which is being read.
                socket.socket.shutdown(self.sock, socket.SHUT_RDWR)


def is_global(address: str) -> bool:
    """Whether the IP address is one of the open internet's, and of a single machine."""
    ip = ip_address(address)
    if isinstance(ip, IPv6Address) and ip.ipv4_mapped is None:
        # Python's older releases take 6to4 for global.
        return ip in _UNICAST and ip.is_global and ip.sixtofour is None
    ip = ip.ipv4_mapped or ip if isinstance(ip, IPv6Address) else ip
    return ip.is_global and not ip.is_multicast


def _checked_addresses(host: str, port: int) -> list[str]:
    """Return the addresses of the name; raises OSError when any is not of the open internet."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(sockaddr[0]) for *_rest, sockaddr in found]
    if not is_private_allowed() and not all(map(is_global, addresses)):
        raise OSError(f"{host} is in a private network.")
    return addresses


def _connected(addresses: list[str], port: int) -> socket.socket:
    until = monotonic() + TIMEOUT
    for address in addresses[:-1]:
        with suppress(OSError):
            return socket.create_connection((address, port), max(until - monotonic(), 1))
    return socket.create_connection((addresses[-1], port), max(until - monotonic(), 1))
