"""Helpers for declaring API fields."""

from __future__ import annotations

from inspect import signature
from typing import Any

from wagtail.api import APIField

# Wagtail 7.4 has no API v3 and no fields to write.
_CAN_WRITE = "writable" in signature(APIField).parameters


# How a page stands to its source; read only.
translation_field = APIField("translation")


def field(name: str, **options: Any) -> APIField:
    """Return an API field that clients can read and, where Wagtail supports it, write."""
    if _CAN_WRITE:
        options.setdefault("writable", True)
    return APIField(name, **options)
