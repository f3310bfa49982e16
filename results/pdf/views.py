"""Serving the PDF of a page, and the link to it."""

from __future__ import annotations

import logging
import re
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.db import DatabaseError
from django.http import FileResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import (
    add_never_cache_headers,
    get_conditional_response,
    patch_cache_control,
)
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext

from ..blocks import LinkTarget
from ..blocks.read_more_link import describe_file
from ..generated_files import discard
from ..models.addresses import Download
from ..models.share_card import site_name
from ..reading.publicity import spoken_language
from .step import KIND, ask_for, find_last, is_current

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase

    from ..generated_files import GeneratedFile

logger = logging.getLogger(__name__)

# Seconds after which the file may be there.
RETRY_AFTER = 60
MAX_NAME = 120
# What file systems refuse in names, and what would end or reorder the name that a reader sees.
_UNFIT = re.compile(r'[\x00-\x1f\x7f"*/:<>?\\|\u200e\u200f\u202a-\u202e\u2066-\u2069]+')


def serve_pdf(request: HttpRequest, page: Any) -> HttpResponseBase:
    """Answer with the page's PDF, or with 503 while it is not made yet; it is then asked for.

    While a newer one is being made it is the last one.
    """
    stored = find_last(page)
    response = _answer(request, page, stored) if stored else None
    if response is not None:
        return response
    try:
        ask_for(page)
    except DatabaseError:
        # A database that is read-only or locked: `run_results` finds the step by itself.
        logger.warning("The PDF of page %s could not be asked for", page.pk, exc_info=True)
    with translation.override(spoken_language(page)):
        pending = render(
            request,
            "results/pdf/pending.html",
            {"page": page, "self": page},
            status=HTTPStatus.SERVICE_UNAVAILABLE,
        )
    pending["Retry-After"] = str(RETRY_AFTER)
    add_never_cache_headers(pending)
    return pending


def _answer(request: HttpRequest, page: Any, stored: GeneratedFile) -> HttpResponseBase | None:
    """The file, or None when it is gone from the storage or cannot be read now."""
    try:
        file = stored.file.open("rb")
    except FileNotFoundError:
        discard(page.pk, KIND)
        return None
    except OSError:
        return None
    etag = f'"pdf-{stored.pk}"'
    response: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if response is None:
        response = FileResponse(file, content_type="application/pdf", filename=file_name(page))
        response["Content-Language"] = spoken_language(page)
        response["Link"] = f'<{page.get_full_url(request)}>; rel="canonical"'
    else:
        file.close()
    response["ETag"] = etag
    # A correction is to be seen at once: whoever has the file asks whether it is still the one.
    # Wagtail itself keeps private pages out of caches.
    patch_cache_control(response, no_cache=True)
    return response


def file_name(page: Any) -> str:
    """Return the download name of the file: organisation and title."""
    name = " ".join(filter(None, (site_name(page.get_site()), page.title)))
    legible = " ".join(_UNFIT.sub(" ", name).split())
    return f"{legible[:MAX_NAME].rstrip(' .')}.pdf"


def find_download(page: Any, request: HttpRequest | None) -> Download | None:
    """The PDF of the page that was made last, with its date if the page has changed since; or None."""
    stored = find_last(page)
    own = page.get_url(request) if stored else None
    if stored is None or own is None:
        return None
    url = f"{own.rstrip('/')}/{KIND}/"
    language = spoken_language(page)
    file = describe_file(LinkTarget(url, extension="pdf", size=stored.size), language)
    if not is_current(stored):
        with translation.override(language):
            made_at = date_format(localtime(stored.made_at), "DATETIME_FORMAT")
            file = gettext("%(file)s, version of %(date)s") % {"file": file, "date": made_at}
    return Download(url, gettext("Download as PDF"), file)
