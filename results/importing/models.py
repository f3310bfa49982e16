"""What the program remembers of imports."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class DocumentImport(models.Model):
    """A document that became the draft of an edition.

    The row is written before anything else, with the names of the files to come, so that a process
    that is killed leaves no file that nobody knows of. `digest` is the SHA-256 of the document.
    """

    class State(models.TextChoices):
        """How far it has come."""

        BEGUN = "begun", _("begun")
        MADE = "made", _("made")

    index = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    page = models.ForeignKey(
        "wagtailcore.Page", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    digest = models.CharField(max_length=64)
    file_name = models.CharField(max_length=255)
    period_start = models.DateField()
    period_end = models.DateField()
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.BEGUN)
    created_at = models.DateTimeField(auto_now_add=True)
    files = models.JSONField(default=list)
    images = models.JSONField(default=list)
    revision_id = models.PositiveIntegerField(null=True)

    class Meta:
        verbose_name = _("imported document")
        verbose_name_plural = _("imported documents")
        indexes: ClassVar = [models.Index(fields=["index", "digest"], name="results_import_digest")]

    def __str__(self) -> str:
        return self.file_name


class Upload(models.Model):
    """A document between being uploaded and being imported, for the person who uploaded it.

    In the database and not among the files, where others could fetch it before it is published.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    index = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    file_name = models.CharField(max_length=255)
    content = models.BinaryField()
    year = models.PositiveSmallIntegerField()
    again = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("uploaded document")
        verbose_name_plural = _("uploaded documents")

    def __str__(self) -> str:
        return self.file_name
