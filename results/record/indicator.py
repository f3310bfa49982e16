"""What is measured over the years, and the fields of its numbers."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models.signals import pre_delete, pre_save
from django.dispatch import receiver
from django.utils.text import slugify
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from wagtail.models import Orderable, Page, ReferenceIndex, TranslatableMixin
from wagtail.search import index

from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from ..blocks.leaves import NumberField
from ..issues import Issue
from ..publishing import Refused
from ..publishing.mixin import clean_before_save
from ..publishing.people import titles_seen
from ..quantities import Direction, Unit, format_plain
from ..quantities.periods import REVERSED
from ..quantities.quantity import MAX_DECIMAL_PLACES, MAX_INTEGER_DIGITS

DIGITS: dict[str, Any] = {
    "max_digits": MAX_INTEGER_DIGITS + MAX_DECIMAL_PLACES,
    "decimal_places": MAX_DECIMAL_PLACES,
}


class ValueField(models.DecimalField):  # type: ignore[type-arg]
    """A Decimal with a figure's digits, read as people write it; text in SQLite, which keeps 15."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{**DIGITS, **options})

    def formfield(self, **kwargs: Any) -> Any:
        """Return a field that reads a number by the language in use."""
        return NumberField(
            required=not self.blank,
            label=kwargs.get("label", self.verbose_name),
            help_text=self.help_text,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        )

    def db_type(self, connection: Any) -> str | None:
        """Return the type of the column."""
        if connection.vendor == "sqlite":
            return "text"
        return models.DecimalField(**DIGITS).db_type(connection)

    def get_internal_type(self) -> str:
        """Return a name that Django's converters for SQLite do not know."""
        return "ValueField"

    def from_db_value(self, value: Any, *_context: Any) -> Decimal | None:
        """Return the number without the zeros that a database adds."""
        return None if value is None else Decimal(format_plain(Decimal(value)))


MAX_SLUG_LENGTH = 80
TEXTS = ("name", "definition", "method")
BASELINE = ("baseline_value", "baseline_period_start", "baseline_period_end")
# What is no text is in every language as in the original.
NUMBERS = (
    "unit",
    "direction",
    "level",
    "definition_version",
    *BASELINE,
)


class Level(models.TextChoices):
    """The level of results, as in the results chain of the OECD and in IATI."""

    OUTPUT = "output", pgettext_lazy("level", "Output: what was done")
    OUTCOME = "outcome", pgettext_lazy("level", "Outcome: what changed for those it is for")
    IMPACT = "impact", pgettext_lazy("level", "Impact: what changed in society")


class Indicator(TranslatableMixin, index.Indexed, ClusterableModel):
    """What is measured over the years; all but its texts is as in the language it was made in."""

    name = models.CharField(
        _("name"),
        max_length=160,
        help_text=_("What is counted, as readers see it, for example “reports reviewed”."),
    )
    slug = models.SlugField(
        _("slug"),
        max_length=MAX_SLUG_LENGTH,
        blank=True,
        allow_unicode=True,
        help_text=_("The last part of its address. Left empty, it is made from the name."),
    )
    definition = models.TextField(
        _("definition"),
        blank=True,
        default="",
        max_length=2000,
        help_text=_("What counts and what does not, so that every year is counted alike."),
    )
    method = models.TextField(
        _("method"),
        blank=True,
        default="",
        max_length=2000,
        help_text=_("Where the figures come from, and how they are counted."),
    )
    definition_version = models.PositiveIntegerField(
        _("version of the definition"),
        default=1,
        validators=[MinValueValidator(1)],
        help_text=_(
            "Raise it by one when something else is counted from now on. Figures from before are "
            "then not compared with those after."
        ),
    )
    unit = models.CharField(
        _("unit"),
        max_length=20,
        choices=Unit.choices,
        default=Unit.NUMBER.value,
        help_text=_("The unit of every figure of this indicator."),
    )
    direction = models.CharField(
        _("direction"), max_length=10, choices=Direction.choices, default=Direction.NEITHER.value
    )
    level = models.CharField(_("level"), max_length=10, choices=Level.choices, default=Level.OUTPUT)
    baseline_value = ValueField(
        _("baseline"),
        null=True,
        blank=True,
        help_text=_("The figure that later ones are compared with."),
    )
    baseline_period_start = models.DateField(_("first day of the baseline"), null=True, blank=True)
    baseline_period_end = models.DateField(_("last day of the baseline"), null=True, blank=True)

    # The children of IndicatorTarget, in memory until it is saved.
    targets: Any

    search_fields: ClassVar = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("definition"),
        *(index.FilterField(name) for name in ("locale", "name", "unit", "direction", "level")),
    ]

    class Meta(TranslatableMixin.Meta):
        app_label = "results"
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(fields=["locale", "slug"], name="results_indicator_slug_once"),
        )

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Raise ValidationError beside the field for what contradicts itself or what is published."""
        super().clean()
        errors: dict[str, Any] = {}
        if self.slug and self._others().filter(slug=self.slug).exists():
            errors["slug"] = _("Another indicator has this slug. Choose another one.")
        missing = [name for name in BASELINE if getattr(self, name) is None]
        if 0 < len(missing) < len(BASELINE):
            message = _("A baseline needs its figure and the first and last day of its period.")
            errors |= dict.fromkeys(missing, message)
        start, end = self.baseline_period_start, self.baseline_period_end
        if start and end and end < start:
            errors["baseline_period_end"] = REVERSED
        versions = self.get_translations(inclusive=True).values_list("pk", flat=True)
        is_other = type(self).objects.filter(pk=self.pk).exclude(unit=self.unit).exists()
        if is_other and (pages := live_pages_with(type(self), versions)):
            errors["unit"] = _(
                "Published editions show figures in the unit that it had: %(pages)s. Make another "
                "indicator for the new unit."
            ) % {"pages": titles_of(pages)}
        if errors:
            raise ValidationError(errors)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Give it a slug of its own, save it, and bring the numbers of all languages into line."""
        if self._state.adding or not self.slug:
            self.slug = self._free_slug()
        original = self._original()
        if original is not None:
            self._take_numbers(original)
        super().save(*args, **kwargs)
        if original is None:
            for other in self.get_translations():
                other.save()

    def _original(self) -> "Indicator | None":
        """The version that was made first; None for that itself."""
        others = self.get_translations().order_by("pk")
        return (others.filter(pk__lt=self.pk) if self.pk else others).first()

    def _take_numbers(self, original: "Indicator") -> None:
        for name in NUMBERS:
            setattr(self, name, getattr(original, name))
        facts = [target.facts for target in original.targets.all()]
        if [target.facts for target in self.targets.all()] != facts:
            self.targets = [IndicatorTarget(**each) for each in facts]

    def language_of(self, name: str, source: "Indicator") -> str:
        """Return the code of the language of a text; what nobody has translated is as in the source."""
        is_own = getattr(self, name) != getattr(source, name)
        return str((self if is_own else source).locale.language_code)

    def _free_slug(self) -> str:
        """The slug as given, else made from the name, with a number where it is taken."""
        made = self.slug or slugify(self.name) or slugify(self.name, allow_unicode=True)
        made = made[:MAX_SLUG_LENGTH] or "indicator"
        taken = set(self._others().values_list("slug", flat=True))
        numbered = (
            f"{made[: MAX_SLUG_LENGTH - 6]}-{number}" for number in range(2, len(taken) + 3)
        )
        return next(slug for slug in (made, *numbered) if slug not in taken)

    def _others(self) -> Any:
        """Indicators of any language: a link leads to the same one in each."""
        return type(self).objects.exclude(translation_key=self.translation_key)


