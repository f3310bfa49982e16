"""Query expressions that are compiled to SQL once instead of in each query.

Django needs milliseconds to compile nested subqueries, and a page runs several queries with the
same ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import DEFAULT_DB_ALIAS
from django.db.models.expressions import RawSQL

from wagtail.models import Page

if TYPE_CHECKING:
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
