"""Give language versions the expiry time of their source."""

from __future__ import annotations

from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Q

from wagtail.models import Page
from wagtail.signals import page_published

from .versions import is_ours, versions_of


def connect() -> None:
    """Copy the time at every publication; called once, when the app is ready."""
    page_published.connect(follow_expiry, dispatch_uid="results.translation.expiry")


def follow_expiry(instance: Any, **_kwargs: Any) -> None:
    """Set or clear the expiry time of the versions as the published source has it.

    Pending drafts get it too, lest one of them restores an earlier time. Wagtail sees to aliases.
    """
    if not instance.live or not is_ours(instance):
        return
    for version in versions_of([instance]).get(instance.pk, []):
        if version.alias_of_id:
            continue
        if version.expire_at != instance.expire_at:
            Page.objects.filter(pk=version.pk).update(expire_at=instance.expire_at)
        _change_drafts(version, instance.expire_at)


def _change_drafts(page: Page, expire_at: Any) -> None:
    text = DjangoJSONEncoder().default(expire_at) if expire_at else None
    waiting = Q(pk=page.latest_revision_id) | Q(approved_go_live_at__isnull=False)
    for revision in page.revisions.filter(waiting):
        if revision.content.get("expire_at") != text:
            revision.content["expire_at"] = text
            # Revision.save() would build the page from a revision that may be damaged.
            type(revision)._base_manager.filter(pk=revision.pk).update(content=revision.content)
