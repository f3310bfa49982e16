"""The share image of an edition: made after a publication, served at an address of its own."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from django.db import DatabaseError, transaction
from django.http import FileResponse, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from ..generated_files import discard, find, store
from ..models import ResultsPageMixin
from ..models.share_card import VERSION, OneFigure, ShareCard, site_name
from ..reading import PageReading
from ..reading.publicity import is_public
from . import cached
from .painting import paint

if TYPE_CHECKING:
    from uuid import UUID

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
    """The picture of an edition as it is now, whichever version of it is asked for.

    It is drawn when it has not been stored yet.
    """
    card, is_open = _card(page), is_public(page)
    etag = quote_etag(card.fingerprint)
    response: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if response is None:
        response = (_stored(page, card) if is_open else None) or HttpResponse(
            paint(card), content_type="image/png"
        )
        response.headers["ETag"] = etag
    asked = request.GET.get(VERSION, "")
    # Others than the current one are anybody's guess, and no cache has room for these.
    is_known = asked in ("", card.version)
    return cached(response, is_public=is_open and is_known, is_final=bool(asked))


share_image.snapshot_parameters = (VERSION,)  # type: ignore[attr-defined]


@require_safe
def figure_image(request: HttpRequest, page: Any, figure: UUID) -> HttpResponseBase:
    """The picture of one figure, drawn when it is asked for.

    Most are never asked for, and a file of each would have to be made with every publication. What
    is asked for is kept as other answers are.
    """
    card = OneFigure(page, figure).share_card
    asked = request.GET.get(VERSION, "")
    response = HttpResponse(paint(card), content_type="image/png")
    return cached(response, is_public=asked in ("", card.version), is_final=bool(asked))


figure_image.snapshot_parameters = (VERSION,)  # type: ignore[attr-defined]


def _card(page: Any) -> ShareCard:
    return ShareCard.of(page, PageReading.of(page), site_name(page.get_site()))


def _stored(page: Any, card: ShareCard) -> HttpResponseBase | None:
    """The file with the picture, drawn if need be; None if it cannot be stored."""
    stored = find(page.pk, KIND, card.fingerprint)
    if stored is not None:
        try:
            return FileResponse(stored.file.open("rb"))
        except OSError:
            logger.warning("The share image of page %s is lost and drawn anew", page.pk)
    try:
        with transaction.atomic():
            stored = store(page.pk, KIND, card.fingerprint, paint(card), FILE_NAME)
        return FileResponse(stored.file.open("rb"))
    except (OSError, DatabaseError):
        # A full disk, or another request that was as quick: the visitor gets the picture still.
        logger.warning("The share image of page %s could not be stored", page.pk, exc_info=True)
    return None
