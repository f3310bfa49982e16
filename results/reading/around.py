"""The pages around one: its language versions, those above it, and those that it links to."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Q, Subquery

from wagtail.models import Page, Site

from .provenance import keep_known, with_provenance
from .publicity import PUBLIC, with_publicity

SITE_NAME = "results_site_name"


def pages_around(page: Any, linked: Collection[int] = ()) -> list[Any]:
    """Return the language versions of a page, those above it, and those of pages with these keys.

    In any state, in the order of the tree, itself among them; one query. Each says whether it is
    public, and what is to be known of its translation; the page in memory then knows it of itself,
    besides its parent and the name of its site. Without a page there are only those of the keys.
    """
    pages = with_provenance(with_publicity(_found(page, linked))).select_related("locale")
    parts = page and page.get_url_parts()
    if parts:
        site = Site.objects.filter(pk=parts[0])
        pages = pages.annotate(**{SITE_NAME: Subquery(site.values("site_name"))})
    found = list(pages.order_by("path"))
    for each in found if page else ():
        if each.pk == page.pk:
            page.locale = each.locale
            page.__dict__[PUBLIC] = getattr(each, PUBLIC)
            page.__dict__[SITE_NAME] = getattr(each, SITE_NAME, "")
            keep_known(page, each.__dict__)
        elif each.path == page.path[: -page.steplen]:
            page.__dict__.setdefault("_cached_parent_obj", each)
    return found


def versions_among(around: list[Any], page: Any) -> list[Any]:
    """Return the language versions of a page, itself included."""
    return [each for each in around if each.translation_key == page.translation_key]


def ancestors_among(around: list[Any], page: Any) -> list[Any]:
    """Return the pages above a page, from the root on."""
    return [each for each in around if each.path != page.path and page.path.startswith(each.path)]


def _found(page: Any, linked: Collection[int]) -> Any:
    wanted = Page.objects.filter(pk__in=linked).values("translation_key")
    versions = Page.objects.filter(translation_key__in=wanted)
    if page is None:
        return versions
    # The page is a language version of its own.
    above = Page.objects.ancestor_of_q(page, inclusive=True)
    own = Page.objects.filter(above | Q(translation_key=page.translation_key))
    if not linked:
        return own
    # Not by OR, for which PostgreSQL would look at every page. In no order: within a union SQLite
    # takes none, and Django takes it out by itself since 6.1.
    keys = [each.order_by().values("pk") for each in (own, versions)]
    return Page.objects.filter(pk__in=keys[0].union(keys[1], all=True))
