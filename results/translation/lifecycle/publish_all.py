"""Publish a page with all its translations, now or at a set time: all of them, or none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from wagtail.locks import ScheduledForPublishLock
from wagtail.log_actions import LogContext
from wagtail.models import Page, Revision

from ..refusals import as_refused, set_errors
from ..saving import check, save_translation, translated_page
from ..sync.source import freeze, sync_strings
from ..tables import translation_to
from ..work_state import along_with_source
from .versions import versions_of

if TYPE_CHECKING:
    from wagtail_localize.models import Translation, TranslationSource

    from ...publishing import Refused

# The scheduler goes by time. It is to come to the source first, and to the others in the same run.
AFTER_SOURCE = timedelta(microseconds=1)


class NotAllPublished(Exception):
    """Raised when a page or one of its translations was refused; nothing has been published."""

    def __init__(self, refused: list[Refused]) -> None:
        super().__init__(refused)
        self.refused = refused


def translations_of(page: Any) -> list[Page]:
    """Return the language versions that are published with the page, none unless it is a source.

    Aliases follow by themselves.
    """
    return [each for each in versions_of([page]).get(page.pk, []) if not each.alias_of_id]


def may_publish_all(page: Any, versions: Sequence[Any], user: Any) -> bool:
    """Return whether the user may publish the page and each version, and none is locked.

    The lock of a scheduled page does not count: the new schedule replaces it.
    """
    return all(
        each.permissions_for_user(user).can_publish() and not _is_locked(each, user)
        for each in (page, *versions)
    )


def is_later(page: Any) -> bool:
    """Return whether the latest revision of the page is scheduled for later."""
    return page.go_live_at is not None and page.go_live_at > timezone.now()


def publish_all(page: Any, user: Any) -> None:
    """Publish the latest revision of the page and all its translations as they are now.

    If that revision has a time in the future, all are scheduled for it. Raises NotAllPublished with
    the reasons for each language, and shows them beside the strings that cause them.
    """
    refused: list[Refused] = []
    with transaction.atomic():
        source, revision_id = _published_source(page, user, refused)
        for version in translations_of(page):
            try:
                # Each in a context of its own, or the history would show one language's entry only.
                with (
                    transaction.atomic(),
                    LogContext(user=user),
                    along_with_source(revision_id or True),
                ):
                    _publish(version, source, user)
            except ValidationError as error:
                refused.append(as_refused(version.specific, error))
        if refused:
            transaction.set_rollback(True)
    # What was shown beside strings on the way is gone with everything else.
    for why in refused:
        if translation := translation_to(why.page):
            set_errors(translation.source, translation.target_locale, why)
    if refused:
        raise NotAllPublished(refused)


def _is_locked(page: Any, user: Any) -> bool:
    lock = page.get_lock()
    if lock is None or isinstance(lock, ScheduledForPublishLock):
        return False
    return bool(lock.for_user(user))


def _published_source(page: Any, user: Any, refused: list[Refused]) -> tuple[Any, int | None]:
    """Publish the page; return it as it is or will be, to be translated, and its revision."""
    try:
        with transaction.atomic():
            revision = page.get_latest_revision() or page.specific.save_revision(user=user)
            source = revision.as_object()
            revision.publish(user=user)
    except ValidationError as error:
        refused.append(as_refused(page.specific, error))
        return page.specific, None
    return source, revision.pk


def _publish(version: Page, source: Any, user: Any) -> None:
    translation = translation_to(version)
    if is_later(source):
        _schedule(version, translation, source, user)
        return
    Page.objects.filter(pk=version.pk).update(go_live_at=source.go_live_at)
    if translation is None:
        _written_by_hand(version, source, user).publish(user=user)
        return
    _sync_strings(translation.source, source)
    save_translation(
        translation.source, translation.target_locale, user, publish=True, fallback=True
    )


def _schedule(version: Page, translation: Translation | None, source: Any, user: Any) -> None:
    if translation is None:
        revision = _written_by_hand(version, source, user)
        check(revision.as_object(), publish=True)
    else:
        page = _translation_of_the_future(translation, source)
        check(page, publish=True)
        page.go_live_at, page.expire_at = source.go_live_at, source.expire_at
        revision = page.save_revision(user=user)
    revision.publish(user=user)
    Revision.objects.filter(pk=revision.pk).update(
        approved_go_live_at=source.go_live_at + AFTER_SOURCE
    )


def _written_by_hand(version: Page, source: Any, user: Any) -> Revision:
    """Return the version's latest revision with the times of the source."""
    page = version.get_latest_revision_as_object()
    latest = version.get_latest_revision()
    if latest and (page.go_live_at, page.expire_at) == (source.go_live_at, source.expire_at):
        return latest
    page.go_live_at, page.expire_at = source.go_live_at, source.expire_at
    return page.save_revision(user=user)


def _sync_strings(source: TranslationSource, page: Any) -> None:
    freeze(source, page)
    sync_strings(source, source.as_instance())


def _translation_of_the_future(translation: Translation, source: Any) -> Any:
    """Return the translated page, not saved, as if the source were public already.

    The stored strings stay those of the public source, lest a translator publishes too early what
    the source does not say yet.
    """
    with transaction.atomic():
        _sync_strings(translation.source, source)
        page = translated_page(translation.source, translation.target_locale, fallback=True)
        transaction.set_rollback(True)
    return page
