"""Loading what a page refers to: one or two queries a kind, however many there are."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q
from django.utils import timezone

from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError
from wagtail.models import Collection as FileCollection
from wagtail.models import CollectionViewRestriction, Page

from ..blocks import LinkTarget, Picture

if TYPE_CHECKING:
    from django.http import HttpRequest

# Widths in pixels: a telephone, a column of text, the same on a dense screen.
PICTURE_SPECS = ("width-480|format-webp", "width-960|format-webp", "width-1600|format-webp")


def load_pages(
    pks: Collection[int], language: str, request: HttpRequest | None
) -> tuple[dict[int, Any], dict[int, LinkTarget]]:
    """Return (pages by key, targets by key) for pages that a visitor can reach.

    A target is the page's translation into `language` when that is public, else the page itself;
    a page that is gone, unpublished, expired or private has no target.
    """
    if not pks:
        return {}, {}
    wanted = Page.objects.filter(pk__in=pks).values("translation_key")
    versions = list(
        Page.objects.filter(translation_key__in=wanted).select_related("locale", "content_type")
    )
    originals = {page.pk: page for page in versions if page.pk in pks}
    public = _public(versions)
    own_language = {
        page.translation_key: page
        for page in versions
        if page.pk in public and page.locale.language_code == language
    }
    targets = {}
    for pk, original in originals.items():
        page = own_language.get(original.translation_key)
        if page is None and pk in public:
            page = original
        url = page.get_url(request) if page else None
        if page and url:
            spoken = page.locale.language_code
            targets[pk] = LinkTarget(
                url=url, title=page.title, language="" if spoken == language else spoken
            )
    return originals, targets


def reachable() -> Q:
    """The condition that a page is live and has not expired, whether or not anyone tidied up."""
    return Q(live=True) & (Q(expire_at__isnull=True) | Q(expire_at__gt=timezone.now()))


def _public(pages: Collection[Any]) -> set[int]:
    return set(
        Page.objects.filter(reachable(), pk__in=[page.pk for page in pages])
        .public()
        .values_list("pk", flat=True)
    )


def load_documents(pks: Collection[int]) -> tuple[dict[int, Any], dict[int, LinkTarget]]:
    """Return (documents by key, targets by key).

    A document that is gone, or whose collection not everybody may see, has no target.
    """
    if not pks:
        return {}, {}
    documents = _with_privacy(get_document_model().objects.all()).in_bulk(pks)
    return documents, {
        pk: document_target(found)
        for pk, found in documents.items()
        if not found.results_is_private
    }


def private_collections() -> set[int]:
    """The keys of the collections that not everybody may see; one query."""
    return set(FileCollection.objects.filter(_restricted("path")).values_list("pk", flat=True))


def _with_privacy(files: Any) -> Any:
    """Documents or images that know, as `results_is_private`, whether not everybody may see them.

    They are told by their own query.
    """
    return files.annotate(results_is_private=_restricted("collection__path"))


def _restricted(path: str) -> Exists:
    """Whether the collection at a path, or one above it, has a restriction of any kind."""
    own_path = ExpressionWrapper(OuterRef(path), output_field=CharField())
    return Exists(
        CollectionViewRestriction.objects.alias(own_path=own_path).filter(
            own_path__startswith=F("collection__path")
        )
    )


def document_target(document: Any) -> LinkTarget:
    """Where a document is served, with its kind and its size in bytes where that is known."""
    return LinkTarget(
        url=document.url,
        title=document.title,
        extension=document.file_extension,
        size=document.file_size,
    )


def load_images(pks: Collection[int]) -> tuple[dict[int, Any], dict[int, Any]]:
    """Return (images by key, those by key that everybody may see).

    Each has its known renditions at hand.
    """
    if not pks:
        return {}, {}
    found = get_image_model().objects.filter(pk__in=pks).prefetch_renditions(*PICTURE_SPECS)
    images = {image.pk: image for image in _with_privacy(found)}
    return images, {pk: image for pk, image in images.items() if not image.results_is_private}


def picture_of(image: Any) -> Picture | None:
    """The image in every size, drawing those that are missing; None when its file is unreadable."""
    try:
        renditions = list(image.get_renditions(*PICTURE_SPECS).values())
    except (OSError, SourceImageIOError, InvalidFilterSpecError, ValueError):
        return None
    by_width = {rendition.width: rendition for rendition in renditions}
    sizes = [by_width[width] for width in sorted(by_width)]
    middle = sizes[len(sizes) // 2]
    return Picture(
        url=middle.url,
        width=middle.width,
        height=middle.height,
        sources=tuple(
            {"url": size.url, "width": size.width, "height": size.height} for size in sizes
        ),
    )
