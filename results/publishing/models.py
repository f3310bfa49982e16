"""What has changed for the public, and what has followed from it."""

from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What happened to a page, as the public sees it."""

    PUBLISHED = "published", _("published")
    UNPUBLISHED = "unpublished", _("unpublished")
    MOVED = "moved", _("moved")
    DELETED = "deleted", _("deleted")
    ACCESS = "access", _("access changed")


class Publication(models.Model):
    """One change of what the public sees, written in the transaction of that change.

    It outlives its page and the page's revisions, so it refers to them by number only.
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

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        ordering = ("-id",)
        indexes = (models.Index(fields=["page_id", "-id"], name="results_publication_page"),)

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


class StepRun(models.Model):
    """How far one step of one publication has come.

    While it runs, `due_at` is when another process takes it over; see `running`.
    """

    class State(models.TextChoices):
        """Where a step stands."""

        PENDING = "pending", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    publication = models.ForeignKey(
        Publication,
        verbose_name=_("publication"),
        on_delete=models.CASCADE,
        related_name="step_runs",
    )
    name = models.CharField(_("step"), max_length=100)
    position = models.SmallIntegerField(_("position"))
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.PENDING
    )
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    last_error = models.TextField(_("last error"), blank=True, default="")
    due_at = models.DateTimeField(_("not before"), default=timezone.now)
    started_at = models.DateTimeField(_("started at"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ("position", "name")
        constraints = (
            models.UniqueConstraint(fields=["publication", "name"], name="results_step_once"),
        )
        indexes = (
            models.Index(
                fields=["due_at"],
                name="results_step_undone",
                condition=~models.Q(state="done"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.name}: {self.get_state_display()} ({self.publication})"


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
