"""The PDF of a page: made after each publication, served below the page, and linked to."""

import logging
import re
from http import HTTPStatus
from typing import Any

from django.db import DatabaseError
from django.db.models import QuerySet, Subquery
from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.cache import (
    add_never_cache_headers,
    get_conditional_response,
    patch_cache_control,
)
from django.utils.http import quote_etag
from django.utils.timezone import localtime
from django.utils.translation import gettext

from wagtail.models import Page

from ..asking import asked
from ..blocks import LinkTarget
from ..blocks.media import describe_file
from ..languages.aliases import spoken_language
from ..models import ResultsPageMixin
from ..models.addresses import Download
from ..publishing import Kind, Publication
from ..publishing.models import GeneratedFile, discard_file, store_file
from ..publishing.steps import repeat
from ..quantities import format_date
from ..reading.targets import site_name

# Of the file, of its step and of its address below the page.
KIND = "pdf"
# What changes the file: the content, the address that stands on it, and whether there is any.
KINDS = (Kind.PUBLISHED, Kind.MOVED, Kind.UNPUBLISHED, Kind.DELETED)


def publications_of(page_id: int) -> QuerySet[Publication]:
    """Return the publications of the page that change its PDF, newest first."""
    return Publication.objects.filter(page_id=page_id, kind__in=KINDS)


def fingerprint_of(page_id: int) -> str:
    """Return what identifies the published state of the page.

    That is its last publication, not its revision: a moved page, an alias and a page written by a
    program have no new revision.
    """
    return str(publications_of(page_id).values_list("pk", flat=True).first() or "")


def find_last(page: Any) -> Any:
    """The PDF of a live page that was made last, with its `current_publication`; or None."""
    if not page.pk or not page.live:
        return None
    return next(iter(asked(_last, [page.pk])), None)


def _last(pages: Any) -> Any:
    last = Subquery(publications_of(pages[0]).values("pk")[:1])
    files = GeneratedFile.objects.filter(page_id=pages[0], kind=KIND)
    return files.annotate(current_publication=last).order_by("pk")[:1]


def is_current(found: Any) -> bool:
    """Whether a file of `find_last` shows its page as it is published now."""
    return bool(found.fingerprint == str(found.current_publication or ""))


# After the steps that change pages: each page that they publish has a publication of its own.
ORDER = 200


def follow(publication: Publication) -> None:
    """Make the PDF of the page as it is now, or discard it when the page is public no more.

    A publication that another one has followed since leaves it to that one's step.
    """
    page = publication.page
    if page is None or not page.live:
        discard_file(publication.page_id, KIND)
    elif isinstance(page, ResultsPageMixin) and fingerprint_of(page.pk) == str(publication.pk):
        make(page)


def follow_index(publication: Publication) -> None:
    """Have the PDFs of the editions below an index page made anew: its ways to help stand in them."""
    index = publication.page
    if index is not None:
        ask_for(index.get_children().live())


def make(page: Any) -> None:
    """Make the PDF of a live page and store it in place of the earlier one.

    Made again when the page has changed meanwhile, and discarded when it is public no more: of two
    makers at once, the last one to finish then leaves the newer state. Raises OSError when the storage
    or WeasyPrint's libraries fail, ImportError without WeasyPrint.
    """
    from . import making

    made = None
    while (fingerprint := fingerprint_of(page.pk)) != made:
        # Read after the fingerprint, so that the content is never older than what it names.
        current = type(page)._default_manager.filter(pk=page.pk, live=True).first()
        if current is None:
            discard_file(page.pk, KIND)
            return
        if current.last_published_at is None:
            # Wagtail's create view writes the page first and the time of its publication after it.
            current.last_published_at = timezone.now()
        name = f"{current.slug[:80]}.pdf"
        store_file(page.pk, KIND, fingerprint, making.make_pdf(current), name)
        made = fingerprint


def ask_for(pages: Any) -> int:
    """Have the PDFs of the editions among them made by whoever does what is due; of how many it will.

    Not of one that is under way or has failed. Nothing is made at once: a visitor may be waiting.
    """
    keys = pages.type(ResultsPageMixin).values_list("pk", flat=True)
    return sum(repeat(last, KIND) for key in keys if (last := publications_of(key).first()))


def ask_for_missing() -> int:
    """Ask for the PDF of each public edition that has none, such as of before this app; how many."""
    made = GeneratedFile.objects.filter(kind=KIND).values("page_id")
    return ask_for(Page.objects.live().exclude(pk__in=made))


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
        ask_for(Page.objects.filter(pk=page.pk))
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
    etag = quote_etag(f"pdf-{stored.made_at:%Y%m%d%H%M%S.%f}")
    response: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if response is None:
        try:
            file = stored.file.open("rb")
        except FileNotFoundError:
            discard_file(page.pk, KIND)
            return None
        except OSError:
            return None
        response = FileResponse(file, content_type="application/pdf", filename=file_name(page))
        response["Content-Language"] = spoken_language(page)
        response["Link"] = f'<{page.get_full_url(request)}>; rel="canonical"'
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
            made = format_date(localtime(stored.made_at).date(), language)
            file = gettext("%(file)s, version of %(date)s") % {"file": file, "date": made}
    return Download(url, gettext("Download as PDF"), file)
