"""Files that are made from a page for its visitors."""

from __future__ import annotations

from pathlib import PurePosixPath
from secrets import token_urlsafe
from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from datetime import datetime


def kept_path(kept: KeptFile, name: str) -> str:
    """Where a file is stored: below a folder that nobody guesses, since a page may be private."""
    return f"results/{kept.kind}/{token_urlsafe(16)}/{PurePosixPath(name).name}"


class KeptFile(models.Model):
    """A file made from one state of a page, such as its PDF.

    The page is named by number only, as in a publication. `fingerprint` names the state that the
    file shows; whoever makes the file says what it is made of.
    """

    page_id = models.PositiveBigIntegerField(_("page"))
    kind = models.CharField(_("kind"), max_length=30)
    fingerprint = models.CharField(_("fingerprint"), max_length=100)
    file = models.FileField(_("file"), upload_to=kept_path, max_length=255)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    made_at: models.DateTimeField[datetime, datetime] = models.DateTimeField(
        _("made at"), default=timezone.now
    )

    class Meta:
        verbose_name = _("kept file")
        verbose_name_plural = _("kept files")
        constraints = (
            models.UniqueConstraint(fields=["page_id", "kind"], name="results_kept_file_once"),
        )

    def __str__(self) -> str:
        """The kind of file and its page."""
        return f"{self.kind} of page {self.page_id}"
