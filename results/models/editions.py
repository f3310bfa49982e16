"""Public editions below an index page, and the public language versions of a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from wagtail.models import Page, get_page_models

from ..quantities import Period, format_period
from ..reading.aliases import ORIGINAL, spoken_language
from ..reading.around import pages_around, versions_among
from ..reading.provenance import title_language, with_provenance
from ..reading.publicity import PUBLIC, with_publicity
from ..reading.targets import is_reachable, reachable

if TYPE_CHECKING:
    from django.db.models import Q
    from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class EditionLink:
    """An edition in a list.

    `language` and `title_language` are language codes where they differ from that of the list; an
    untranslated title still has its source's.
    """

    title: str
    url: str
    period: str
    language: str = ""
    title_language: str = ""


@dataclass(frozen=True, slots=True)
class Alternate:
    """A language version of a page; `current` marks the page itself, which alone may be private.

    An alias stands in its own language for content in the original's language.
    """

    language: str
    language_name: str
    url: str
    title: str
    current: bool
    is_public: bool
    is_alias: bool = False


def live_editions(index: Page) -> list[Any]:
    """Return the public editions below the index page (see `editions_where`)."""
    return editions_where(Page.objects.child_of_q(index))


def editions_where(condition: Q) -> list[Any]:
    """Return the public editions that fulfil a condition on pages, newest period first.

    Streams are deferred. Any page type that has a period and a reading context counts; other
    children, such as events, do not, nor does one that a program published without a period.
    """
    found = [
        edition
        for model in get_page_models()
        if all(
            hasattr(model, name) for name in ("period_start", "period_end", "get_reading_context")
        )
        for edition in with_provenance(
            with_publicity(model._default_manager.exact_type(model).filter(condition))
        )
        .filter(reachable())
        .select_related("locale")
        .defer_streamfields()
        if getattr(edition, PUBLIC)
        and isinstance(edition.period_start, date)
        and isinstance(edition.period_end, date)
        and edition.period_start <= edition.period_end
    ]
    return sorted(found, key=lambda each: (each.period_end, each.period_start), reverse=True)


def edition_links(
    editions: list[Any], language: str, request: HttpRequest | None
) -> list[EditionLink]:
    """Return the editions as links for a reader of `language`."""
    return [
        EditionLink(
            title=edition.title,
            url=edition.get_url(request) or "",
            period=format_period(Period(edition.period_start, edition.period_end), language),
            language=_other_than(language, spoken_language(edition)),
            title_language=_other_than(language, title_language(edition)),
        )
        for edition in editions
        if edition.period_start <= edition.period_end
    ]


def _other_than(language: str, spoken: str) -> str:
    return "" if spoken == language else spoken


def alternates(
    page: Any, request: HttpRequest | None, around: list[Any] | None = None
) -> list[Alternate]:
    """Return every public language version of the page, and the page itself.

    The page stays even when it is private: its reader has been let in. `around` is what
    `pages_around` has found of it, if it has been asked.
    """
    found = versions_among(pages_around(page) if around is None else around, page)
    versions = sorted(filter(is_reachable, found), key=lambda each: each.locale_id)
    return [
        Alternate(
            language=version.locale.language_code,
            language_name=version.locale.language_name_local,
            url=version.get_url(request) or "",
            title=version.title,
            current=version.pk == page.pk,
            is_alias=getattr(version, ORIGINAL) is not None,
            is_public=getattr(version, PUBLIC),
        )
        for version in versions
        if getattr(version, PUBLIC) or version.pk == page.pk
    ]
