"""A plan as the review shows it: section by section, each figure with its form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.functional import cached_property

from ..figures import FoundFigure
from ..planning.linking import target_field
from ..reporting import name_of, shown

if TYPE_CHECKING:
    from ..planning import Plan, PlannedFigure, Section


SHORT_TEXT = 45  # words


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A figure with its form, as a reader will see it."""

    name: str
    form: Any
    text: str
    whole: str
    found: FoundFigure
    heading: str = ""
    year: int | None = None

    @property
    def names_whole(self) -> bool:
        """Whether the whole counts something else: "1,100 illegal, of 6,558 tips"."""
        return self.found.whole_label not in {"", self.found.label}


@dataclass(frozen=True, slots=True)
class ShownLink:
    """A link, and whether it leads anywhere."""

    text: str
    target: str
    leads: bool


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A block to be."""

    name: str
    kind: str
    heading: str
    text: str
    html: str
    figures: list[ShownFigure]
    links: list[ShownLink]
    has_picture: bool

    @property
    def is_long(self) -> bool:
        """Whether the review shows only the beginning of the text at first."""
        return len(self.text.split()) > SHORT_TEXT


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
        return [
            self._section(f"import-section-{number}", section, names)
            for number, section in enumerate(self.plan.sections, start=1)
        ]

    @cached_property
    def doubtful(self) -> list[ShownFigure]:
        """Figures that are taken only if somebody chooses them."""
        headings = {section.id: section.heading for section in self.plan.sections}
        return [
            self._figure(f"doubtful-{number}", figure, headings.get(figure.home, ""))
            for number, figure in enumerate(self.plan.doubtful)
        ]

    @cached_property
    def wrong(self) -> list[ShownFigure]:
        """Figures whose forms have errors."""
        every = [figure for section in self.sections for figure in section.figures]
        return [figure for figure in [*every, *self.doubtful] if figure.form.errors]

    @property
    def shows_doubtful(self) -> bool:
        """Whether somebody has taken one of the doubtful figures already."""
        return any(figure.form["wanted"].value() for figure in self.doubtful)

    def focus_on_error(self) -> None:
        """Put the cursor where something is wrong."""
        if self.wrong:
            self.wrong[0].form.focus_on_error()

    @property
    def figure_count(self) -> int:
        """How many figures are offered."""
        return sum(len(section.figures) for section in self.sections)

    @property
    def link_count(self) -> int:
        """How many links there will be."""
        return sum(len(section.links) for section in self.sections)

    @cached_property
    def left_out(self) -> list[Any]:
        """What was left out of the page, if it has words."""
        return [left for left in self.plan.left_out if left.text.strip()]

    def _section(self, name: str, section: Section, names: dict[str, str]) -> ShownSection:
        return ShownSection(
            name=name,
            kind=name_of(section),
            heading=section.heading,
            text=" ".join(" ".join(section.texts).split()),
            html=section.html,
            figures=[self._figure(names[figure.id], figure) for figure in section.figures],
            links=[
                ShownLink(link.text, link.target, bool(link.target and target_field(link.target)))
                for link in section.links
            ],
            has_picture=section.picture is not None,
        )

    def _figure(self, name: str, figure: PlannedFigure, heading: str = "") -> ShownFigure:
        found = figure.found
        whole = found.whole
        return ShownFigure(
            name=name,
            form=self.forms[name],
            text=shown(found, self.language),
            whole=""
            if whole is None
            else shown(FoundFigure(whole, 0, 0, found.unit), self.language),
            found=found,
            heading=heading,
            year=figure.days[0].year if figure.days else None,
        )
