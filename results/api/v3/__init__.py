"""What the plugin adds to Wagtail's API v3."""

from __future__ import annotations

from .expiry import hide_expired_pages
from .fields import register_fields
from .rich_text import keep_block_keys
from .unknown_keys import refuse_unknown_keys

__all__ = ["join"]


def join() -> None:
    """Take part in API v3; to be called before its routers are imported."""
    register_fields()
    refuse_unknown_keys()
    keep_block_keys()
    hide_expired_pages()
