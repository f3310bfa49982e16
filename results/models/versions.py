"""The addresses of an edition as it was: before a change of its figures, and once it is withdrawn."""

from contextlib import suppress
from http import HTTPStatus
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from wagtail.url_routing import RouteResult

from ..blocks.body import FigureChangeValue
from ..publishing import Refused
from ..reading import PageReading
from ..record.models import history_of
from ..record.versions import EditionVersion, versions_of, withdrawn_version
from .navigation import ShownLanguage, context_of_index

WORDS = ("versions", "versioner", "versionen", "versiot", "versjoner")


def as_it_was(request: HttpRequest, page: Any, number: int) -> HttpResponseBase:
    """Serve the page as it was; raise Http404 for a version that its readers do not have."""
    found, was = public_versions(page).filter(number=number).defer(None).first(), None
    # What cannot be read is not there for a reader.
    with suppress(Refused):
        was = found.page_for(page) if found else None
    if was is None:
        raise Http404
    # Whoever stores the answer asks the page which parameters it knows.
    request.results_declaring = was  # type: ignore[attr-defined]
    response: HttpResponseBase = was.serve(request)
    response["X-Robots-Tag"] = "noindex"
    return response


def give_reason(page: Any, reason: str) -> None:
    """Say why the edition has been withdrawn; nothing where it has not been."""
    versions_of(page).filter(withdrawn=True).update(reason=reason)


def version_address(url: str, language: str, version: EditionVersion) -> str:
    """Return the URL of a page as it was, below its own."""
    with translation.override(language):
        word = pgettext("address of a page as it was", "versions")
    return f"{url.rstrip('/')}/{word if word in WORDS else WORDS[0]}/{version.number}/"


def changes_and_versions(
    page: Any, reading: PageReading, request: HttpRequest | None
) -> list[tuple[FigureChangeValue, str]]:
    """Return the changes, newest first, each with the URL of the edition before it, "" without one."""
    if not reading.changes:
        return []
    language, url = page.locale.language_code, page.get_url(request) or ""
    before = {
        change_id: version_address(url, language, version)
        for version in public_versions(page)
        for change_id in version.change_ids
    }
    return [(change, before.get(change.id, "")) for change in reading.changes]


def as_they_were(page: Any, languages: list[ShownLanguage]) -> list[ShownLanguage]:
    """Return the language versions, each at the address of the version that the page has."""
    version: EditionVersion | None = page.version
    for each in languages if version else ():
        if version and each["language"] in version.contents:
            each["url"] = version_address(each["url"], each["language"], version)
    return languages


def public_versions(page: Any) -> QuerySet[EditionVersion]:
    """Return what readers of a page may see of it as it was, oldest first."""
    language = page.locale.language_code
    shown = versions_of(page).filter(is_public=True, withdrawn=False, contents__has_key=language)
    return shown.select_related("page").defer("contents")


def notice_at(page: Any, path_components: list[str]) -> RouteResult | None:
    """Return the route to the notice that the edition has been withdrawn, None where none is said.

    It is said at the addresses of the figures that were published in it, too.
    """
    if page.live:
        return None
    figure = page.answer_at(path_components)[1].get("figure")
    if path_components and not (figure and history_of(page.translation_key, figure).exists()):
        return None
    version = withdrawn_version(page)
    if version is None or page.locale.language_code not in version.contents:
        return None
    return RouteResult(page, kwargs={"answer": _withdrawn, "captured": {"version": version}})


def _withdrawn(request: HttpRequest, page: Any, version: EditionVersion) -> HttpResponse:
    return gone(
        request,
        page,
        page.locale.language_code,
        heading=_("This edition has been withdrawn"),
        back=page.get_parent().specific,
        version=version,
        reason_language=version.page.locale.language_code,
    )


def gone(request: HttpRequest, page: Any, language: str, **why: Any) -> HttpResponse:
    """Answer with 410 for what was at an address of an edition (see the template)."""
    context = {"page": page, "self": page, "language": language, **why}
    with translation.override(language):
        context |= context_of_index(page, request)
        return render(request, "results/gone.html", context, status=HTTPStatus.GONE)
