"""All that a person decides in a review: on figures and on sections."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Self

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from ...blocks.stat_value import Highlight
from ..importing import choose
from ..planning import Pile, Plan, Section
from .figure_form import FigureForm, figure_forms

# By this name the decisions say what they are about.
_OFFERED = "offered"


class SectionForm(forms.Form):
    """One section of the edition to be."""

    wanted = forms.BooleanField(label=_("Include this section"), required=False, initial=True)

    def __init__(self, section: Section, data: Any, prefix: str) -> None:
        self.section = section
        super().__init__(data, prefix=prefix)


class ReviewForms:
    """The forms of a review, of which each is as it was sent, or as it is offered."""

    def __init__(self, plan: Plan, language: str, data: Any = None) -> None:
        self.plan = plan
        self.figures = list(figure_forms(plan, language, data))
        self.sections = [
            SectionForm(section, data, f"section-{number}")
            for number, section in enumerate(plan.sections)
        ]

    @property
    def forms(self) -> list[FigureForm | SectionForm]:
        """All of them."""
        return [*self.figures, *self.sections]

    @classmethod
    def kept(
        cls, plan: Plan, language: str, decisions: Mapping[str, str], sent: Any = None
    ) -> Self:
        """Return the forms as they were left, or sent; as they are offered where other figures were.

        What is not sent of a figure is as it was left: its fields are sent only if they were opened.
        """
        offered = cls(plan, language)
        is_same = decisions.get(_OFFERED) == offered.digest
        if sent is None:
            return cls(plan, language, decisions) if is_same else offered
        left = {
            name: value
            for name, value in (decisions if is_same else {}).items()
            if not (name.startswith("section") or name.endswith(("-wanted", "-seen")))
        }
        return cls(plan, language, {**left, **sent.dict()})

    def open(self, prefix: str) -> FigureForm | None:
        """The form of a figure, with its fields; None for one that is not there."""
        found = next((form for form in self.figures if form.prefix == prefix), None)
        if found:
            found.open()
        return found

    @cached_property
    def digest(self) -> str:
        """What tells whether the same figures and sections are offered in the same order."""
        offered = [
            (str(form.prefix), str(form.found.value), form.found.label, form.pile)
            for form in self.figures
        ]
        headings = [form.section.heading for form in self.sections]
        return sha256(repr((offered, headings)).encode()).hexdigest()

    @property
    def decisions(self) -> dict[str, str]:
        """What was sent, by the names of the fields; PostgreSQL stores no NUL."""
        sent = {
            form.add_prefix(name): form.data.get(form.add_prefix(name))
            for form in self.forms
            for name in form.fields
        }
        kept = {name: value.replace("\0", "") for name, value in sent.items() if value is not None}
        return {_OFFERED: self.digest, **kept}

    @property
    def wrong(self) -> list[FigureForm]:
        """The figures that cannot be as they were left."""
        return [form for form in self.figures if form.errors]

    def choose(self) -> None:
        """Change the plan as decided; what is wrong or was not sent stays as it is offered."""
        choose(
            self.plan,
            {str(form.prefix): form.choice for form in self.figures if form.is_valid()},
            [form.section for form in self.sections if not form["wanted"].value()],
        )

    @property
    def piles(self) -> list[tuple[Pile, list[FigureForm]]]:
        """The figures by how sure they are, the most doubtful first; no pile is empty."""
        doubtful_first = sorted(self.figures, key=lambda form: -len(form.doubts))
        piles = [(pile, [form for form in doubtful_first if form.pile is pile]) for pile in Pile]
        return [(pile, found) for pile, found in piles if found]

    @property
    def left(self) -> int:
        """How many figures are still to be looked at."""
        return sum(form.is_left for form in self.figures)

    @property
    def proposed(self) -> int:
        """How many figures are proposed as key figures."""
        return sum(figure.highlight is Highlight.KEY for figure in self.plan.figures())

    @property
    def headings(self) -> list[str]:
        """The headings of the sections that have figures, by which the list is narrowed."""
        return list(dict.fromkeys(form.heading for form in self.figures if form.heading))
