"""Takes back what imports wrote: a draft that is undone, files of a process that was killed."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail.images import get_image_model
from wagtail.models import DraftStateMixin, Page, ReferenceIndex, Revision, TaskState

from ..errors import ImportRefused
from ..models import UPLOADS_KEPT, DocumentImport, Upload
from .images import storage


def lock(page_id: int) -> Any:
    """The page, held until the transaction ends, or None where there is none any more.

    Whoever writes or deletes files of an import holds its index page.
    """
    _begin_writing()
    return Page.objects.select_for_update().filter(pk=page_id).first()


def _begin_writing() -> None:
    """Take SQLite's lock, which has none on rows: its first write, also one that finds nothing."""
    DocumentImport.objects.filter(pk=0).update(state=DocumentImport.State.BEGUN)


def sweep() -> int:
    """Delete old uploads and the files of imports that were killed; return how many files."""
    Upload.objects.expired().discard()
    swept = 0
    begun = DocumentImport.objects.filter(state=DocumentImport.State.BEGUN)
    for index_id in set(begun.values_list("index_id", flat=True)):
        with transaction.atomic():
            if lock(index_id):
                swept += sweep_index(index_id)
    return swept


def sweep_index(index_id: int, but: Sequence[int] = ()) -> int:
    """Delete the files of killed imports below one index page, whose row the caller has locked.

    Files are written under that lock only: whoever has begun and does not hold it is dead, or has
    written nothing so far.
    """
    swept = 0
    begun = DocumentImport.objects.filter(index_id=index_id, state=DocumentImport.State.BEGUN)
    for record in begun.exclude(pk__in=but):
        swept += remove_files(record.files)
        if record.created_at < timezone.now() - UPLOADS_KEPT:
            record.delete()
    return swept


def remove_files(names: Iterable[str]) -> int:
    """Delete the files that no image uses; return how many."""
    removed = 0
    for name in names:
        if storage().exists(name) and not get_image_model().objects.filter(file=name).exists():
            storage().delete(name)
            removed += 1
    return removed


def why_not_undo(record: DocumentImport, user: Any = None) -> str:
    """Why the import cannot be undone any more, or ""."""
    page = record.page
    if page is None:
        return _("The edition has already been deleted.")
    if page.live or page.first_published_at:
        return _("The edition has been published; unpublish or delete it as any other page.")
    if not page.is_leaf():
        return _("There are pages below the edition; move or delete them first.")
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
    page = _page_to_undo(record, user)
    with transaction.atomic():
        # Publishing takes the page above first, too; what was true before may be so no more.
        lock(page.get_parent().pk)
        current = DocumentImport.objects.filter(pk=record.pk).select_related("page").first()
        record.page = current.page if current else None
        _page_to_undo(record, user).specific.delete(user=user)
        images = list(get_image_model().objects.filter(pk__in=record.images))
        used = _used_in_drafts(images)
        for image in images:
            if str(image.pk) in used or ReferenceIndex.get_references_to(image).exists():
                continue
            image.delete()
        record.delete()


def _page_to_undo(record: DocumentImport, user: Any) -> Page:
    reason = why_not_undo(record, user)
    if reason or not record.page:
        raise ImportRefused(reason, "no_undo", "")
    return record.page


def _used_in_drafts(images: list[Any]) -> set[str]:
    """The keys of the images used in drafts, which Wagtail's reference index leaves out."""
    if not images:
        return set()
    keys = {str(image.pk) for image in images}
    kind = ContentType.objects.get_for_model(get_image_model()).pk
    used: set[str] = set()
    for revision in _revisions_to_come().iterator():
        try:
            references = ReferenceIndex._extract_references_from_object(revision.as_object())
            used |= {key for to_kind, key, _model, _path in references if to_kind == kind}
        except Exception:  # noqa: BLE001 -- what stands in a damaged draft nobody can tell
            return keys
    return used & keys


def _revisions_to_come() -> QuerySet[Revision]:
    """Revisions that may still be published: drafts, scheduled ones, those that await approval."""
    wanted = Q(approved_go_live_at__isnull=False)
    wanted |= Q(
        pk__in=TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).values("revision")
    )
    models = [model for model in apps.get_models() if issubclass(model, DraftStateMixin)]
    for model in [Page, *(model for model in models if not issubclass(model, Page))]:
        drafts: QuerySet[Any] = model._base_manager.filter(has_unpublished_changes=True)
        wanted |= Q(pk__in=drafts.values("latest_revision"))
    return Revision.objects.filter(wanted)
