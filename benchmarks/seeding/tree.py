"""Planting pages below each other, level by level, in a few statements a thousand."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from itertools import batched
from typing import Any
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.db import connection

from wagtail.models import Locale, Page

PUBLISHED = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
BATCH = 500
# A page's versions by their languages.
Versions = dict[str, Page]


def plant(
    model: type[Page],
    parents: Sequence[Mapping[str, Any]],
    fields: Callable[[int, str], dict[str, Any]],
) -> list[Versions]:
    """Insert a page below each of the parents, in each language that the parent has.

    `fields` gives the title, the slug and the type's own fields of the page with this number, from
    0, in this language. The parents' number of children is kept, in the database and in the
    instances that were given.
    """
    locales = {locale.language_code: locale for locale in Locale.objects.all()}
    kind = ContentType.objects.get_for_model(model)
    planted: list[Versions] = []
    own = []
    for number, versions in enumerate(parents):
        key = uuid4()
        planted.append({})
        for language, parent in versions.items():
            values = fields(number, language)
            title, slug = values.pop("title"), values.pop("slug")
            parent.numchild += 1
            planted[-1][language] = Page(
                path=Page._get_path(parent.path, parent.depth + 1, parent.numchild),
                depth=parent.depth + 1,
                numchild=0,
                title=title,
                draft_title=title,
                slug=slug,
                url_path=f"{parent.url_path}{slug}/",
                content_type=kind,
                locale=locales[language],
                translation_key=key,
                show_in_menus=values.pop("show_in_menus", False),
                live=True,
                first_published_at=PUBLISHED,
                last_published_at=PUBLISHED,
            )
            own.append(values)
    pages = [page for versions in planted for page in versions.values()]
    Page.objects.bulk_create(pages, batch_size=BATCH)
    rows = [model(page_ptr_id=page.pk, **values) for page, values in zip(pages, own, strict=True)]
    # The rows of the type's own table, which Django's bulk_create does not make for children.
    for batch in batched(rows, BATCH):
        model._base_manager._insert(
            batch, fields=model._meta.local_concrete_fields, using=connection.alias
        )
    for parent in {p.pk: p for versions in parents for p in versions.values()}.values():
        Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild)
    return planted
