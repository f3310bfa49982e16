"""The published figures, and how they are queried."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import (
    Case,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Substr
from django.utils.translation import gettext_lazy as _

from wagtail.coreutils import get_supported_content_language_variant
from wagtail.models import Page, PageViewRestriction

from ..asking import asked
from ..blocks.stat_value import StatValue
from ..conf import has
from ..content import EditionContent
from ..publishing import Publication
from ..publishing.mixin import GuardedForeignKey
from ..publishing.people import (
    has_expired,
    holding_at,
    holding_for,
    pages_of,
    paths_above,
    visible_pages,
)
from ..quantities import (
    Measurement,
    Period,
    Qualifier,
    Quantity,
    Scale,
    Unit,
    format_days,
    format_period,
    format_quantity,
)
from .indicator import Indicator, ValueField

# A day after every edition.
NEVER = date.max
NO_CONTENT = {"id", "definition_version", "publication", "valid_from", "valid_to"}


class Figure(models.Model):
    """A figure as an edition said it to the public from `valid_from` until `valid_to`.

    It is the same figure in another row with the same `translation_key` and `block_id`. A row is open
    while `valid_to` is None: at most one for each figure. It is closed once, and nothing else of it
    ever changes. `period_start` and `period_end` are the figure's own or else the edition's; a figure
    with `as_of` has neither. `definition_version` is that of the indicator when the figure was first
    published for it. Title, address and the edition's period stay when the page is gone.
    """

    translation_key = models.UUIDField(_("translation key"))
    block_id = models.UUIDField(_("block"))
    label = models.TextField(_("what is counted"))
    value = ValueField(_("figure"))
    unit = models.CharField(_("unit"), max_length=20, choices=Unit.choices)
    qualifier = models.CharField(_("precision"), max_length=20, choices=Qualifier.choices)
    scale = models.CharField(_("shown in"), max_length=20, choices=Scale.choices)
    decimals = models.PositiveSmallIntegerField(_("decimals shown"), null=True)
    whole_value = ValueField(_("part of"), null=True)
    whole_label = models.TextField(_("what the whole counts"))
    indicator = models.ForeignKey(
        Indicator,
        verbose_name=_("indicator"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    definition_version = models.PositiveSmallIntegerField(_("version of the definition"), null=True)
    whole_block_id = models.UUIDField(_("block of the whole"), null=True)
    period_start = models.DateField(_("first day of the period"), null=True)
    period_end = models.DateField(_("last day of the period"), null=True)
    as_of = models.DateField(_("as of"), null=True)
    page = GuardedForeignKey(
        Page, verbose_name=_("page"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    page_type = models.CharField(_("type of page"), max_length=200)
    language_code = models.CharField(_("language"), max_length=100)
    title = models.CharField(_("title"), max_length=255)
    url_path = models.TextField(_("path"))
    edition_start = models.DateField(_("first day of the edition"), null=True)
    edition_end = models.DateField(_("last day of the edition"), null=True)
    publication = models.ForeignKey(
        Publication,
        verbose_name=_("publication"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    valid_from = models.DateTimeField(_("published from"))
    valid_to = models.DateTimeField(_("published until"), null=True)

    class Meta:
        verbose_name = _("published figure")
        verbose_name_plural = _("published figures")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["translation_key", "block_id"],
                condition=models.Q(valid_to=None),
                name="results_figure_open_once",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to__gte=models.F("valid_from")),
                name="results_figure_closed_after_opened",
            ),
        )
        indexes = (
            models.Index(
                fields=["translation_key", "block_id", "valid_from"], name="results_figure_history"
            ),
        )

    def __str__(self) -> str:
        return f"{self.title}: {self.value} {self.label}"

    @property
    def known_by(self) -> UUID:
        """What it is known by over the years: the key of its indicator, else the id of its block."""
        return self.indicator.translation_key if self.indicator else self.block_id

    @property
    def indicator_slug(self) -> str:
        """The slug of the indicator, "" without one."""
        return self.indicator.slug if self.indicator else ""

    @property
    def quantity(self) -> Quantity:
        """The figure itself."""
        return Quantity(
            self.value,
            Unit.of(self.unit),
            Qualifier.of(self.qualifier),
            Scale.of(self.scale),
            self.decimals,
        )

    @property
    def period(self) -> Period | None:
        """The period that the figure is about; None for one that holds as of a day."""
        start, end = self.period_start, self.period_end
        return Period(start, end) if start and end else None

    @property
    def measured(self) -> Measurement | None:
        """The figure to compare with others; None where its time is not known."""
        period = Period(self.as_of, self.as_of) if self.as_of else self.period
        return Measurement(self.quantity, period, self.definition_version) if period else None

    def text(self, language: str) -> str:
        """Return the figure in a language: "over 6 558"."""
        return format_quantity(self.quantity, language)

    def text_beside_later(self, language: str) -> str:
        """Return it as said beside a later one: “2015: 5 900 tips”; "" where its time is not known."""
        if self.measured is None:
            return ""
        period = format_period(self.measured.period, language)
        return f"{period}: {self.text(language)} {self.label}".strip()

    def when(self, language: str) -> str:
        """Return its period or its day in a language; "" without any."""
        end = self.period_end if self.period_start else self.as_of
        return format_days(self.period_start, end, language)

    @property
    def content(self) -> dict[str, Any]:
        """What the row says of the figure, by field; another row is made when any of it changes."""
        return {
            field.attname: getattr(self, field.attname)
            for field in self._meta.concrete_fields
            if field.name not in NO_CONTENT
        }


def figure_of(page: Any, value: StatValue, quantity: Quantity) -> Figure:
    """Return a row, not saved, for a figure of the page, whose quantity is given."""
    whole, period, indicator = value.whole, value.period, value.get("indicator")
    start, end = (period.start, period.end) if period else (page.period_start, page.period_end)
    chosen = value.whole_figure.own_label if whole and value.whole_figure else ""
    return Figure(
        block_id=UUID(value.block_id),
        translation_key=page.translation_key,
        page_id=page.pk,
        page_type=page._meta.label_lower,
        language_code=page.locale.language_code,
        title=page.title,
        url_path=page.url_path,
        edition_start=page.period_start,
        edition_end=page.period_end,
        label=value.own_label,
        value=quantity.value,
        unit=quantity.unit,
        qualifier=quantity.qualifier,
        scale=quantity.scale,
        decimals=quantity.decimals,
        whole_value=whole.value if whole else None,
        whole_label=chosen or value.get("whole_label") or "",
        whole_block_id=UUID(value["part_of"]) if value.whole_figure else None,
        indicator=indicator,
        definition_version=indicator.definition_version if indicator else None,
        period_start=None if value.as_of else start,
        period_end=None if value.as_of else end,
        as_of=value.as_of,
    )


def public_figures(page: Any) -> dict[UUID, Figure]:
    """Return an unsaved row for each figure by its block's id; none for None or a page that is not public."""
    return {
        UUID(each.block_id): figure_of(page, each, quantity)
        for each in (EditionContent(page).stats if page is not None and page.live else ())
        if (quantity := each.quantity) is not None
    }


