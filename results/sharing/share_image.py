"""The share image of an edition: made after a publication, served at an address of its own."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from django.db import DatabaseError, transaction
from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from ..generated_files import discard, find, store
from ..models import ResultsPageMixin
from ..models.metadata import site_name
from ..models.share_card import ShareCard
from ..reading import PageReading
from ..reading.publicity import is_public
from . import cached
from .painting import paint

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase

    from ..publishing import Publication

KIND = "share-image"
FILE_NAME = "share.png"

logger = logging.getLogger(__name__)


def make_share_image(publication: Publication) -> None:
    """Store the picture of the page as it is now, or discard that of a page that is not public.

    Raises OSError when the storage fails.
    """
    page = publication.get_page()
    if page is None or not page.live or page.has_expired or not is_public(page):
        discard(publication.page_id, KIND)
    elif isinstance(page, ResultsPageMixin):
        card = _card(page)
        if find(page.pk, KIND, card.fingerprint) is None:
            store(page.pk, KIND, card.fingerprint, paint(card), FILE_NAME)


@require_safe
def share_image(request: HttpRequest, page: Any) -> HttpResponseBase:
    """The picture of an edition, drawn when it has not been stored as the edition is now."""
    card, is_open = _card(page), is_public(page)
    etag = quote_etag(card.fingerprint)
    response = get_conditional_response(request, etag=etag)
    if response is None:
        content = _stored(page, card) if is_open else paint(card)
        response = HttpResponse(content, content_type="image/png", headers={"ETag": etag})
    return cached(response, is_public=is_open)


def _card(page: Any) -> ShareCard:
    return ShareCard.of(page, PageReading.of(page), site_name(page.get_site()))


def _stored(page: Any, card: ShareCard) -> bytes:
    stored = find(page.pk, KIND, card.fingerprint)
    if stored is not None:
        try:
            content: bytes = stored.file.read()
            return content
        except OSError:
            logger.warning("The share image of page %s is lost and drawn anew", page.pk)
    content = paint(card)
    try:
        with transaction.atomic():
            store(page.pk, KIND, card.fingerprint, content, FILE_NAME)
    except (OSError, DatabaseError):
        # A full disk, or another request that was as quick: the visitor gets the picture still.
        logger.warning("The share image of page %s could not be stored", page.pk, exc_info=True)
    return content
