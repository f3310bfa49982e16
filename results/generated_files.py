"""Files that are made from a page for its visitors, stored until the page changes."""

from __future__ import annotations

from functools import partial
from pathlib import PurePosixPath
from secrets import token_urlsafe
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from datetime import datetime


def stored_path(generated: GeneratedFile, name: str) -> str:
    """Return the storage path of a file, in an unguessable folder, as a page may be private."""
    return f"results/{generated.kind}/{token_urlsafe(16)}/{PurePosixPath(name).name}"


class GeneratedFile(models.Model):
    """A file made from one state of a page, such as its PDF; one of a kind for each page.

    The page is named by number only, as in a publication. `fingerprint` names the state that the
    file shows; whoever makes the file says what it is made of.
    """

    page_id = models.PositiveBigIntegerField(_("page"))
    kind = models.CharField(_("kind"), max_length=30)
    fingerprint = models.CharField(_("fingerprint"), max_length=100)
    file = models.FileField(_("file"), upload_to=stored_path, max_length=255)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    made_at: models.DateTimeField[datetime, datetime] = models.DateTimeField(
        _("made at"), default=timezone.now
    )

    class Meta:
        verbose_name = _("generated file")
        verbose_name_plural = _("generated files")
        constraints = (
            models.UniqueConstraint(fields=["page_id", "kind"], name="results_generated_file_once"),
        )

    def __str__(self) -> str:
        """The kind of file and its page."""
        return f"{self.kind} of page {self.page_id}"


def store(page_id: int, kind: str, fingerprint: str, content: bytes, name: str) -> GeneratedFile:
    """Store the file in place of the page's earlier one of this kind, and return it.

    The earlier file is deleted once the new one is committed. Raises OSError when the storage
    cannot take the file; the earlier one stays then.
    """
    made = GeneratedFile(page_id=page_id, kind=kind, fingerprint=fingerprint, size=len(content))
    made.file.save(name, ContentFile(content), save=False)
    try:
        with transaction.atomic():
            # Locked, so that of two makers at once the later one finds the earlier one's file.
            if earlier := _locked(page_id, kind).first():
                made.pk = earlier.pk
                _delete_file_later(earlier)
            made.save(force_update=earlier is not None)
    except BaseException:
        made.file.storage.delete(str(made.file.name))
        raise
    return made


@transaction.atomic
def discard(page_id: int, kind: str) -> None:
    """Delete the page's file of this kind, if there is one."""
    for made in _locked(page_id, kind):
        made.delete()
        _delete_file_later(made)


def _locked(page_id: int, kind: str) -> Any:
    return GeneratedFile.objects.select_for_update().filter(page_id=page_id, kind=kind)


def _delete_file_later(made: GeneratedFile) -> None:
    transaction.on_commit(partial(made.file.storage.delete, str(made.file.name)))
