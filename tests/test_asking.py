"""A query that is put together once gives what it would give if it were put together each time."""

from typing import Any

from wagtail.models import Page

import pytest

from results.asking import asked
from tests.factories import PUBLISHED, ResultsPageFactory

pytestmark = pytest.mark.django_db


def _named(paths: Any, keys: Any, families: Any, slugs: Any, days: Any) -> Any:
    found = Page.objects.filter(path__startswith=paths[0], translation_key__in=families)
    found = found.filter(first_published_at__date__in=days, pk__in=keys, slug__in=slugs)
    return found.select_related("locale").order_by("path")


def test_a_query_is_asked_with_the_values_of_each_time() -> None:
    first = ResultsPageFactory.create().page_ptr
    above = first.get_parent()
    for pages in ([first], [above], [first, above, above.get_parent()], [first]):
        values = (
            [pages[-1].path],
            [page.pk for page in pages],
            [page.translation_key for page in pages],
            [*(page.slug for page in pages), "50 %_'\""],
            [PUBLISHED.date()],
        )
        found = asked(_named, *values)
        assert found == list(_named(*values)) != []
        assert [page.locale.language_code for page in found] == ["sv"] * len(found)
