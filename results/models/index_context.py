"""What every page of results shows from the index page that it belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..reading.targets import is_reachable
from .addresses import address_below
from .care import Care

if TYPE_CHECKING:
    from django.http import HttpRequest


def index_context(index: Any, request: HttpRequest | None) -> dict[str, Any]:
    """Return what templates need of it: `care`, `leave_url`, `contact_email`, and where the rest is.

    The latter are `index_url`, `data_url` and `feed_url`; they are left out while the index page is
    not there itself. It may be of any type.
    """
    context: dict[str, Any] = {
        "care": Care.of(index, request),
        "leave_url": getattr(index, "leave_url", ""),
        "contact_email": getattr(index, "contact_email", ""),
    }
    if is_reachable(index):
        context |= {
            "index_url": index.get_url(request) or "",
            "data_url": address_below(index, "data", request),
            "feed_url": address_below(index, "feed", request),
        }
    return context
