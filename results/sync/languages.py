"""The publishing step that synchronises the other languages of a page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from wagtail.models import Locale, Page

from ..publishing import PublishingMixin, register_step
from ..publishing.models import Kind
from .figures import sync_figures
from .rewriting import rewrite

if TYPE_CHECKING:
    from ..publishing import Publication

STEP = "translations"
# Before what is made of the pages' content, such as files.
ORDER = 50

Sync = Callable[[Any, list[Page]], list[Page]]

_syncs: list[Sync] = []


def register_sync(sync: Sync) -> None:
    """Call `sync(page, targets)` when a page has been published, before `sync_languages` copies figures.

    `targets` are the page's other languages, without aliases. The function synchronises those that
    it knows and returns the others; if it raises, the step is tried again.
    """
    if sync not in _syncs:
        _syncs.append(sync)


def connect() -> None:
    """Register the step; called once, when Django is ready."""
    register_step(
        STEP,
        _sync_publication,
        order=ORDER,
        kinds=[Kind.PUBLISHED, Kind.ACCESS],
        label=_("Other languages"),
        waits=False,
        model=PublishingMixin,
        in_request=True,
    )


def _sync_publication(publication: Publication) -> None:
    page = publication.get_page()
    if page is not None and page.live and not page.alias_of_id:
        sync_languages(page)


def sync_languages(page: Any) -> None:
    """Bring the other languages of a published page into line with it.

    Those that no registered sync handles get the figures of a page in the site's first language.
    Wagtail itself sees to aliases.
    """
    targets = list(page.get_translations().filter(alias_of__isnull=True).select_related("locale"))
    for sync in _syncs:
        targets = sync(page, targets)
    if not targets or page.locale_id != Locale.get_default().pk:
        return
    for target in targets:
        rewrite(target.pk, partial(sync_figures, page))