_WAS_PUBLIC = Q(live=True) | Q(first_published_at__isnull=False)


def source_in(pages: QuerySet[Any], translation_key: UUID) -> QuerySet[Any]:
    """Return the language versions with this key, none of them an alias, the source first."""
    return source_first(pages.filter(translation_key=translation_key, alias_of=None))


def source_first(pages: QuerySet[Any]) -> QuerySet[Any]:
    """Order language versions: first the source, from which the others get their figures.

    It is the page that is no translation; of several one that is or was public, the one in the site's
    first language, from which versions made by hand get their figures, too, the one made first.
    """
    is_translation = []
    if has("translation"):
        from ..languages.localized import translations_to

        is_translation = [Exists(translations_to())]
    first_language = get_supported_content_language_variant(settings.LANGUAGE_CODE)
    return pages.order_by(
        *is_translation,
        Case(When(_WAS_PUBLIC, then=Value(0)), default=Value(1)),
        Case(When(locale__language_code=first_language, then=Value(0)), default=Value(1)),
        "pk",
    )


def is_source(page: Any) -> bool:
    """Whether the page is that from which the others of its language versions get their figures."""
    versions = source_in(Page.objects.all(), page.translation_key)
    return not page.pk or versions.values_list("pk", flat=True).first() == page.pk


def record_of(page: Any) -> QuerySet[Figure]:
    """Return what is recorded as public now of an edition, the same for each language version."""
    return Figure.objects.filter(translation_key=page.translation_key, valid_to=None)


