"""How a figure is cited: as plain text, as BibTeX."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.text import capfirst, slugify

from ..quantities import format_date

if TYPE_CHECKING:
    from ..models.one_figure import OneFigure
    from .figure_rows import FigureView

# What means something else to LaTeX than itself.
_LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{letter: f"\\{letter}" for letter in "{}%&#_$"},
    }
)


@dataclass(frozen=True, slots=True)
class Reference:
    """How a figure of an edition is cited by whoever reads it."""

    figure: FigureView | OneFigure
    organisation: str
    url: str

    @property
    def title(self) -> str:
        """What is cited: "Reports reviewed, 2016: 6,558"."""
        figure = self.figure
        return f"{', '.join(filter(None, (capfirst(figure.label), figure.when)))}: {figure.text}"

    @property
    def plain(self) -> str:
        """The reference as a sentence would have it."""
        edition, published = self.figure.page, self.figure.page.publication_date
        day = format_date(published, self.figure.language) if published else ""
        source = ", ".join(filter(None, (self.organisation, edition.title, day)))
        return f"{self.figure.sentence}. {source}. {self.url}"

    @property
    def bibtex(self) -> str:
        """The reference as an entry of BibTeX."""
        edition, published = self.figure.page, self.figure.page.publication_date
        slug = edition.period.slug if edition.period else ""
        named = (slugify(self.organisation), slug, self.figure.id[-12:])
        fields = {
            "author": f"{{{_escaped(self.organisation)}}}" if self.organisation else "",
            "title": f"{{{_escaped(self.title)}}}",
            "howpublished": _escaped(edition.title),
            "year": str(published.year) if published else "",
            "month": str(published.month) if published else "",
            "url": self.url,
        }
        lines = [f"  {name} = {{{text}}}" for name, text in fields.items() if text]
        return ",\n".join([f"@misc{{{'-'.join(filter(None, named))}", *lines]) + "\n}"


def _escaped(text: str) -> str:
    return text.translate(_LATEX)
