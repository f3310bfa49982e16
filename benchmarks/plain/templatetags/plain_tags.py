"""The main menu."""

from typing import Any

from django import template

from wagtail.models import Site

register = template.Library()


@register.simple_tag(takes_context=True)
def main_menu(context: dict[str, Any]) -> Any:
    """The pages below the front page that are shown in menus."""
    site = Site.find_for_request(context["request"])
    return site.root_page.localized.get_children().live().in_menu() if site else []
