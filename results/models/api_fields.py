"""Helpers for declaring API fields."""

from inspect import signature

from wagtail.api import APIField

# Wagtail 7.4 has no API v3 and no fields to write.
_CAN_WRITE = "writable" in signature(APIField).parameters


# How a page stands to its source; read only.
translation_field = APIField("translation")


def fields(*names: str) -> list[APIField]:
    """Return API fields that clients can read and, where Wagtail supports it, write."""
    options = {"writable": True} if _CAN_WRITE else {}
    return [APIField(name, **options) for name in names]
