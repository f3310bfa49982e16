"""What others ask the record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import (
    Case,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Substr
from django.utils import timezone

from wagtail.coreutils import get_supported_content_language_variant
from wagtail.models import Page, PageViewRestriction

from ..conf import optional
from ..publishing.visible import holding_at, holding_for, pages_of, visible_pages
from .models import Figure

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from django.db.models import QuerySet


_WAS_PUBLIC = Q(live=True) | Q(first_published_at__isnull=False)


def source_in(pages: QuerySet[Any], translation_key: UUID) -> QuerySet[Any]:
    """Return the language versions with this key, none of them an alias, the source first."""
    return source_first(pages.filter(translation_key=translation_key, alias_of=None))


def source_first(pages: QuerySet[Any]) -> QuerySet[Any]:
    """Order language versions: first the source, from which the others get their figures.

    It is the page that is no translation; of several one that is or was public, the one in the site's
    first language, from which versions made by hand get their figures, too, the one made first.
    """
    translation = optional("translation.tables")
    first_language = get_supported_content_language_variant(settings.LANGUAGE_CODE)
    return pages.order_by(
        *([Exists(translation.translations_to())] if translation else []),
        Case(When(_WAS_PUBLIC, then=Value(0)), default=Value(1)),
        Case(When(locale__language_code=first_language, then=Value(0)), default=Value(1)),
        "pk",
    )


def record_of(page: Any) -> QuerySet[Figure]:
    """Return what is recorded as public now of an edition, the same for each language version."""
    return Figure.objects.filter(translation_key=page.translation_key, valid_to=None)


def visible_figures(user: Any) -> QuerySet[Figure]:
    """Return what was published on pages that the user finds in the admin, or once could have."""
    path = ExpressionWrapper(OuterRef("url_path"), output_field=TextField())
    above = pages_of(user).annotate(gone=path).filter(gone__startswith=F("url_path"))
    seen = Q(page__in=visible_pages(user).values("pk"))
    return Figure.objects.filter(seen | Q(Exists(above), page=None))


def history_of(translation_key: UUID, block_id: UUID) -> QuerySet[Figure]:
    """Return everything that was published of a figure, oldest first."""
    figures = Figure.objects.filter(translation_key=translation_key, block_id=block_id)
    return figures.order_by("valid_from", "pk")


def labels_published(translation_key: UUID, block_ids: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Return (label, language code) under which each of these figures was published last, by its id."""
    rows = Figure.objects.filter(translation_key=translation_key, block_id__in=block_ids)
    named = rows.exclude(label="").order_by("valid_from", "pk")
    said = named.values_list("block_id", "label", "language_code")
    return {str(block): (label, language) for block, label, language in said}


def published_until(page: Any, figures: set[UUID]) -> list[Figure]:
    """Return what is public of these figures on the page and in editions before it, oldest first.

    A figure is known over the years by the translation key of its indicator, without one by the id
    of a block that was copied. One query.
    """
    wanted = Q(indicator__translation_key__in=figures) | Q(indicator=None, block_id__in=figures)
    own_or_before = Q(translation_key=page.translation_key) | Q(edition_end__lt=page.period_start)
    return list(oldest_first(near(page).filter(own_or_before, wanted)))


def last_before(page: Any, published: Iterable[Figure]) -> dict[UUID, Figure]:
    """Return of what `published_until` has found the last before the page, by what each is known by.

    That is of the nearest edition below the same index page whose period ends before the page's
    begins; of several figures there the one that it had first.
    """
    earlier: dict[UUID, Figure] = {}
    for row in published:
        named = row.indicator.translation_key if row.indicator else row.block_id
        is_own = row.translation_key == page.translation_key
        if not is_own and (
            named not in earlier or earlier[named].translation_key != row.translation_key
        ):
            earlier[named] = row
    return earlier


def oldest_first(rows: QuerySet[Figure]) -> QuerySet[Figure]:
    """Return them by edition, within one by `first`, the key of the row that began each figure."""
    same = Figure.objects.filter(
        translation_key=OuterRef("translation_key"), block_id=OuterRef("block_id")
    )
    first = Subquery(same.order_by("pk").values("pk")[:1])
    return rows.annotate(first=first).order_by("edition_end", "first")


def near(page: Any) -> QuerySet[Figure]:
    """Return what is public of this edition and of all below the same index page.

    Of the others only those that the page's readers may read: not expired, and with no restriction
    that does not hold for this page, too.
    """
    # The record has the source's figures; its index page is a version of the one above this page.
    above = Page.objects.filter(path=_path_above(page))
    places = Page.objects.filter(translation_key__in=above.values("translation_key"))
    passed = PageViewRestriction.objects.filter(holding_at(page.path or _path_above(page)))
    hidden = PageViewRestriction.objects.exclude(pk__in=passed.values("pk")).filter(
        holding_for("page__path")
    )
    beside = Q(
        ~Exists(hidden),
        Q(page__expire_at=None) | Q(page__expire_at__gt=timezone.now()),
        path_above__in=places.values("path"),
    )
    steps = (F("page__depth") - 1) * Page.steplen
    return (
        Figure.objects.annotate(path_above=Substr("page__path", 1, steps))
        .filter(beside | Q(translation_key=page.translation_key), valid_to=None)
        .select_related("indicator")
    )


def _path_above(page: Any) -> str:
    """The path of the page above; of a new page, of the one that it is to go below."""
    if page.path:
        return str(page.path[: -page.steplen])
    parent = getattr(page, "_cached_parent_obj", None)
    return parent.path if parent else ""
