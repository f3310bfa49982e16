"""Planting pages of any type below each other, level by level, in a few statements a thousand."""

from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import batched
from typing import Any
from uuid import UUID, uuid4

from django.contrib.contenttypes.models import ContentType
from django.db import connection

from wagtail.models import Locale, Page

PUBLISHED = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
BATCH = 500


class Plant:
    """A page to be: its type, the page above it, its language, its fields and its translations."""

    def __init__(
        self,
        model: type[Page],
        parent: Any,
        language: str,
        title: str,
        slug: str,
        *,
        key: UUID | None = None,
        in_menu: bool = False,
        **fields: Any,
    ) -> None:
        self.model = model
        self.parent = parent
        self.language = language
        self.title = title
        self.slug = slug
        self.key = key or uuid4()
        self.in_menu = in_menu
        self.fields = fields


def plant(plants: list[Plant]) -> list[Page]:
    """Insert the pages below parents that exist already; the pages of the tree, in their order.

    The parents' number of children is kept, in the database and in the instances that were given.
    """
    locales = {locale.language_code: locale for locale in Locale.objects.all()}
    types = ContentType.objects.get_for_models(*{each.model for each in plants})
    pages = []
    for each in plants:
        each.parent.numchild += 1
        pages.append(
            Page(
                path=Page._get_path(each.parent.path, each.parent.depth + 1, each.parent.numchild),
                depth=each.parent.depth + 1,
                numchild=0,
                title=each.title,
                draft_title=each.title,
                slug=each.slug,
                url_path=f"{each.parent.url_path}{each.slug}/",
                content_type=types[each.model],
                locale=locales[each.language],
                translation_key=each.key,
                show_in_menus=each.in_menu,
                live=True,
                first_published_at=PUBLISHED,
                last_published_at=PUBLISHED,
            )
        )
    Page.objects.bulk_create(pages, batch_size=BATCH)
    for model in types:
        of_type = [
            (page, each) for page, each in zip(pages, plants, strict=True) if each.model is model
        ]
        _insert_rows(model, of_type)
    for parent in {each.parent.pk: each.parent for each in plants}.values():
        Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild)
    return pages


def _insert_rows(model: type[Page], planted: Iterable[tuple[Page, Plant]]) -> None:
    """The rows of the type's own table, which Django's bulk_create does not make for children."""
    columns = model._meta.local_concrete_fields
    quote = connection.ops.quote_name
    statement = (
        f"INSERT INTO {quote(model._meta.db_table)} "  # noqa: S608 - names of our own models
        f"({', '.join(quote(field.column) for field in columns)}) "
        f"VALUES ({', '.join(['%s'] * len(columns))})"
    )
    with connection.cursor() as cursor:
        for batch in batched(planted, BATCH):
            rows = []
            for page, each in batch:
                row = model(page_ptr_id=page.pk, **each.fields)
                rows.append(
                    [
                        field.get_db_prep_save(getattr(row, field.attname), connection)
                        for field in columns
                    ]
                )
            cursor.executemany(statement, rows)
