"""The figures that a saved state of a page states, read once from its JSON and handed on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.apps import apps

from wagtail.fields import StreamField

from .blocks.leaves import as_pk, loaded
from .blocks.stat import StatBlock
from .blocks.stat_value import link_wholes
from .blocks.walking import walk
from .context import fetched
from .fields import json_of
from .quantities import Qualifier, Unit, format_days

if TYPE_CHECKING:
    from .blocks.stat_value import StatValue
    from .blocks.walking import Node, Path

Days = tuple[date | None, date | None]
Facts = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """A figure of an edition: `path` leads to its block, `days` are its period's, else the page's."""

    id: str
    path: Path
    value: StatValue
    days: Days

    @property
    def facts(self) -> Facts:
        """What may not change without an entry: value, unit, qualifier, whole and period."""
        return facts_of(self.value, self.days)

    def is_same_as(self, other: StatedFigure) -> bool:
        """Whether nothing has changed of it; a whole that is the same figure follows by itself."""
        wholes = [each.value.whole_figure and each.value.get("part_of") for each in (self, other)]
        if wholes[0] and wholes[0] == wholes[1]:
            return self.facts[:3] + self.facts[4:] == other.facts[:3] + other.facts[4:]
        return self.facts == other.facts

    def text(self, language: str) -> str:
        """The figure in words with its whole and its period: "1,100 of 6,558, 2016"."""
        said, when = self.value.text(language), format_days(*self.days, language)
        return f"{said}, {when}" if when else said


def facts_of(value: StatValue, days: Days) -> Facts:
    """Return what makes a figure this one; equal for equal figures, whoever built them."""
    whole = value.whole
    return (
        value.get("value"),
        Unit.of(value.get("unit")),
        Qualifier.of(value.get("qualifier")),
        whole.value if whole is not None else None,
        *days,
    )


class EditionContent:
    """A page as it stands in memory, with what its rules, the guard and the record ask of it.

    It is read once and handed on: whoever changes the figures of the page makes another one.
    """

    def __init__(self, page: Any) -> None:
        self.page = page

    @cached_property
    def row(self) -> Any:
        """The page as its row has it; None for one that is not stored yet."""
        page = self.page
        return None if page._state.adding else type(page)._base_manager.filter(pk=page.pk).first()

    @cached_property
    def public(self) -> EditionContent | None:
        """What the public sees of the page, or saw last; None where it never did."""
        page = self.page.public_page(self.row)
        return None if page is None else EditionContent(page)

    @cached_property
    def source(self) -> Any:
        """The language version whose figures the page has, as its row has it; None for itself."""
        return self.page.source_page()

    @property
    def follows_source(self) -> bool:
        """Whether the page takes its figures and changes from an existing source page."""
        return bool(self.page.alias_of_id or self.source)

    @cached_property
    def nodes(self) -> list[Node]:
        """The figures in order, each with its whole; one query for all indicators, no block besides."""
        nodes = [
            node
            for field in self.page._meta.get_fields()
            if isinstance(field, StreamField)
            for node in walk(field.stream_block, json_of(field, self.page), (field.name,))
            if isinstance(node.block, StatBlock)
        ]
        model: Any = apps.get_model("results", "Indicator")
        with loaded(
            {model: fetched(model, (as_pk(each.value.get("indicator")) for each in nodes))}
        ):
            return link_wholes(
                [node._replace(value=node.block.to_python(node.value)) for node in nodes]
            )

    @cached_property
    def figures(self) -> dict[str, StatedFigure]:
        """The figures that have a value, by the ids of their blocks."""
        return {
            node.identity: StatedFigure(
                node.identity, node.path, node.value, self._days(node.value)
            )
            for node in self.nodes
            if node.value.quantity
        }

    def _days(self, value: StatValue) -> Days:
        own: Days = value.get("period_start"), value.get("period_end")
        return own if any(own) else (self.page.period_start, self.page.period_end)


def figure_nodes(page: Any) -> list[Node]:
    """Return the figures of the page itself, each with its whole: what changes one changes the page."""
    return link_wholes(
        node
        for field in page._meta.get_fields()
        if isinstance(field, StreamField)
        for node in walk(field.stream_block, getattr(page, field.name), (field.name,))
    )
