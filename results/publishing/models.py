"""What has changed for the public, who follows it up, and the files that are made of a page."""

from datetime import datetime, timedelta
from functools import partial
from pathlib import PurePosixPath
from secrets import token_urlsafe
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import models, transaction
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from wagtail.models import Page


class Kind(models.TextChoices):
    """What happened to a page, as the public sees it."""

    PUBLISHED = "published", _("published")
    UNPUBLISHED = "unpublished", _("unpublished")
    MOVED = "moved", _("moved")
    DELETED = "deleted", _("deleted")
    ACCESS = "access", _("access changed")


class State(models.TextChoices):
    """How far a publication has come, and each of its steps."""

    PENDING = "pending", _("waiting")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")


class Publication(models.Model):
    """One change of what the public sees, written in the transaction of that change.

    It outlives its page and the page's revisions, so it refers to them by number only. The row
    guarantees what must follow: it is due until every step is done.
    """

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    page_id = models.PositiveBigIntegerField(_("page"))
    page_type = models.CharField(_("type of page"), max_length=200)
    translation_key = models.UUIDField(_("translation key"), db_index=True)
    language_code = models.CharField(_("language"), max_length=100)
    title = models.CharField(_("title"), max_length=255)
    url_path = models.TextField(_("path"))
    old_url_path = models.TextField(_("path before"), blank=True, default="")
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    revision_id = models.PositiveBigIntegerField(_("revision"), null=True, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("user"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    by_system = models.BooleanField(_("by the system"), default=False)
    created_at = models.DateTimeField(_("created at"), default=timezone.now)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.PENDING
    )
    # While it runs, this is when another process takes it over.
    due_at = models.DateTimeField(_("not before"), default=timezone.now)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    # {name of a step: {"state": …, "at": ISO 8601, "error": …}}
    steps = models.JSONField(_("steps"), default=dict)

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        ordering = ("-id",)
        indexes = (
            models.Index(fields=["page_id", "-id"], name="results_publication_page"),
            models.Index(
                fields=["due_at"],
                name="results_publication_undone",
                condition=~models.Q(state="done"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.title}: {self.get_kind_display()}"

    @cached_property
    def model(self) -> Any:
        """The class of the page; None for a type that is not installed any more."""
        try:
            return apps.get_model(self.page_type)
        except LookupError:
            return None

    @cached_property
    def page(self) -> Any:
        """The page as it is when it is first asked for, or None when it is gone; steps share it."""
        return self.model and self.model._base_manager.filter(pk=self.page_id).first()

    @property
    def error(self) -> str:
        """What its steps have failed with."""
        return "; ".join(run["error"] for run in self.steps.values() if run["error"])

    def state_of(self, step: str) -> State:
        """How far the step of that name has come."""
        run = self.steps.get(step)
        if run:
            return State(run["state"])
        return State.DONE if self.state == State.DONE else State.PENDING


class Heartbeat(models.Model):
    """When the background process, `manage.py run_results`, was last at work."""

    RUN_RESULTS = "run_results"
    # Longer than the process takes for a step; what is due is late by then.
    SILENCE = timedelta(minutes=1)

    name = models.CharField(_("name"), max_length=50, primary_key=True)
    seen_at = models.DateTimeField(_("seen at"))

    class Meta:
        verbose_name = _("heartbeat")
        verbose_name_plural = _("heartbeats")

    def __str__(self) -> str:
        return self.name

    @classmethod
    def beat(cls) -> None:
        """Say that the process is at work."""
        cls.objects.update_or_create(name=cls.RUN_RESULTS, defaults={"seen_at": timezone.now()})

    @classmethod
    def stop(cls) -> None:
        """Say that the process ends: from now on nothing is left to it."""
        cls.objects.filter(name=cls.RUN_RESULTS).update(seen_at=timezone.now() - cls.SILENCE)

    @classmethod
    def last_seen(cls) -> datetime | None:
        """When a process was last at work; None when none ever was."""
        return cls.objects.filter(name=cls.RUN_RESULTS).values_list("seen_at", flat=True).first()

    @classmethod
    def is_working(cls, silence: timedelta = SILENCE) -> bool:
        """Whether a process was at work so lately; what a clock says that has been set back is nothing."""
        seen_at = cls.last_seen()
        return seen_at is not None and abs(timezone.now() - seen_at) < silence


def stored_path(generated: "GeneratedFile", name: str) -> str:
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


def store_file(
    page_id: int, kind: str, fingerprint: str, content: bytes, name: str
) -> GeneratedFile:
    """Store the file in place of the page's earlier one of this kind, and return it.

    The earlier file is deleted once the new one is committed. Raises OSError when the storage
    cannot take the file; the earlier one stays then.
    """
    made = GeneratedFile(page_id=page_id, kind=kind, fingerprint=fingerprint, size=len(content))
    made.file.save(name, ContentFile(content), save=False)
    try:
        with transaction.atomic():
            if earlier := _locked(page_id, kind).first():
                made.pk = earlier.pk
                _delete_file_later(earlier)
            made.save(force_update=earlier is not None)
    except BaseException:
        made.file.storage.delete(str(made.file.name))
        raise
    return made


@transaction.atomic
def discard_file(page_id: int, kind: str) -> None:
    """Delete the page's file of this kind, if there is one."""
    for made in _locked(page_id, kind):
        made.delete()
        _delete_file_later(made)


def _locked(page_id: int, kind: str) -> Any:
    """The file, which of two makers at once the later one finds as the earlier one has left it."""
    list(Page.objects.select_for_update().filter(pk=page_id).values_list("pk"))
    return GeneratedFile.objects.filter(page_id=page_id, kind=kind)


def _delete_file_later(made: GeneratedFile) -> None:
    transaction.on_commit(partial(made.file.storage.delete, str(made.file.name)))
