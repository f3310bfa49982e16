"""Which figure of a draft each row of a sheet is, and what a person should look at."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from ...blocks.stat_value import StatValue
from ...content import EditionContent
from ...quantities import (
    Qualifier,
    Quantity,
    QuantityError,
    ReadFigure,
    Scale,
    Unit,
    format_quantity,
    read_figure,
)
from ...record.models import Figure
from ...rules.plausibility import doubt_about, figures_before
from .reading import Row


@dataclass(slots=True)
class Match:
    """A row with the figure that it is for, and what its value means there.

    Where `refusal` says why, the row cannot be taken; what `doubts` says, a person decides.
    """

    row: Row
    figure: StatValue | None = None
    read: ReadFigure | None = None
    shown: str = ""
    before: str = ""
    refusal: str = ""
    doubts: list[str] = field(default_factory=list)

    @property
    def is_ready(self) -> bool:
        """Whether nobody needs to look at it."""
        return not self.refusal and not self.doubts


def match(page: Any, rows: Iterable[Row]) -> list[Match]:
    """Return each row with its figure of the page, by its indicator, else by what it counts."""
    language = page.locale.language_code
    figures = figures_before(EditionContent(page))
    earlier = {figure.block_id: before for figure, before in figures}
    known = _by_name([figure for figure, _before in figures])
    taken: dict[str, int] = {}
    found = []
    for row in rows:
        result = Match(row)
        found.append(result)
        candidates = known.get(_plain(row.indicator)) or known.get(_plain(row.label)) or []
        if len(candidates) != 1:
            result.refusal = (
                _("More than one figure is called that.")
                if candidates
                else _("No figure of this edition is called that.")
            )
            continue
        (figure,) = candidates
        result.figure = figure
        if figure.block_id in taken:
            result.refusal = _("Row %(line)d is for the same figure.") % {
                "line": taken[figure.block_id]
            }
            continue
        taken[figure.block_id] = row.line
        _read(result, language)
        _doubt(result, earlier.get(figure.block_id), language)
    return found


def _by_name(figures: Iterable[StatValue]) -> dict[str, list[StatValue]]:
    known: dict[str, list[StatValue]] = defaultdict(list)
    for figure in figures:
        indicator = figure.get("indicator")
        names = {figure.get("label") or ""}
        if indicator is not None:
            names |= {indicator.name, indicator.slug}
        for name in {_plain(name) for name in names} - {""}:
            known[name].append(figure)
    return known


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _read(result: Match, language: str) -> None:
    figure, row = result.figure, result.row
    assert figure is not None  # noqa: S101
    if figure.quantity is not None:
        result.refusal = _("The figure has a value already: %(value)s. It stays.") % {
            "value": format_quantity(figure.quantity, language)
        }
        return
    try:
        result.read = read_figure(row.value, language)
        result.shown = format_quantity(_quantity(result.read, figure), language)
    except QuantityError as error:
        result.refusal = str(error)


def _quantity(read: ReadFigure, figure: StatValue) -> Quantity:
    return Quantity(
        read.value,
        unit=Unit.of(figure.get("unit")),
        scale=read.scale or Scale.of(figure.get("scale")),
        qualifier=read.qualifier or Qualifier.of(figure.get("qualifier")),
    )


def _doubt(result: Match, before: Figure | None, language: str) -> None:
    figure, read = result.figure, result.read
    if figure is None or read is None or result.refusal:
        return
    if read.unit is not None and read.unit != figure.get("unit"):
        result.doubts.append(_("The sheet has another unit than the figure."))
    if before is None:
        return
    result.before = before.text_beside_later(language)
    if doubt := doubt_about(_quantity(read, figure), before):
        result.doubts.append(str(doubt.message))
