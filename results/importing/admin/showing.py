"""A plan as the review shows it: section by section, each figure with its form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import cached_property

from ..figures import FoundFigure
from ..planning import Plan, PlannedLink, Section
from ..planning.linking import target_field
from ..sections import name_of
from ..telling import shown


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A figure with its form, as a reader will see it."""

    name: str
    form: Any
    text: str
    whole: str
    found: FoundFigure


@dataclass(frozen=True, slots=True)
class ShownLink:
    """A link, and whether it leads anywhere."""

    text: str
    target: str
    leads: bool


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A block to be."""

    kind: str
    heading: str
    text: str
    figures: list[ShownFigure]
    links: list[ShownLink]
    has_picture: bool


class Shown:
    """The plan for the review. `forms` are named as `figure_forms` names them."""

    def __init__(self, plan: Plan, forms: dict[str, Any], language: str) -> None:
        self.plan = plan
        self.forms = forms
        self.language = language

    @cached_property
    def sections(self) -> list[ShownSection]:
        """The sections, in the order of the page."""
        names = {figure.id: f"figure-{number}" for number, figure in enumerate(self.plan.figures())}
        return [self._section(section, names) for section in self.plan.sections]

    @cached_property
    def doubtful(self) -> list[ShownFigure]:
        """Figures that are taken only if somebody says so."""
        return [
            self._figure(f"doubtful-{number}", figure.found)
            for number, figure in enumerate(self.plan.doubtful)
        ]

    @cached_property
    def left_out(self) -> list[Any]:
        """What does not become part of the page, where there are words in it."""
        return [left for left in self.plan.left_out if left.text.strip()]

    def _section(self, section: Section, names: dict[str, str]) -> ShownSection:
        return ShownSection(
            kind=name_of(section),
            heading=section.heading,
            text=" ".join(" ".join(section.texts).split()),
            figures=[self._figure(names[figure.id], figure.found) for figure in section.figures],
            links=list(_links(section.links)),
            has_picture=section.picture is not None,
        )

    def _figure(self, name: str, found: FoundFigure) -> ShownFigure:
        whole = found.whole
        return ShownFigure(
            name=name,
            form=self.forms[name],
            text=shown(found, self.language),
            whole="" if whole is None else shown(FoundFigure(whole, 0, 0, found.unit), self.language),
            found=found,
        )


def _links(links: list[PlannedLink]) -> Iterator[ShownLink]:
    for link in links:
        leads = bool(link.target) and target_field(link.target) is not None
        yield ShownLink(link.text, link.target, leads)
