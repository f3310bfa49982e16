"""The publishing step that keeps the other languages of a page in line with it, or marks what is not."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import LogContext

from ..publishing import Publication, PublishingMixin, register_step
from ..publishing.models import Kind
from ..record.language_version import LanguageVersion
from ..record.sources import source_in
from .settling import Comparison

STEP = "translations"
# Before what is made of the pages' content, such as files.
ORDER = 50


@dataclass(frozen=True, slots=True)
class Sync:
    """What an app that translates pages does when their source is published.

    `handles(source, versions)` are the keys of the versions that it makes. `sync(source)` brings
    them into line and keeps the `Prose` of each public one in its LanguageVersion; if it raises, the
    step is tried again.
    """

    handles: Callable[[Any, Sequence[Any]], Collection[int]]
    sync: Callable[[Any], None]


_syncs: list[Sync] = []


def register_sync(sync: Sync) -> None:
    """Leave to an app the versions that it makes; all others are kept by hand. Call it in `ready()`."""
    _syncs[:] = [sync]


def connect() -> None:
    """Register the step; called once, when Django is ready."""
    register_step(
        STEP,
        _sync_publication,
        order=ORDER,
        label=_("Other languages"),
        waits=False,
        model=PublishingMixin,
        in_request=True,
    )


def _sync_publication(publication: Publication) -> None:
    page = publication.get_page()
    if page is None:
        _unpublish_orphans(publication)
    elif not page.alias_of_id:
        # What the system has published follows already; to change it again could go on for ever.
        sync_languages(page, changes_version=not publication.by_system)


def sync_languages(page: Any, *, changes_version: bool = True) -> None:
    """Bring the language versions of a page, as it is now, into line with their source.

    Each has the source's figures, order, blocks, files and life afterwards, or what it has not is in
    its LanguageVersion. Where the page is a version itself, only that one is looked at, and without
    `changes_version` it is not changed. Wagtail itself sees to aliases. Raises Refused, or another
    ValidationError, if a version would not be safe; the others are in line then, and what that one
    lacks is marked.
    """
    source, *versions = _family(page)
    # It may have been a version of a page that has been deleted since.
    for row in LanguageVersion.objects.filter(page=source.pk):
        # One by one: a statement that deletes nothing would have every stored answer made anew.
        row.delete()
    if page.pk != source.pk:
        versions = [each for each in versions if each.pk == page.pk]
    elif not source.live:
        _unpublish(versions)
        return
    handled: set[int] = set()
    failures = []
    for sync in _syncs:
        handled.update(sync.handles(source, versions))
        try:
            # A version may be the source of another one.
            sync.sync(page)
        except ValidationError as error:
            failures.append(error)
    may_change = changes_version or page.pk == source.pk
    failures += Comparison(source).settle(versions, handled, may_change=may_change)
    if failures:
        raise failures[0]


def _family(page: Any) -> list[Any]:
    pages = type(page)._default_manager.select_related("locale")
    return list(source_in(pages, page.translation_key))


def _unpublish(versions: Iterable[Any]) -> None:
    for version in versions:
        if version.live:
            # A context of its own: Wagtail's history shows one page's entry for each.
            with LogContext():
                UnpublishPageAction(version).execute(skip_permission_checks=True)


def _unpublish_orphans(publication: Publication) -> None:
    """Unpublish the versions of a source that was public, and has been deleted."""
    earlier = Publication.objects.filter(page_id=publication.page_id, pk__lt=publication.pk).first()
    if earlier is None or earlier.kind == Kind.UNPUBLISHED:
        return
    rows = LanguageVersion.objects.filter(
        page__translation_key=publication.translation_key,
        page__live=True,
        source_language=publication.language_code,
    )
    _unpublish([row.page.specific for row in rows.select_related("page")])
