"""How long caches may keep what is derived from a page."""

from __future__ import annotations

from typing import TypeVar

from django.http import HttpResponseBase
from django.utils.cache import patch_cache_control

MAX_AGE = 60 * 60  # seconds

Response = TypeVar("Response", bound=HttpResponseBase)


def cached(response: Response, *, is_public: bool) -> Response:
    """Let caches keep the response for an hour if the page is public, else not at all."""
    if is_public:
        patch_cache_control(response, public=True, max_age=MAX_AGE)
    else:
        patch_cache_control(response, private=True, no_store=True)
    return response
