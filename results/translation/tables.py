"""What is stored about translations: the plugin's tables beside wagtail-localize's, and how to find rows of both."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail.models import Revision
from wagtail_localize.models import String, StringTranslation, Translation

from ..publishing.guard import GuardedForeignKey, GuardedOneToOneField
from .proofs import Fault


class StaleString(models.Model):
    """A translation that was made for an earlier source text.

    Its row belongs to the current text, and holds the translation of the earlier one until a
    person has looked at it.
    """

    translation = models.OneToOneField(
        StringTranslation,
        verbose_name=_("translation"),
        on_delete=models.CASCADE,
        related_name="stale",
    )
    previous_source = models.ForeignKey(
        String, verbose_name=_("earlier text"), on_delete=models.CASCADE, related_name="+"
    )
    since = models.DateTimeField(_("since"), default=timezone.now)
    told_at = models.DateTimeField(_("translators told"), null=True)

    class Meta:
        verbose_name = _("stale string")
        verbose_name_plural = _("stale strings")

    def __str__(self) -> str:
        return self.translation.data


class StringDecision(models.Model):
    """A decision about a doubtful string, kept so that it can be undone.

    By nobody: the same text without any number was taken over from the memory.
    """

    class Kind(models.TextChoices):
        SAVED = "saved", _("saved")
        CONFIRMED = "confirmed", _("still right")

    translation = models.ForeignKey(
        StringTranslation,
        verbose_name=_("translation"),
        on_delete=models.CASCADE,
        related_name="decisions",
    )
    kind = models.CharField(_("decision"), max_length=10, choices=Kind.choices)
    # The row and its StaleString as they were; empty where there was none.
    before = models.JSONField(_("before"))
    text = models.TextField(_("text"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("user"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)
    # The decision with which this one was made, and is undone.
    together = models.ForeignKey(
        "self",
        verbose_name=_("together with"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="others",
    )

    class Meta:
        verbose_name = _("decision about a string")
        verbose_name_plural = _("decisions about strings")
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text}"


class StringFault(models.Model):
    """Faults that the last comparison of a translation with its source found."""

    translation = models.OneToOneField(
        StringTranslation,
        verbose_name=_("translation"),
        on_delete=models.CASCADE,
        related_name="fault",
    )
    # [{"code": …, "source": …, "translation": …, "certain": …}]; see `results.translation.proofs`.
    faults = models.JSONField(_("faults"))
    found_at = models.DateTimeField(_("found at"), default=timezone.now)

    class Meta:
        verbose_name = _("fault of a translation")
        verbose_name_plural = _("faults of translations")

    def __str__(self) -> str:
        return self.translation.data

    @property
    def found(self) -> list[Fault]:
        return [Fault(**each) for each in self.faults]

    @property
    def certain(self) -> list[Fault]:
        """Those that cannot be right; only they ask for a reason."""
        return [fault for fault in self.found if fault.certain]


class WorkedOnTranslation(models.Model):
    """A translation that a person has worked on; see `results.translation.work_state`."""

    translation = models.OneToOneField(
        Translation,
        verbose_name=_("translation"),
        on_delete=models.CASCADE,
        related_name="worked_on",
    )
    since = models.DateTimeField(_("since"), default=timezone.now)

    class Meta:
        verbose_name = _("translation that was worked on")
        verbose_name_plural = _("translations that were worked on")

    def __str__(self) -> str:
        return str(self.translation)


class ScheduledTranslation(models.Model):
    """A time that was set for a translation: by a person for itself, or together with its source."""

    revision = GuardedOneToOneField(
        Revision, verbose_name=_("revision"), on_delete=models.CASCADE, related_name="+"
    )
    source_revision = GuardedForeignKey(
        Revision,
        verbose_name=_("revision of the source"),
        null=True,
        on_delete=models.CASCADE,
        related_name="+",
    )

    class Meta:
        verbose_name = _("time of a translation")
        verbose_name_plural = _("times of translations")

    def __str__(self) -> str:
        return str(self.revision)


def translation_to(page: Any) -> Translation | None:
    """Return the enabled translation that produces this page, None for any other page."""
    translations = translations_to(page).filter(enabled=True)
    found: Translation | None = translations.select_related("source", "target_locale").first()
    return found


def translations_to(page: Any = None) -> Any:
    """Return the translations, enabled or stopped, that lead to a page.

    Without one it is for a subquery, and each page of the outer query counts.
    """
    key = page.translation_key if page else OuterRef("translation_key")
    locale = page.locale_id if page else OuterRef("locale_id")
    found = Translation.objects.filter(source__object_id=key, target_locale_id=locale)
    return found.exclude(source__locale_id=locale)


def string_translations(translation: Translation) -> Any:
    """Return all stored translations of the page's strings, including obsolete ones."""
    return StringTranslation.objects.filter(
        context__object_id=translation.source.object_id, locale_id=translation.target_locale_id
    )
