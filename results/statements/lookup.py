"""Finding the accessibility statement of a site."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language

from wagtail.models import Page, Site, get_page_models

from ..reading.publicity import without_private
from ..reading.targets import reachable
from .models import AccessibilityStatementMixin

if TYPE_CHECKING:
    from django.http import HttpRequest


def statement_models() -> list[Any]:
    """Return every page type built on `AccessibilityStatementMixin`."""
    return [model for model in get_page_models() if issubclass(model, AccessibilityStatementMixin)]


def statement_for(request: HttpRequest, language: str = "") -> Page | None:
    """Return the public accessibility statement of the site, or None.

    In `language`, by default the active one, else in another one. Of several, the first in the page
    tree. One query, besides those of Wagtail for the site.
    """
    site = Site.find_for_request(request)
    if site is None:
        return None
    wanted = language or get_language() or ""
    roots = tuple(
        found.root_path for found in Site.get_site_root_paths() if found.site_id == site.pk
    )
    found = [
        page
        for page in without_private(Page.objects.type(*statement_models()).filter(reachable()))
        .select_related("locale")
        .order_by("path")
        if page.url_path.startswith(roots)
    ]
    in_language = (page for page in found if page.locale.language_code == wanted)
    return next(in_language, found[0] if found else None)
