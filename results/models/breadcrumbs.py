"""Breadcrumbs: the pages from the front page of the site to a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from wagtail.models import Page, Site

from ..reading.provenance import title_language, with_provenance
from ..reading.targets import reachable

if TYPE_CHECKING:
    from django.http import HttpRequest


class Crumb(NamedTuple):
    """A page in the breadcrumbs; `url` is relative to the site.

    `language` is the code of the language of its title.
    """

    title: str
    url: str
    language: str = ""


def live_ancestors(page: Any) -> list[Page]:
    """Return the public ancestors of a page, from the front page on; one query.

    None of them is private to a reader of the page: a restriction holds for all pages below it.
    """
    root = next(
        (
            found.root_path
            for found in Site.get_site_root_paths()
            if page.url_path.startswith(found.root_path)
        ),
        None,
    )
    if root is None:
        return []
    return list(
        with_provenance(Page.objects.ancestor_of(page))
        .filter(reachable(), url_path__startswith=root)
        .order_by("depth")
    )


def breadcrumbs(page: Any, ancestors: list[Page], request: HttpRequest | None) -> tuple[Crumb, ...]:
    """Return the ancestors, then the page itself."""
    return tuple(
        Crumb(each.title, each.get_url(request) or "", title_language(each))
        for each in (*ancestors, page)
    )
