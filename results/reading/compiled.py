"""Expressions for queries of pages that are turned into SQL once, not in each query.

Django builds and compiles a subquery of several levels in milliseconds; a page has several queries
with the same ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import DEFAULT_DB_ALIAS
from django.db.models.expressions import RawSQL

from wagtail.models import Page

if TYPE_CHECKING:
    from django.db.models.expressions import Combinable


def compiled(expression: Combinable, **known: Combinable) -> RawSQL:
    """The expression as the text of a statement; it may refer to what is `known` by these names.

    It names the table of pages as such: for a query of pages itself, not for one that another query
    contains, where Django gives the table another name.
    """
    query = Page.objects.annotate(**known).annotate(found=expression).query
    compiler = query.get_compiler(DEFAULT_DB_ALIAS)
    compiler.setup_query()
    found = query.annotations["found"]
    sql, params = compiler.compile(found)
    return RawSQL(sql, tuple(params), found.output_field)  # noqa: S611 -- Django's own SQL
