"""Pages whose time is over."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from wagtail.models import Page


def without_expired(pages: Any) -> Any:
    """The query without pages that have expired, whether or not anyone has unpublished them.

    Asks by key: searching allows a condition on indexed fields only, and `expire_at` is none.
    """
    expired = Page.objects.filter(live=True, expire_at__lte=timezone.now()).order_by()
    return pages.exclude(pk__in=expired.values("pk"))
