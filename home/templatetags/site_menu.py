"""The menu in the header of every page."""

from typing import Any

from django import template
from django.template import Context

from wagtail.models import Page, Site

from results.reading.publicity import without_private

register = template.Library()


@register.simple_tag(takes_context=True)
def site_menu(context: Context) -> list[Page]:
    """Return the pages below the front page that are shown in menus, in the active language."""
    request: Any = context.get("request")
    site = Site.find_for_request(request) if request is not None else None
    if site is None:
        return []
    children = site.root_page.localized.get_children().live().in_menu()
    return list(without_private(children))
