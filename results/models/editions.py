"""The editions below an index page, and the languages of a page, as a visitor may reach them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from wagtail.models import Page

from ..quantities import Period, format_period
from ..reading.aliases import ORIGINAL, spoken_language, with_originals
from ..reading.provenance import title_language, with_provenance
from ..reading.publicity import PUBLIC, with_publicity, without_private
from ..reading.targets import reachable

if TYPE_CHECKING:
    from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class EditionLink:
    """One edition in a list. `language` is its language code when it is not that of the list.

    `title_language` is the code of its title's, which a translation may still have from its source.
    """

    title: str
    url: str
    period: str
    language: str = ""
    title_language: str = ""


@dataclass(frozen=True, slots=True)
class Alternate:
    """The page in one language. `current` marks the page itself, which alone may be private.

    An alias says in its language's place what its original says, in the original's language.
    """

    language: str
    language_name: str
    url: str
    title: str
    current: bool
    is_public: bool
    is_alias: bool = False


def live_editions(index: Page) -> list[Any]:
    """The editions that a visitor may reach below the index page, newest period first.

    Streams are left out of the query. Any page type that has a period and can be read as an edition
    counts as one; others below the index, such as events, do not.
    """
    children = (
        with_provenance(without_private(Page.objects.child_of(index).filter(reachable())))
        .defer_streamfields()
        .specific()
    )
    return sorted(
        (
            child
            for child in children
            if isinstance(getattr(child, "period_end", None), date)
            and hasattr(child, "get_reading_context")
        ),
        key=lambda child: (child.period_end, child.period_start),
        reverse=True,
    )


def edition_links(
    editions: list[Any], language: str, request: HttpRequest | None
) -> list[EditionLink]:
    """The editions as links for a reader of `language`."""
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


def alternates(page: Any, request: HttpRequest | None) -> list[Alternate]:
    """The page in every language in which a visitor may reach it, its own included.

    Its own stays even where it is private: whoever reads it has been let in.
    """
    versions = (
        with_publicity(with_originals(page.get_translations(inclusive=True)))
        .filter(reachable())
        .select_related("locale")
        .order_by("locale_id")
    )
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
