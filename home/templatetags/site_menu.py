"""The menu in the header of every page."""

from typing import Any

from django import template
from django.template import Context

from wagtail.models import Page, Site

from results.reading.publicity import without_private

register = template.Library()


@register.simple_tag(takes_context=True)
def site_menu(context: Context) -> list[tuple[Page, str]]:
    """Return the pages below the front page that are shown in menus, in the active language.

    Each has its `aria-current`: "page" for the page that is shown, "true" for one above it, else "".
    """
    request: Any = context.get("request")
    site = Site.find_for_request(request) if request is not None else None
    if site is None:
        return []
    children = site.root_page.localized.get_children().live().in_menu()
    shown = getattr(context.get("page"), "path", "") or ""
    return [
        (each, "page" if each.path == shown else "true" if shown.startswith(each.path) else "")
        for each in without_private(children)
    ]
