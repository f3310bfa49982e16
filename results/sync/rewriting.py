"""Change a page in all its states at once: its public content and its pending drafts."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from wagtail.log_actions import LogContext, log
from wagtail.models import Page, Revision

from ..publishing import Refused, as_system

ACTION = "results.follow"
Change = Callable[[Any], bool]


def locked(model: type[Any], pages: Sequence[Any]) -> dict[int, Any]:
    """Return pages of a type by key as they are once nobody else changes them, with their locales.

    As the guard does, it locks their parents first: whoever did it the other way round would wait for
    whoever publishes, who waits for them.
    """
    above = {page.path[: -page.steplen] for page in pages}
    list(Page.objects.filter(path__in=above).order_by("pk").select_for_update().values_list("pk"))
    rows = model._base_manager.select_for_update(of=("self", "page_ptr"))
    found: dict[int, Any] = rows.select_related("locale").in_bulk([page.pk for page in pages])
    return found


def rewrite(page: Any, change: Change, change_draft: Change | None = None) -> bool:
    """Apply `change` to the page's public content and publish it; return whether anything changed.

    `page` is one of those `locked`. `change(page)` changes a page in place and returns whether it did.
    Pending and scheduled drafts are given to `change_draft` (`change` by default) and stay what they
    are, with their schedule and their review. This is an act of the system: editorial issues do not
    stop it. Raises Refused if the result is not safe.
    """
    changed = page.live and change(page)
    if page.live and not (changed or page.has_unpublished_changes):
        return False
    # A context of its own: Wagtail's history shows one page's entry for each context and action.
    with transaction.atomic(), as_system(), LogContext():
        pending = _pending(page)
        if changed:
            _publish(page)
        for revision in pending:
            changed |= _rewrite_draft(revision, change_draft or change)
        if changed and pending:
            _restore_pending(page.pk, pending)
    page.refresh_from_db()
    return bool(changed)


def _pending(page: Any) -> list[Any]:
    """Return the revisions that are not public but may become so, the latest last."""
    waits = page.revisions.filter(approved_go_live_at__isnull=False)
    if not page.live or page.has_unpublished_changes:
        waits = waits | page.revisions.filter(pk=page.latest_revision_id)
    return list(waits.exclude(pk=page.live_revision_id).order_by("created_at", "pk"))


def _publish(page: Any) -> None:
    # A time to come belongs to a draft; the page is public already.
    page.go_live_at = None
    revision = page.save_revision(log_action=False)
    revision.publish(log_action=False)
    log(page, ACTION, revision=revision, content_changed=True)


def _rewrite_draft(revision: Any, change: Change) -> bool:
    try:
        page = revision.as_object()
    except Refused:
        # A damaged draft is for its author to repair; it must not hold up the public page.
        return False
    if not change(page):
        return False
    revision.content = page.serializable_data()
    revision.save(update_fields=["content"])
    return True


def _restore_pending(page_id: int, pending: list[Any]) -> None:
    """Restore the drafts to what they were, as read before the page was published beside them."""
    now = timezone.now()
    for revision in pending:
        # `save` would log that a time was cancelled where there is none.
        Revision.objects.filter(pk=revision.pk).update(
            created_at=now, approved_go_live_at=revision.approved_go_live_at
        )
    latest = pending[-1]
    Page.objects.filter(pk=page_id).update(
        latest_revision=latest,
        latest_revision_created_at=now,
        has_unpublished_changes=True,
        draft_title=latest.content["title"],
    )
