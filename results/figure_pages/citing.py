"""How a figure is cited: as plain text, as BibTeX."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.text import capfirst, slugify

from ..quantities import Period, format_date

if TYPE_CHECKING:
    from datetime import date

    from ..models.one_figure import OneFigure
    from ..sharing.figure_rows import Row

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
    """What a citation is made of; `published` is None where no day of publication is given."""

    organisation: str
    figure: str
    label: str
    when: str
    edition: str
    url: str
    language: str
    key: str
    published: date | None = None

    @classmethod
    def of(cls, one: OneFigure) -> Reference:
        """Return what cites this figure."""
        return cls(
            organisation=one.organisation,
            figure=one.display["text"],
            label=one.label,
            when=one.display["when"],
            edition=one.page.title,
            url=one.address(),
            language=one.language,
            key=_key(one.organisation, one.page.period, one.id),
            published=one.page.publication_date,
        )

    @classmethod
    def of_row(cls, row: Row, organisation: str) -> Reference:
        """Return what cites the figure of a row."""
        edition, language = row.edition, row.edition.locale.language_code
        period = Period(edition.period_start, edition.period_end)
        return cls(
            organisation=organisation,
            figure=row.figure.text(language),
            label=row.label,
            when=row.figure.when(language),
            edition=edition.title,
            url=row.url,
            language=language,
            key=_key(organisation, period, str(row.figure.block_id)),
            published=getattr(edition, "publication_date", None),
        )

    @property
    def title(self) -> str:
        """What is cited: "Reports reviewed, 2016: 6,558"."""
        return f"{', '.join(filter(None, (capfirst(self.label), self.when)))}: {self.figure}"

    @property
    def plain(self) -> str:
        """The reference as a sentence would have it."""
        said = ", ".join(filter(None, (f"{self.figure} {self.label}", self.when)))
        day = format_date(self.published, self.language) if self.published else ""
        source = ", ".join(filter(None, (self.organisation, self.edition, day)))
        return f"{said}. {source}. {self.url}"

    @property
    def bibtex(self) -> str:
        """The reference as an entry of BibTeX."""
        fields = {
            "author": f"{{{_escaped(self.organisation)}}}" if self.organisation else "",
            "title": f"{{{_escaped(self.title)}}}",
            "howpublished": _escaped(self.edition),
            "year": str(self.published.year) if self.published else "",
            "month": str(self.published.month) if self.published else "",
            "url": self.url,
        }
        lines = [f"  {name} = {{{text}}}" for name, text in fields.items() if text]
        return ",\n".join([f"@misc{{{self.key}", *lines]) + "\n}"


def _key(organisation: str, period: Period | None, figure: str) -> str:
    named = (slugify(organisation), period.slug if period else "", figure[-12:])
    return "-".join(filter(None, named))


def _escaped(text: str) -> str:
    return text.translate(_LATEX)
