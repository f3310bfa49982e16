"""How a figure is cited: as plain text, as BibTeX."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst, slugify

from ..quantities import format_date

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
    """How a figure of an edition is cited by whoever reads it in `language`."""

    organisation: str
    edition: Any
    figure: str
    text: str
    label: str
    when: str
    url: str
    language: str

    @property
    def title(self) -> str:
        """What is cited: "Reports reviewed, 2016: 6,558"."""
        return f"{', '.join(filter(None, (capfirst(self.label), self.when)))}: {self.text}"

    @property
    def plain(self) -> str:
        """The reference as a sentence would have it."""
        said = ", ".join(filter(None, (f"{self.text} {self.label}", self.when)))
        published = self.edition.publication_date
        day = format_date(published, self.language) if published else ""
        source = ", ".join(filter(None, (self.organisation, self.edition.title, day)))
        return f"{said}. {source}. {self.url}"

    @property
    def bibtex(self) -> str:
        """The reference as an entry of BibTeX."""
        published, period = self.edition.publication_date, self.edition.period
        named = (slugify(self.organisation), period.slug if period else "", self.figure[-12:])
        fields = {
            "author": f"{{{_escaped(self.organisation)}}}" if self.organisation else "",
            "title": f"{{{_escaped(self.title)}}}",
            "howpublished": _escaped(self.edition.title),
            "year": str(published.year) if published else "",
            "month": str(published.month) if published else "",
            "url": self.url,
        }
        lines = [f"  {name} = {{{text}}}" for name, text in fields.items() if text]
        return ",\n".join([f"@misc{{{'-'.join(filter(None, named))}", *lines]) + "\n}"


def _escaped(text: str) -> str:
    return text.translate(_LATEX)
