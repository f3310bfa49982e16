"""Loading the objects that a page refers to, in one or two queries a kind."""

from __future__ import annotations

from collections.abc import Collection
from enum import Enum
from typing import TYPE_CHECKING, Any

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q
from django.utils import timezone

from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection as FileCollection
from wagtail.models import CollectionViewRestriction, Page

from ..blocks import LinkTarget, Picture
from ..blocks.displays import PictureSource
from .aliases import spoken_language
from .publicity import PUBLIC

if TYPE_CHECKING:
    from django.http import HttpRequest


PRIVATE = "results_is_private"


class Crop(Enum):
    """How a picture is cropped; the last size is for browsers without WebP.

    Pictures are never enlarged, and cropped around their focal point.
    """

    WHOLE = (
        "max-480x480|format-webp",
        "max-960x960|format-webp",
        "max-1600x1600|format-webp",
        "max-960x960",
    )
    HERO = ("fill-720x480|format-webp", "fill-1440x960|format-webp", "fill-960x640")
    POSTER = ("fill-480x270|format-webp", "fill-960x540|format-webp", "fill-960x540")


ALL_SPECS = tuple(dict.fromkeys(spec for crop in Crop for spec in crop.value))


def load_pages(
    pks: Collection[int], around: Collection[Any], language: str, request: HttpRequest | None
) -> tuple[dict[int, Any], dict[int, LinkTarget]]:
    """Return (pages by key, targets by key) for pages that visitors can reach.

    `around` are these pages and their translations, with whatever others (see `pages_around`).

    A target is the page's public translation into `language`, else the page itself; its language is
    that of its content. A missing, unpublished, expired or private page has no target.
    """
    originals = {page.pk: page for page in around if page.pk in pks}
    public = {page.pk for page in around if is_reachable(page) and getattr(page, PUBLIC)}
    own_language = {
        page.translation_key: page
        for page in around
        if page.pk in public and page.locale.language_code == language
    }
    targets = {}
    for pk, original in originals.items():
        page = own_language.get(original.translation_key, original if pk in public else None)
        if page and (url := page.get_url(request)):
            spoken = spoken_language(page)
            targets[pk] = LinkTarget(
                url=url, title=page.title, language="" if spoken == language else spoken
            )
    return originals, targets


def reachable() -> Q:
    """Return the condition that a page is live and not expired, even if not yet unpublished."""
    return Q(live=True) & (Q(expire_at__isnull=True) | Q(expire_at__gt=timezone.now()))


def is_reachable(page: Any) -> bool:
    """Whether a page in memory is live and not expired."""
    return page.live and (page.expire_at is None or page.expire_at > timezone.now())


def without_expired(pages: Any) -> Any:
    """Return the query without pages that have expired, whether or not anyone has unpublished them.

    Asks by key: searching allows a condition on indexed fields only, and `expire_at` is none.
    """
    expired = Page.objects.filter(live=True, expire_at__lte=timezone.now()).order_by()
    return pages.exclude(pk__in=expired.values("pk"))


def load_documents(pks: Collection[int]) -> tuple[dict[int, Any], dict[int, LinkTarget]]:
    """Return (documents by key, targets by key).

    A missing document, or one in a private collection, has no target.
    """
    if not pks:
        return {}, {}
    documents = _with_privacy(get_document_model().objects.all()).in_bulk(pks)
    return documents, {
        pk: LinkTarget(
            url=found.url,
            title=found.title,
            extension=found.file_extension,
            size=found.file_size,
        )
        for pk, found in documents.items()
        if not getattr(found, PRIVATE)
    }


def private_collections() -> set[int]:
    """Return the keys of all private collections; one query."""
    return set(FileCollection.objects.filter(_restricted("path")).values_list("pk", flat=True))


def _with_privacy(files: Any) -> Any:
    """Annotate `results_is_private` to documents or images.

    They are told by their own query.
    """
    return files.annotate(**{PRIVATE: _restricted("collection__path")})


def _restricted(path: str) -> Exists:
    """Return whether the collection at a path, or one above it, has a view restriction."""
    own_path = ExpressionWrapper(OuterRef(path), output_field=CharField())
    return Exists(
        CollectionViewRestriction.objects.alias(own_path=own_path).filter(
            own_path__startswith=F("collection__path")
        )
    )


def load_images(pks: Collection[int]) -> tuple[dict[int, Any], dict[int, Any]]:
    """Return (images by key, public images by key).

    Their existing renditions are prefetched.
    """
    if not pks:
        return {}, {}
    found = get_image_model().objects.filter(pk__in=pks).prefetch_renditions(*ALL_SPECS)
    images = {image.pk: image for image in _with_privacy(found)}
    return images, {pk: image for pk, image in images.items() if not getattr(image, PRIVATE)}


def picture_of(image: Any, crop: Crop) -> Picture | None:
    """Return the picture in every size, rendering missing ones; None for an unreadable file."""
    try:
        renditions = image.get_renditions(*crop.value)
    except (OSError, ValueError):
        return None
    *sizes, fallback = (renditions[spec] for spec in crop.value)
    by_width = {rendition.width: rendition for rendition in sizes}
    return Picture(
        url=fallback.url,
        width=fallback.width,
        height=fallback.height,
        sources=tuple(
            PictureSource(url=by_width[width].url, width=width, height=by_width[width].height)
            for width in sorted(by_width)
        ),
    )
