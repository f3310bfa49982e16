"""Validation of the addresses that an editor may link to."""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

MAX_URL_LENGTH = 2048
# Bidirectional controls reorder what a reader sees of an address.
_DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_PRIVATE_SUFFIXES = (".localhost", ".local", ".internal", ".lan", ".home", ".corp", ".test")
# What may be globally routed of IPv6; it has neither NAT64 nor IPv4 in disguise.
_UNICAST = ipaddress.ip_network("2000::/3")
# What can be dialled, of at least 3 characters.
validate_telephone = RegexValidator(
    r"^[+(]?[0-9][0-9 ()./\u00a0-]{1,28}[0-9]$",
    _("Enter a telephone number: digits and spaces, with + before a country code."),
    code="telephone_invalid",
)


def validate_public_url(value: str) -> None:
    """Refuse an address that is not a plain http(s) address of a public host.

    Raises ValidationError for other schemes, protocol-relative addresses, user information,
    backslashes, control and direction characters, private or local hosts and over-long input.
    """
    if found := _refusal_of(value):
        message, code = found
        raise ValidationError(message % {"limit": MAX_URL_LENGTH}, code)


def _refusal_of(value: str) -> tuple[StrPromise, str] | None:
    if len(value) > MAX_URL_LENGTH:
        return _("The address is longer than %(limit)d characters."), "url_too_long"
    is_control = any(unicodedata.category(char) in {"Cc", "Zl", "Zp"} for char in value)
    if is_control or _DIRECTION & set(value):
        return _("The address contains invisible control characters."), "url_control"
    if "\\" in value or " " in value or re.search(r"%(?:0[0-9a-f]|1[0-9a-f]|7f)", value, re.I):
        return _("The address contains characters that are not allowed."), "url_characters"
    try:
        parts = urlsplit(value)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        return _("Enter a valid web address."), "url_invalid"
    if not parts.scheme:
        return _("Write the whole address, beginning with https://."), "url_relative"
    if parts.scheme.lower() not in {"http", "https"}:
        return _("Only addresses that begin with https:// or http:// are allowed."), "url_scheme"
    if "@" in parts.netloc:
        return _("The address must not contain a user name or a password."), "url_userinfo"
    if not _is_public_host(host):
        return _("The address must lead to a public website."), "url_private"
    return None


def _is_public_host(host: str) -> bool:
    host = host.rstrip(".").lower()
    if host.endswith(_PRIVATE_SUFFIXES):
        return False
    try:
        return is_public_address(host.split("%")[0])
    except ValueError:
        try:
            ascii_host = host.encode("idna").decode("ascii")
        except UnicodeError:
            return False
        labels = ascii_host.split(".")
        # A last label that is a number is an IPv4 address in one of its disguises.
        return (
            len(labels) > 1
            and all(re.fullmatch(r"[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?", part) for part in labels)
            and not re.fullmatch(r"\d+|0x[0-9a-f]*", labels[-1])
        )


def is_public_address(address: str) -> bool:
    """Whether the IP address is one of the open internet's, and of a single machine."""
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        # Python's older releases take 6to4 for global.
        return ip in _UNICAST and ip.is_global and ip.sixtofour is None
    return ip.is_global and not ip.is_multicast


def host_of(value: str) -> str:
    """The host that an address leads to, "" without one."""
    try:
        return urlsplit(value).hostname or ""
    except ValueError:
        return ""


def foreign_host(value: str) -> str:
    """The host of a valid address as the net writes it, if people read other letters in it; else ""."""
    host = host_of(value)
    return "" if host.isascii() else host.encode("idna").decode("ascii")


def telephone_href(value: str) -> str:
    """The number as a `tel:` address: "020-112 100" becomes "tel:020112100"."""
    digits = re.sub(r"[^0-9+]", "", value)
    return f"tel:{digits}"
