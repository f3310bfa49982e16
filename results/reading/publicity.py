"""Which pages are public, and query expressions that are compiled to SQL once."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Exists
from django.db.models.expressions import RawSQL

from wagtail.models import Page, PageViewRestriction

from ..publishing.visible import holding_at, holding_for

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet
    from django.db.models.expressions import Combinable


def compiled(expression: Combinable, **known: Combinable) -> RawSQL:
    """Return the expression as raw SQL; it may refer to the expressions in `known` by name.

    The SQL names the table of pages. Use it in a query of pages, not in a subquery, where Django
    gives the table an alias.
    """
    query = Page.objects.annotate(**known).annotate(found=expression).query
    compiler = query.get_compiler(DEFAULT_DB_ALIAS)
    compiler.setup_query()
    found = query.annotations["found"]
    sql, params = compiler.compile(found)
    return RawSQL(sql, tuple(params), found.output_field)  # noqa: S611 -- Django's own SQL


PUBLIC = "results_is_public"


def without_private(pages: QuerySet[Any]) -> Any:
    """Filter out pages that are private, or below a private one or an alias of one.

    As Wagtail lets visitors in, and not as its `public()` has it, which passes over aliases. Do not use
    it as a subquery.
    """
    return pages.filter(_compiled(connection.vendor))


def with_publicity(pages: QuerySet[Any]) -> Any:
    """Annotate `results_is_public`: whether everybody may read the page once it is live.

    Do not use the query as a subquery.
    """
    return pages.annotate(**{PUBLIC: _compiled(connection.vendor)})


@lru_cache(maxsize=4)
def _compiled(vendor: str) -> RawSQL:
    return compiled(~Exists(PageViewRestriction.objects.filter(holding_for("path"))))


def is_public(page: Any) -> bool:
    """Whether everybody may read the page; one query, none where `with_publicity` has asked."""
    if PUBLIC in page.__dict__:
        return bool(page.__dict__[PUBLIC])
    return not PageViewRestriction.objects.filter(holding_at(page.path)).exists()


def still_private(source: Any, versions: Iterable[int]) -> set[int]:
    """Return which of the language versions, by key, are private by themselves while the source is not."""
    found = PageViewRestriction.objects.filter(page__in=versions).values_list("page_id", flat=True)
    keys = set(found)
    return keys if keys and is_public(source) else set()
