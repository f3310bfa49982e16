"""A few rows, questions about them and changes of them, all of them random."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Value, When

from wagtail.models import Locale, Page, PageViewRestriction

from hypothesis import strategies as st

PATHS = ("0001", "00010001", "000100010001", "00010002", "0002", "00020001", "0003")
SLUGS = ("a", "A", "ab", "a%", "a_b", "b\\", "")
KEYS = tuple(UUID(int=number) for number in range(1, 4))
TYPES = ("login", "groups", "password")

slugs, types = st.sampled_from(SLUGS), st.sampled_from(TYPES)
ids, flags = st.integers(1, len(PATHS) + 1), st.booleans()
depths = st.integers(1, 12)


def _atoms(name: str, values: st.SearchStrategy[Any]) -> st.SearchStrategy[Q]:
    return values.map(lambda value: Q(**{name: value}))


PLAIN = st.one_of(
    _atoms("live", flags),
    _atoms("slug", slugs),
    _atoms("slug__in", st.lists(slugs, max_size=3)),
    _atoms("slug__startswith", slugs),
    _atoms("slug__iexact", slugs),
    _atoms("slug__istartswith", slugs),
    _atoms("slug__contains", slugs),
    _atoms("slug__range", st.tuples(slugs, slugs)),
    _atoms("slug", st.just(F("title"))),
    _atoms("path__startswith", st.sampled_from(PATHS)),
    _atoms("path__range", st.tuples(st.sampled_from(PATHS), st.sampled_from(PATHS))),
    _atoms("depth__range", st.tuples(depths, depths)),
    _atoms("depth__gte", depths),
    _atoms("depth", depths),
    _atoms("id__in", st.lists(ids, max_size=3)),
    _atoms("pk", ids),
    _atoms("translation_key", st.sampled_from(KEYS)),
    _atoms("translation_key__startswith", st.sampled_from(["00000000-0000", "0000000000"])),
    _atoms("alias_of", ids),
    _atoms("alias_of__isnull", flags),
    _atoms("locale__language_code", st.sampled_from(["sv", "en"])),
)
JOINED = st.one_of(
    _atoms("alias_of__slug", slugs),
    _atoms("alias_of__live", flags),
    _atoms("alias_of__alias_of__isnull", flags),
    _atoms("alias_of__alias_of__slug", slugs),
    _atoms("aliases__slug", slugs),
    _atoms("aliases__isnull", flags),
    _atoms("aliases__live", flags),
    _atoms("view_restrictions__isnull", flags),
    _atoms("view_restrictions__restriction_type", types),
    _atoms("view_restrictions__restriction_type__in", st.lists(types, max_size=2)),
)
LISTED = st.one_of(
    PLAIN.map(lambda q: Q(pk__in=Page.objects.filter(q).values("pk"))),
    PLAIN.map(lambda q: Q(pk__in=Page.objects.filter(q).values("alias_of"))),
    PLAIN.map(lambda q: Q(alias_of__in=Page.objects.filter(q).order_by("pk")[:2].values("pk"))),
    PLAIN.map(lambda q: Q(translation_key__in=Page.objects.filter(q).values("translation_key"))),
    types.map(
        lambda kind: Q(
            pk__in=PageViewRestriction.objects.filter(restriction_type=kind).values("page_id")
        )
    ),
    types.map(
        lambda kind: Exists(
            PageViewRestriction.objects.filter(page=OuterRef("pk"), restriction_type=kind)
        )
    ),
    PLAIN.map(lambda q: Exists(Page.objects.filter(q, alias_of=OuterRef("pk")))),
    PLAIN.map(lambda q: Exists(Page.objects.filter(q, slug=OuterRef("title")))),
)


def _joined_up(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(
        inner.map(lambda q: ~q),
        st.tuples(inner, inner).map(lambda pair: Q(pair[0]) & Q(pair[1])),
        st.tuples(inner, inner).map(lambda pair: Q(pair[0]) | Q(pair[1])),
    )


conditions = st.recursive(st.one_of(PLAIN, JOINED, LISTED), _joined_up, max_leaves=5)

FORMS: dict[str, Callable[[QuerySet[Any]], Any]] = {
    "all": lambda pages: pages,
    "with others": lambda pages: pages.select_related("alias_of__alias_of"),
    "first two": lambda pages: pages.order_by("slug", "pk")[:2],
    "counted": lambda pages: pages.annotate(many=Count("view_restrictions")).filter(many__gte=0),
    "few": lambda pages: pages.annotate(many=Count("aliases")).filter(many=0),
    "distinct": lambda pages: pages.values("slug").distinct(),
    "columns": lambda pages: pages.values("pk", "alias_of__title", "view_restrictions__id"),
    "united": lambda pages: pages.order_by().union(
        Page.objects.filter(depth=1).order_by(), all=True
    ),
    "but for": lambda pages: pages.order_by().difference(
        Page.objects.filter(live=False).order_by()
    ),
    "listed": lambda pages: Page.objects.filter(pk__in=pages.order_by().values("pk")),
    "restrictions": lambda pages: PageViewRestriction.objects.filter(page__in=pages),
    "their pages": lambda pages: PageViewRestriction.objects.filter(page__live=True).select_related(
        "page"
    ),
    "how many": lambda pages: pages.order_by().values("live").annotate(many=Count("pk")),
}


def pages(rows: list[dict[str, Any]]) -> None:
    """Write these pages and nothing else."""
    PageViewRestriction.objects.all().delete()
    Page.objects.all().update(alias_of=None)
    Page.objects.all()._raw_delete("default")
    locales = list(Locale.objects.order_by("pk"))
    for number, row in enumerate(rows):
        path = PATHS[number]
        Page.objects.bulk_create(
            [
                Page(
                    pk=number + 1,
                    path=path,
                    depth=len(path) // 4,
                    locale=locales[row.pop("locale") % len(locales)],
                    content_type_id=1,
                    **row,
                )
            ]
        )


def restrict(page_id: int, kind: str) -> None:
    """Make a page private."""
    PageViewRestriction.objects.bulk_create(
        [PageViewRestriction(page_id=page_id, restriction_type=kind)]
    )


page_rows = st.fixed_dictionaries(
    {
        "slug": slugs,
        "title": slugs,
        "live": flags,
        "translation_key": st.sampled_from(KEYS),
        "locale": st.integers(0, 1),
    }
)


def _update(condition: Any, **values: Any) -> None:
    Page.objects.filter(condition).update(**values)


def _set_each(condition: Any, slug: str) -> None:
    found = Page.objects.filter(condition)
    cases = [When(pk=pk, then=Value(slug)) for pk in found.values_list("pk", flat=True)]
    if cases:
        found.update(slug=Case(*cases, default=F("title")), live=Q(depth=1))


changes = st.one_of(
    st.builds(lambda q, v: lambda: _update(q, slug=v), PLAIN, slugs),
    st.builds(lambda q, v: lambda: _update(q, title=v), LISTED, slugs),
    st.builds(lambda q, v: lambda: _update(q, live=v), st.one_of(PLAIN, JOINED), flags),
    st.builds(lambda q, v: lambda: _update(q, depth=F("depth") + v), PLAIN, depths),
    st.builds(lambda q, v: lambda: _update(q, alias_of=v), PLAIN, st.one_of(st.none(), ids)),
    st.builds(lambda q, v: lambda: _update(q, translation_key=v), PLAIN, st.sampled_from(KEYS)),
    st.builds(lambda q, v: lambda: _set_each(q, v), PLAIN, slugs),
    st.builds(
        lambda pk, kind: lambda: restrict(pk, kind),
        ids,
        types,
    ),
    st.builds(
        lambda kind: lambda: PageViewRestriction.objects.filter(restriction_type=kind).delete(),
        types,
    ),
    st.builds(
        lambda kind, pk: (
            lambda: PageViewRestriction.objects.filter(restriction_type=kind).update(page_id=pk)
        ),
        types,
        ids,
    ),
    st.builds(lambda q: lambda: Page.objects.filter(q)._raw_delete("default"), PLAIN),
    st.builds(
        lambda row: (
            lambda: Page.objects.bulk_create(
                [
                    Page(
                        path=PATHS[-1],
                        depth=1,
                        locale=Locale.objects.order_by("pk")[row.pop("locale") % 1],
                        content_type_id=1,
                        **row,
                    )
                ]
            )
        ),
        page_rows,
    ),
)
