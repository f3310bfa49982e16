"""Which pages can be chosen as the target of a link."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail.models import Page

from ..publishing.recording import content_types
from ..publishing.visible import visible_pages

if TYPE_CHECKING:
    from django.http import HttpRequest


def choosable(pages: Any, request: HttpRequest) -> Any:
    """Leave out the results pages that the user may not see; a Wagtail hook."""
    ours = Page.objects.filter(content_type__in=content_types())
    hidden = ours.exclude(pk__in=visible_pages(request.user).values("pk"))
    return pages.exclude(pk__in=hidden.values("pk"))
