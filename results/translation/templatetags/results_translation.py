"""Template tags about a page's languages, for the admin."""

from __future__ import annotations

# Django loads every library of tags when it checks a site, also where wagtail-localize is missing;
# what needs it is imported by the tags.
from typing import TYPE_CHECKING, Any

from django import template

if TYPE_CHECKING:
    from ..sync.source import SyncPreview

register = template.Library()


@register.simple_tag
def languages(page: Any, user: Any) -> list[dict[str, Any]]:
    """Return the state of the page if it is a translation, else that of each of its languages.

    `open_url` makes one that is still private as public as its source, where the user may do that.
    """
    from ...reading.publicity import still_private
    from ...rules.changes import source_of
    from ..admin.status import differences_url, is_alias, languages_of, strings_url, summary_of

    rows = languages_of([page]).get(page.translation_key, [])
    own = [row for row in rows if row.pk == page.pk]
    shown = own or rows
    source = source_of(page) if own else page
    private = still_private(source, [row.pk for row in shown]) if source and shown else set()
    return [
        {
            "language": row.locale.get_display_name(),
            "summary": summary_of(row),
            "is_alias": is_alias(row),
            "strings_url": strings_url(row),
            "differences_url": differences_url(row),
            "is_private": row.pk in private,
            "open_url": f"{differences_url(row)}?open"
            if row.pk in private and row.permissions_for_user(user).can_set_view_restrictions()
            else "",
        }
        for row in shown
    ]


@register.simple_tag(takes_context=True)
def header_buttons(context: dict[str, Any], page: Any) -> list[Any]:
    """Return the buttons in the header of a page's editor, with the menu of what else can be done."""
    from ..admin.screen import header_buttons_of

    return header_buttons_of(page, context["request"])


@register.simple_tag
def sync_previews(page: Any) -> list[SyncPreview]:
    """Return what publishing the page as it stands will do to its languages."""
    from ..sync.source import preview_sync

    return preview_sync(page)
