"""What the program remembers of imports."""

from datetime import timedelta
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..publishing.mixin import GuardedForeignKey

# How long an upload waits for its review, and the trace of a killed import for whoever clears up.
UPLOADS_KEPT = timedelta(days=7)
MAX_UPLOADS = 5


class DocumentImport(models.Model):
    """A document that became the draft of an edition.

    The row is written before anything else, with the names of the files to come, so that a process
    that is killed leaves no file that nobody knows of. `digest` is the SHA-256 of the document.
    """

    class State(models.TextChoices):
        """How far it has come."""

        BEGUN = "begun", _("begun")
        MADE = "made", _("made")

    index = GuardedForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    page = GuardedForeignKey(
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


class UploadQuerySet(models.QuerySet["Upload"]):
    def kept(self) -> Self:
        """Uploads that can still be reviewed."""
        return self.filter(created_at__gte=timezone.now() - UPLOADS_KEPT)

    def expired(self) -> Self:
        """Uploads that are too old to be reviewed."""
        return self.filter(created_at__lt=timezone.now() - UPLOADS_KEPT)

    def light(self) -> Self:
        """The same, fetching content and what was read of it only when somebody asks for it."""
        return self.defer("content", "document")

    def discard(self) -> None:
        """Delete them without fetching their content."""
        self.light().delete()


class Upload(models.Model):
    """A document between being uploaded and being imported, for the person who uploaded it.

    In the database and not among the files, where others could fetch it before it is published.
    `document` is what was read of it, in the language of its person; `decisions` are the fields of its
    review as they were left last, by their names.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    index = GuardedForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    file_name = models.CharField(max_length=255)
    content = models.BinaryField()
    year = models.PositiveSmallIntegerField()
    again = models.BooleanField(default=False)
    document = models.BinaryField(default=bytes)
    decisions = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = UploadQuerySet.as_manager()

    class Meta:
        verbose_name = _("uploaded document")
        verbose_name_plural = _("uploaded documents")

    def __str__(self) -> str:
        return self.file_name

    def make_room(self) -> None:
        """Delete what this upload replaces: its person's older ones for the same index page.

        Of that person's others the four newest stay, and of nobody's any that is a week old.
        """
        Upload.objects.expired().discard()
        # Of two that come at once, each sees itself as the newer one if ids do not decide.
        older = Upload.objects.filter(user_id=self.user_id, pk__lt=self.pk)
        older.filter(index_id=self.index_id).discard()
        spare = older.order_by("-pk").values_list("pk", flat=True)[MAX_UPLOADS - 1 :]
        Upload.objects.filter(pk__in=list(spare)).discard()
