"""The menu in the header of every page, and the link in its footer."""

from typing import Any

from django import template
from django.template import Context
from django.utils.translation import get_language

from wagtail.models import Page, Site

from home import STATEMENT_SLUGS
from results.asking import asked
from results.blocks import LinkTarget
from results.publishing.people import without_private

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
    page = context.get("page")
    shown = getattr(page, "path", "") or ""
    above = _front_page(site.root_page, page)
    return [
        (each, "page" if each.path == shown else "true" if shown.startswith(each.path) else "")
        for each in asked(_in_menu, Page._get_children_path_interval(above.path), [above.depth + 1])
    ]


def _in_menu(paths: Any, depths: Any) -> Any:
    children = Page.objects.filter(path__range=paths, depth=depths[0])
    return without_private(children.live().in_menu().order_by("path"))


def _front_page(root: Page, page: Any) -> Page:
    """The front page above a page, which whoever was led to that knows, else in the active language."""
    above = page if getattr(page, "path", "") else None
    while above is not None and above.depth > root.depth:
        above = above.get_parent()
    is_one = above is not None and above.translation_key == root.translation_key
    found: Page = above if is_one else root.localized
    return found


@register.simple_tag(takes_context=True)
def accessibility_statement(context: Context) -> LinkTarget | None:
    """Return a link to the accessibility statement, in another language where the active one has none."""
    request: Any = context.get("request")
    found = {page.locale.language_code: page for page in asked(_statements)}
    page = found.get(get_language()) or next(iter(found.values()), None)
    if page is None:
        return None
    code = page.locale.language_code
    return LinkTarget(
        page.get_url(request) or "", page.title, "" if code == get_language() else code
    )


def _statements() -> Any:
    pages = Page.objects.live().filter(slug__in=STATEMENT_SLUGS).order_by("path")
    return without_private(pages.select_related("locale"))