def visible_figures(user: Any) -> QuerySet[Figure]:
    """Return what was published on pages that the user finds in the admin, or once could have."""
    path = ExpressionWrapper(OuterRef("url_path"), output_field=TextField())
    above = pages_of(user).annotate(gone=path).filter(gone__startswith=F("url_path"))
    seen = Q(page__in=visible_pages(user).values("pk"))
    return Figure.objects.filter(seen | Q(Exists(above), page=None))


def history_of(translation_key: UUID, block_id: UUID) -> QuerySet[Figure]:
    """Return everything that was published of a figure, oldest first."""
    figures = Figure.objects.filter(translation_key=translation_key, block_id=block_id)
    return figures.order_by("valid_from", "pk")


def labels_published(translation_key: UUID, block_ids: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Return (label, language code) under which each of these figures was published last, by its id."""
    rows = Figure.objects.filter(translation_key=translation_key, block_id__in=block_ids)
    named = rows.exclude(label="").order_by("valid_from", "pk")
    said = named.values_list("block_id", "label", "language_code")
    return {str(block): (label, language) for block, label, language in said}


def published_until(page: Any, figures: set[UUID], day: date | None = None) -> list[Figure]:
    """Return what is public of these figures on the page and in editions before it, oldest first.

    They are given as they are known over the years. The editions are those below the same index page
    that end before the `day`, by default the first of the page's period; only those that the page's
    readers may read: not expired, and with no restriction that does not hold for this page, too. One
    query.
    """
    own = page.translation_key
    above = _path_above(page)
    places = [own], [above], paths_above(page.path or above)
    found = asked(_published, *places, [day or page.period_start], sorted(figures))
    return [row for row in found if row.translation_key == own or not has_expired(row)]


def _published(own: Any, above: Any, paths: Any, days: Any, figures: Any) -> QuerySet[Figure]:
    # The record has the source's figures; its index page is a version of the one above this page.
    family = Page.objects.filter(path__in=above).values("translation_key")
    places = Page.objects.filter(translation_key__in=family)
    passed = PageViewRestriction.objects.filter(holding_at(paths))
    hidden = PageViewRestriction.objects.exclude(pk__in=passed.values("pk")).filter(
        holding_for("page__path")
    )
    beside = Q(~Exists(hidden), path_above__in=places.values("path"), edition_end__lt=days[0])
    wanted = Q(indicator__translation_key__in=figures) | Q(indicator=None, block_id__in=figures)
    steps = (F("page__depth") - 1) * Page.steplen
    rows = (
        Figure.objects.annotate(path_above=Substr("page__path", 1, steps))
        .annotate(expire_at=F("page__expire_at"))
        .filter(beside | Q(translation_key__in=own), wanted, valid_to=None)
    )
    return oldest_first(rows.select_related("indicator"))


def last_before(page: Any, published: Iterable[Figure]) -> dict[UUID, Figure]:
    """Return of what `published_until` has found the last before the page, by what each is known by.

    That is of the nearest edition below the same index page whose period ends before the page's
    begins; of several figures there the one that it had first.
    """
    earlier: dict[UUID, Figure] = {}
    for row in published:
        before = earlier.get(row.known_by)
        is_first = before is None or before.translation_key != row.translation_key
        if is_first and row.translation_key != page.translation_key:
            earlier[row.known_by] = row
    return earlier


def previous_figures(page: Any, figures: set[UUID]) -> dict[UUID, Figure]:
    """Return these figures, as they are known, in the last public edition before the page's."""
    if not figures or not page.period_start:
        return {}
    earlier = last_before(page, published_until(page, figures))
    return {key: row for key, row in earlier.items() if row.measured}


def oldest_first(rows: QuerySet[Figure]) -> QuerySet[Figure]:
    """Return them by edition, within one by `first`, the key of the row that began each figure."""
    same = Figure.objects.filter(
        translation_key=OuterRef("translation_key"), block_id=OuterRef("block_id")
    )
    first = Subquery(same.order_by("pk").values("pk")[:1])
    return rows.annotate(first=first).order_by("edition_end", "first")


def _path_above(page: Any) -> str:
    """The path of the page above; of a new page, of the one that it is to go below."""
    if page.path:
        return str(page.path[: -page.steplen])
    parent = getattr(page, "_cached_parent_obj", None)
    return parent.path if parent else ""
