"""The record: every figure as it was published, from when until when, and the rows of a page's figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail.models import Page

from ..content import EditionContent
from ..publishing import Publication
from ..publishing.guard import GuardedForeignKey
from ..quantities import (
    Period,
    Qualifier,
    Quantity,
    Scale,
    Unit,
    format_as_of,
    format_period,
    format_quantity,
)
from .fields import ValueField
from .indicator import Indicator

if TYPE_CHECKING:
    from ..blocks.stat_value import StatValue

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

    def text(self, language: str) -> str:
        """Return the figure in a language: "over 6 558"."""
        return format_quantity(self.quantity, language)

    def when(self, language: str) -> str:
        """Return its period or its day in a language; "" without any."""
        if self.as_of:
            return format_as_of(self.as_of, language)
        return format_period(self.period, language) if self.period else ""

    @property
    def content(self) -> dict[str, Any]:
        """What the row says of the figure, by field; another row is made when any of it changes."""
        return {
            field.attname: getattr(self, field.attname)
            for field in self._meta.concrete_fields
            if field.name not in NO_CONTENT
        }


def figures_of(page: Any) -> dict[UUID, Figure]:
    """Return an unsaved row for each figure by its block's id, building nothing else of the page."""
    return {
        (key := UUID(node.identity)): figure_of(page, key, node.value, quantity)
        for node in EditionContent(page).nodes
        if (quantity := node.value.quantity) is not None
    }


def figure_of(page: Any, block_id: UUID, value: StatValue, quantity: Quantity) -> Figure:
    """Return a row, not saved, for a figure of the page, whose quantity is given."""
    whole, period, indicator = value.whole, value.period, value.get("indicator")
    start, end = (period.start, period.end) if period else (page.period_start, page.period_end)
    chosen = value.whole_figure.own_label if whole and value.whole_figure else ""
    return Figure(
        block_id=block_id,
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
    """Return the same for a page as it is in the database, none when it is not public or None."""
    return figures_of(page) if page is not None and page.live else {}
