"""Notices above an alias or an outdated translation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from wagtail.models import Page

from .aliases import original_of
from .provenance import provenance_of
from .publicity import without_private
from .targets import reachable

if TYPE_CHECKING:
    from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice that the page is an alias or is based on an earlier version of its source.

    `language` is the reader's, that of the address. `source_language` and `title` are those of the
    original or source, `url` its address, "" where visitors cannot reach it.
    """

    language: str
    source_language: str
    title: str
    url: str
    is_alias: bool
    older_since: datetime | None = None


def notice_of(page: Any, request: HttpRequest | None) -> Notice | None:
    """Return the notice of a page, or None for one that is no alias and up to date."""
    if not page.pk:
        return None
    original = original_of(page)
    provenance = provenance_of(page)
    since = provenance.older_since if provenance else None
    if original is not None:
        key, language = {"pk": original.pk}, original.locale.language_code
    elif provenance is not None and since is not None:
        language = provenance.language
        key = {"translation_key": page.translation_key, "locale__language_code": language}
    else:
        return None
    sources = without_private(Page.objects.filter(reachable(), **key))
    source = sources.select_related("locale").first()
    return Notice(
        language=page.locale.language_code,
        source_language=language,
        title=source.title if source else "",
        url=(source and source.get_url(request)) or "",
        is_alias=original is not None,
        older_since=since,
    )
