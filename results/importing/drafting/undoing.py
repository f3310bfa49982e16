"""Takes an imported draft back."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from wagtail.images import get_image_model

from ..errors import ImportRefused
from ..models import DocumentImport


def why_not_undo(record: DocumentImport, user: Any = None) -> str:
    """Why the import cannot be undone any more, or ""."""
    page = record.page
    if page is None:
        return _("The edition is gone already.")
    if page.live or page.first_published_at:
        return _("The edition has been published; unpublish or delete it as any other page.")
    if user is not None and not page.specific.permissions_for_user(user).can_delete():
        return _("You may not delete this page.")
    return ""


def was_edited(record: DocumentImport) -> bool:
    """Whether somebody has saved the draft since."""
    return record.page is not None and record.page.latest_revision_id != record.revision_id


def undo(record: DocumentImport, user: Any = None) -> None:
    """Delete the draft and the images that came with it and are used nowhere else.

    Raises ImportRefused.
    """
    if reason := why_not_undo(record, user):
        raise ImportRefused(reason, "no_undo", "")
    page = record.page
    assert page is not None  # noqa: S101
    with transaction.atomic():
        page.specific.delete(user=user)
        for image in get_image_model().objects.filter(pk__in=record.images):
            if not image.get_usage().count():
                image.delete()
        record.delete()
