"""What is stored about translations: the plugin's tables beside wagtail-localize's, and how to find rows of both."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail_localize.models import String, StringTranslation, Translation

from .proofs import Fault

# What is written of a text, by whomever.
WRITTEN = (
    "data",
    "translation_type",
    "tool_name",
    "last_translated_by_id",
    "has_error",
    "field_error",
)


class TextState(models.Model):
    """All that is known of a translated text besides its words; of one without a row, nothing is.

    Whatever asks how a text stands asks here. `since` is set for one that was made for an earlier
    source text; `from_memory` for one that nobody has decided on since it was filled in.
    """

    class Kind(models.TextChoices):
        """What a person has decided."""

        SAVED = "saved", _("saved")
        CONFIRMED = "confirmed", _("still right")

    translation = models.OneToOneField(
        StringTranslation,
        verbose_name=_("translation"),
        on_delete=models.CASCADE,
        related_name="state",
    )
    previous_source = models.ForeignKey(
        String,
        verbose_name=_("earlier text"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    since = models.DateTimeField(_("older since"), null=True)
    told_at = models.DateTimeField(_("translators told"), null=True)
    from_memory = models.BooleanField(_("from the translation memory"), default=False)
    # [{"code": …, "source": …, "translation": …, "certain": …}]; see `results.translation.proofs`.
    faults = models.JSONField(_("faults"), default=list)
    # The words that somebody has said are right as they stand, with those faults that may be none.
    confirmed = models.TextField(_("confirmed"), default="")
    # The key of the last decision, to be undone with those that were made with it in other places.
    act = models.CharField(_("decision"), max_length=32, default="", db_index=True)
    # [{"act", "kind", "by", "at", "text", "before": the text and its state as they were, {} of none,
    # "undone": true}], the latest last. By nobody: taken over from the memory as it was.
    history = models.JSONField(_("history"), default=list)

    class Meta:
        verbose_name = _("state of a text")
        verbose_name_plural = _("states of texts")

    def __str__(self) -> str:
        return self.translation.data

    @property
    def found(self) -> list[Fault]:
        """What the last comparison with the source found."""
        return [Fault(**each) for each in self.faults]

    @property
    def certain(self) -> list[Fault]:
        """Those that cannot be right; only they ask for a reason."""
        return [fault for fault in self.found if fault.certain]

    @property
    def decision(self) -> dict[str, Any]:
        """The last decision that can be undone, {} without any."""
        return next((e for e in reversed(self.history) if self.act and e["act"] == self.act), {})

    def settle(self) -> "TextState":
        """Clear what a person dispels who decides on the text, and return it."""
        self.previous_source = self.since = self.told_at = None
        self.from_memory = False
        return self

    @classmethod
    def keep(cls, states: Iterable[Any]) -> None:
        """Create or update the states of texts in one statement."""
        rows = list(states)
        names = [each.attname for each in cls._meta.concrete_fields if not each.primary_key]
        for each in rows:
            # The text tells which row it is; with a key of its own it would clash with itself.
            each.pk = None
        if rows:
            cls.objects.bulk_create(
                rows,
                update_conflicts=True,
                unique_fields=["translation"],
                update_fields=[name for name in names if name != "translation_id"],
            )


def state_of(row: StringTranslation | None) -> TextState:
    """Return what is known of a text, an empty state where nothing is; by `select_related`."""
    return getattr(row, "state", None) or TextState()


def written(
    string_id: int, context_id: int, locale_id: int, data: str, user: Any, **more: Any
) -> StringTranslation:
    """Return a person's translation of a text in its place, not saved."""
    return StringTranslation(
        translation_of_id=string_id,
        context_id=context_id,
        locale_id=locale_id,
        data=data,
        last_translated_by=user,
        **{"translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL, **more},
    )


def string_translations(translation: Translation) -> Any:
    """Return all stored translations of the page's strings, including obsolete ones."""
    return StringTranslation.objects.filter(
        context__object_id=translation.source.object_id, locale_id=translation.target_locale_id
    )
