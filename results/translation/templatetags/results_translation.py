"""Template tags about a page's languages, for the admin."""

# Django loads every library of tags when it checks a site, also where wagtail-localize is missing;
# what needs it is imported by the tags.
from typing import Any

from django import template

register = template.Library()


@register.simple_tag
def languages(page: Any, user: Any) -> list[dict[str, Any]]:
    """Return the state of the page if it is a translation, else that of each of its languages.

    `differences_url` is "" for who may not decide about them. `open_url` makes one that is still private as public as its source, where the user may do that.
    """
    from ...languages.standing import languages_of
    from ...publishing.people import still_private
    from ...rules.changes import source_of

    rows = languages_of([page]).get(page.translation_key, [])
    own = [row for row in rows if row.item.pk == page.pk]
    shown = own or rows
    source = source_of(page) if own else page
    private = still_private(source, [row.item.pk for row in shown]) if source and shown else set()
    return [
        {
            "row": row,
            "differences_url": row.differences_url_for(user),
            "is_private": row.item.pk in private,
            "open_url": f"{row.differences_url}?open"
            if row.item.pk in private
            and row.item.permissions_for_user(user).can_set_view_restrictions()
            else "",
        }
        for row in shown
    ]


@register.simple_tag(takes_context=True)
def header_buttons(context: dict[str, Any], page: Any) -> list[Any]:
    """Return the buttons in the header of a page's editor, with the menu of what else can be done."""
    from wagtail.admin.ui.menus.pages import get_page_header_buttons
    from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

    request, header = context["request"], WagtailAdminTemplateMixin()
    header.header_more_buttons = get_page_header_buttons(page, request.user, request.path, "edit")
    buttons: list[Any] = header.get_header_buttons()
    return buttons


@register.simple_tag
def sync_previews(page: Any) -> list[str]:
    """Return what publishing the page as it stands will do to its languages, a sentence for each."""
    from ..localize.source import preview_sync

    return preview_sync(page)