class IndicatorTarget(Orderable):
    """The value that an indicator is to reach in a period."""

    indicator = ParentalKey(Indicator, on_delete=models.CASCADE, related_name="targets")
    period_start = models.DateField(_("first day of the period"))
    period_end = models.DateField(_("last day of the period"))
    value = ValueField(_("value to reach"))

    class Meta(Orderable.Meta):
        app_label = "results"
        verbose_name = _("target")
        verbose_name_plural = _("targets")

    def __str__(self) -> str:
        return f"{self.period_start} – {self.period_end}: {self.value}"

    @property
    def facts(self) -> dict[str, Any]:
        """Its place in the order, its period and its value."""
        names = ("sort_order", "period_start", "period_end", "value")
        return {name: getattr(self, name) for name in names}

    def clean(self) -> None:
        """Raise ValidationError beside the field for a period that ends before it starts."""
        super().clean()
        if self.period_start and self.period_end and self.period_end < self.period_start:
            raise ValidationError({"period_end": REVERSED})


pre_save.connect(clean_before_save, sender=Indicator, dispatch_uid="results.record.texts")


@receiver(pre_delete, sender=Indicator, dispatch_uid="results.record.usage")
def refuse_deletion(sender: type[Any], instance: Any, **kwargs: Any) -> None:
    """Raise Refused, which names the pages, while a public page names the indicator."""
    if pages := live_pages_with(sender, [instance.pk]):
        message = gettext(
            "“%(name)s” was not deleted, since published pages name it: %(pages)s. Choose another "
            "indicator there first."
        )
        said = message % {"name": instance, "pages": titles_of(pages)}
        raise Refused([Issue(said, "indicator_in_use")])


def live_pages_with(model: Any, keys: Iterable[int]) -> list[Any]:
    """Return the public pages that name one of the objects in what is public of them, by title."""
    references = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        to_content_type=ContentType.objects.get_for_model(model),
        to_object_id__in=[str(key) for key in keys],
    )
    pages = {int(key) for key in references.values_list("object_id", flat=True)}
    return list(Page.objects.live().filter(pk__in=pages).order_by("title", "pk"))


def titles_of(pages: Iterable[Any]) -> str:
    """Return titles in a sentence, “2016”, “2017”; those that the reader may not see are counted."""
    keys = {page.pk for page in pages}
    titles = [gettext("“%(title)s”") % {"title": title} for title in titles_seen(keys)]
    if hidden := len(keys) - len(titles):
        said = ngettext("%(count)d that you may not see", "%(count)d that you may not see", hidden)
        titles.append(said % {"count": hidden})
    return ", ".join(titles)
