"""Change a page in all its states at once: its public content and its pending drafts."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils import timezone

from wagtail.log_actions import LogContext, log
from wagtail.models import Page, Revision

from ..publishing import Refused, as_system
from ..publishing.guard import lock_parent

ACTION = "results.follow"
Change = Callable[[Any], bool]


@transaction.atomic
def rewrite(page_id: int, change: Change, change_draft: Change | None = None) -> bool:
    """Apply `change` to the page's public content and publish it; return whether anything changed.

    `change(page)` changes the page in place and returns whether it did. Pending and scheduled
    drafts are given to `change_draft` (`change` by default) and stay what they are, with their
    schedule and their review. This is an act of the system: editorial issues do not stop it.
    Raises Refused if the result is not safe.
    """
    lock_parent(Page.objects.get(pk=page_id))
    page = Page.objects.select_for_update().get(pk=page_id).specific
    pending = _pending(page)
    # A context of its own: Wagtail's history shows one page's entry for each context and action.
    with as_system(), LogContext():
        changed = page.live and _rewrite_public(page, change)
        for revision in pending:
            changed |= _rewrite_draft(revision, change_draft or change)
    if changed and pending:
        _restore_pending(page_id, pending)
    return changed


def _pending(page: Any) -> list[Any]:
    """Return the revisions that are not public but may become so, the latest last."""
    waits = page.revisions.filter(approved_go_live_at__isnull=False)
    if not page.live or page.has_unpublished_changes:
        waits = waits | page.revisions.filter(pk=page.latest_revision_id)
    return list(waits.exclude(pk=page.live_revision_id).order_by("created_at", "pk"))


def _rewrite_public(page: Any, change: Change) -> bool:
    if not change(page):
        return False
    # A time to come belongs to a draft; the page is public already.
    page.go_live_at = None
    revision = page.save_revision(log_action=False)
    revision.publish(log_action=False)
    log(page, ACTION, revision=revision, content_changed=True)
    return True


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
