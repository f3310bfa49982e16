"""What the site's settings say of requests: read once, since each look costs as much as an answer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.core.signals import setting_changed

from ...conf import setting
from ..switch import is_on


@dataclass(frozen=True, slots=True, eq=False)
class Rules:
    """The settings that decide about a request, whatever it asks for."""

    is_on: bool
    # The variable that a proxy tells of https by, and its value then; ("", "") where none does.
    secure_header: tuple[str, str]
    proxy_tells_host: bool
    proxy_tells_port: bool
    # The hosts that are written out, without any that stand for several.
    hosts: tuple[str, ...]
    # Who brings one of these cookies is somebody in particular.
    personal_cookies: frozenset[str]
    # No answer depends on these.
    ignored_cookies: frozenset[str]


@lru_cache(maxsize=1)
def rules() -> Rules:
    """The rules of this process; read anew only where a test changes a setting."""
    return Rules(
        is_on=is_on(),
        secure_header=settings.SECURE_PROXY_SSL_HEADER or ("", ""),
        proxy_tells_host=settings.USE_X_FORWARDED_HOST,
        proxy_tells_port=settings.USE_X_FORWARDED_PORT,
        hosts=tuple(
            name for name in settings.ALLOWED_HOSTS if name != "*" and not name.startswith(".")
        ),
        personal_cookies=frozenset({settings.SESSION_COOKIE_NAME, "messages"}),
        ignored_cookies=frozenset(
            {settings.CSRF_COOKIE_NAME, *setting("SNAPSHOT_COOKIES_IGNORED")}
        ),
    )


def _read_anew(**_change: Any) -> None:
    rules.cache_clear()


setting_changed.connect(_read_anew, dispatch_uid="results.snapshots.rules")
