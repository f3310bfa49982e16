"""Who has signed in: whoever brings a session, or a token of API v3, that exists."""

from __future__ import annotations

import time
from collections import OrderedDict
from importlib import import_module
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.db import Error, close_old_connections
from django.http import parse_cookie

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

REMEMBERED_FOR = 60.0  # seconds
MOST_REMEMBERED = 1_000
# After an error nobody is looked for a while: a database that is away keeps no thread.
LEAVE_ALONE = 1.0  # seconds

# Until when. What is made up is never remembered: it would drive out what exists.
_known: OrderedDict[tuple[str, str], float] = OrderedDict()
_failed = float("-inf")


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
    now = time.monotonic()
    if _known.get((kind, secret), 0.0) > now:
        return True
    if not secret or now - _failed < LEAVE_ALONE:
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
