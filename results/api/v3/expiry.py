"""Expired pages in API v3."""

from __future__ import annotations

from typing import Any

from wagtail.api import querysets

from ...compat.wagtail import PUBLIC_PAGES
from ..expiry import without_expired


def reachable_pages(request: Any, *args: Any, **kwargs: Any) -> Any:
    """Wagtail's public pages without those whose time is over."""
    return without_expired(querysets.get_public_pages_queryset(request, *args, **kwargs))


def hide_expired_pages() -> None:
    """Keep expired pages from anonymous readers of API v3; an editor with a token sees them.

    API v3 offers no setting, hook or class to override for what is public. All its ways to a page
    pass through this one function, which it looks up by name when it is called.
    """
    PUBLIC_PAGES.apply(lambda _plain: reachable_pages)
