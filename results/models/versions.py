"""The addresses of an edition as it was: before a change of its figures, and once it is withdrawn."""

from __future__ import annotations

from contextlib import suppress
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.http import Http404
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from wagtail.url_routing import RouteResult

from ..publishing import Refused
from ..record.models import history_of
from ..record.versions import EditionVersion, keep_version, versions_of, withdrawn_version
from ..rules.changes import differences, own_entries
from .addresses import ResultsMixin, figure_in
from .navigation import context_of_index

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from ..blocks.body import FigureChangeValue
    from ..content import EditionContent
    from ..reading import PageReading
    from .navigation import ShownLanguage

WORDS = ("versions", "versioner", "versionen", "versiot", "versjoner")


class VersionsMixin(ResultsMixin):
    """An edition that is kept as it was, and answers with 410 once it is withdrawn."""

    # The version whose content the page in memory has; None for what it is now.
    version: EditionVersion | None = None

    class Meta:
        abstract = True

    def keep_what_was_public(self, content: EditionContent, *, is_withdrawn: bool) -> None:
        """Keep the edition as readers have it where its figures change, or it is withdrawn.

        What a withdrawn edition was is what its next publication is compared with; it is kept no
        longer if nothing differs then.
        """
        before = content.public
        if before is None or not before.page.live:
            return
        changed, version = differences(content), before.page.version
        if not (is_withdrawn or changed or version) or content.follows_source:
            return
        change_ids = [entry.id for entry in own_entries(content)]
        if is_withdrawn:
            keep_version(self, withdrawn=True)
        elif version is None:
            keep_version(self, change_ids=change_ids)
        elif changed:
            version.withdrawn, version.change_ids = False, change_ids
            version.save()
        else:
            version.delete()

    @transaction.atomic
    def withdraw(self, reason: str, user: Any = None) -> None:
        """Unpublish the edition in each of its languages, and show the reason at their addresses."""
        self.unpublish(user=user)
        for version in self.get_translations().filter(live=True).specific():
            version.unpublish(user=user)
        give_reason(self, reason)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Route to the page, to an address below it, or to the notice of its withdrawal.

        That is said at the addresses of the figures that were published in it, too.
        """
        if not self.live and (not path_components or _was_published(self, path_components)):
            withdrawn = withdrawn_version(self)
            if withdrawn is not None and self.locale.language_code in withdrawn.contents:
                captured = {"version": withdrawn}
                return RouteResult(self, kwargs={"answer": _withdrawn, "captured": captured})
        return super().route(request, path_components)


def as_it_was(request: HttpRequest, page: Any, number: int) -> HttpResponseBase:
    """Serve the page as it was; raise Http404 for a version that its readers do not have."""
    versions = public_versions([page.translation_key], page.locale.language_code)
    found, was = versions.filter(number=number).defer(None).first(), None
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
        for version in public_versions([page.translation_key], language).order_by("number")
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


def public_versions(keys: Iterable[UUID], language: str) -> QuerySet[EditionVersion]:
    """Return what readers of a language may see of editions as they were, by translation key."""
    versions = EditionVersion.objects.filter(page__translation_key__in=list(keys))
    shown = versions.filter(is_public=True, withdrawn=False, contents__has_key=language)
    return shown.select_related("page").defer("contents")


def _was_published(page: Any, path_components: list[str]) -> bool:
    figure = figure_in(path_components)
    return figure is not None and history_of(page.translation_key, figure).exists()


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
