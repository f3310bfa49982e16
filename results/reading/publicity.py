"""Which pages are public, and query expressions that are compiled to SQL once."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Exists, OuterRef
from django.db.models.expressions import RawSQL
from django.db.models.functions import Length, Substr

from wagtail.models import Page, PageViewRestriction

if TYPE_CHECKING:
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
    """Filter out pages that are private or below a private one.

    As Wagtail's `public()`, which queries all restrictions each time. Do not use it as a subquery.
    """
    return pages.filter(_compiled(connection.vendor))


def with_publicity(pages: QuerySet[Any]) -> Any:
    """Annotate `results_is_public`: whether everybody may read the page once it is live.

    Do not use the query as a subquery.
    """
    return pages.annotate(**{PUBLIC: _compiled(connection.vendor)})


@lru_cache(maxsize=4)
def _compiled(vendor: str) -> RawSQL:
    above = PageViewRestriction.objects.filter(
        page__path=Substr(OuterRef("path"), 1, Length("page__path"))
    )
    return compiled(~Exists(above))


def is_public(page: Any) -> bool:
    """Whether everybody may read the page; one query, none where `with_publicity` has asked."""
    if PUBLIC in page.__dict__:
        return bool(page.__dict__[PUBLIC])
    lengths = range(page.steplen, len(page.path) + 1, page.steplen)
    paths = [page.path[:length] for length in lengths]
    return not PageViewRestriction.objects.filter(page__path__in=paths).exists()
