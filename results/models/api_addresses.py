"""Where programs find a page: its addresses in the APIs that the site has."""

from __future__ import annotations

from typing import Any

from django.urls import NoReverseMatch, reverse

_DETAILS = ("wagtailapi:pages:detail", "wagtailapi_v3:detail_page")


def detail_urls(page_id: int) -> list[str]:
    """Return the page's paths in the mounted Wagtail APIs."""
    return [url for name in _DETAILS if (url := path_of(name, page_id))]


def path_of(view: Any, *args: Any) -> str:
    """Return the path of a view, given itself or by name; "" where the site has it nowhere."""
    try:
        return reverse(view, args=args)
    except NoReverseMatch:
        return ""
