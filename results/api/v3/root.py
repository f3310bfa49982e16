"""The root of the tree, which is no page, and which API v3 takes for one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from wagtail.models import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest
    from django.urls import ResolverMatch

ACTIONS = "pages_actions_"
# Positions below the page that is named; all others, and none, are beside it.
BELOW = ("first-child", "last-child")


def acts_on_root(request: HttpRequest, match: ResolverMatch) -> bool:
    """Whether a request to act is about the root itself, or moves a page to beside it."""
    if not (match.url_name or "").startswith(ACTIONS):
        return False
    roots = set(Page.objects.filter(depth=1).values_list("pk", flat=True))
    return any(_as_number(key) in roots for key in _pages_of(request, match))


def _pages_of(request: HttpRequest, match: ResolverMatch) -> Iterator[Any]:
    yield match.kwargs["page_id"]
    if match.url_name == f"{ACTIONS}move":
        try:
            body = json.loads(request.body)
        except (RecursionError, ValueError):
            # Which API v3 refuses itself.
            return
        if body.get("position") not in BELOW:
            yield body.get("destination_id")


def _as_number(key: Any) -> float | None:
    """The number that API v3 reads: 1, "1", 1.0 and " 1.0 " are one."""
    try:
        return float(key)
    except (OverflowError, TypeError, ValueError):
        return None
