"""Marks of a chart as SVG, which look as they should without a style sheet, too.

Across the drawing places are per cent, down it em, so that a chart stretches with the page and grows
with the size of its reader's text; what is written in it is never distorted.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString, mark_safe

GROUPS = {
    "tick": 'stroke-opacity=".3"',
    "off": "",
    "on": 'fill="currentColor"',
    "axis": "",
    "line": "",
    "line-on": 'stroke-width="3"',
    "text": 'fill="currentColor" stroke="none"',
    "text-on": 'fill="currentColor" stroke="none" font-weight="700"',
}


class Marks:
    """The marks of a drawing by group; groups lie above each other in their order here."""

    def __init__(self) -> None:
        self._groups: dict[str, list[str]] = {name: [] for name in GROUPS}

    def rect(self, group: str, x: float, y: float, width: float, height: float) -> None:
        """Add a bar."""
        self._groups[group].append(
            f'<rect x="{x:.4g}%" y="{y:.5g}em" width="{width:.4g}%" height="{height:.5g}em"/>'
        )

    def line(
        self, group: str, x1: float, y1: float, x2: float, y2: float, *, dashed: bool = False
    ) -> None:
        """Add a straight line."""
        dash = ' stroke-dasharray="4 4"' if dashed else ""
        self._groups[group].append(
            f'<line x1="{x1:.4g}%" y1="{y1:.5g}em" x2="{x2:.4g}%" y2="{y2:.5g}em"{dash}/>'
        )

    def dot(self, group: str, x: float, y: float) -> None:
        """Add the end of a line."""
        self._groups[group].append(f'<circle cx="{x:.4g}%" cy="{y:.5g}em" r=".3em"/>')

    def text(self, group: str, x: float, y: float, text: str, anchor: str = "middle") -> None:
        """Add a short text on the line at `y`; `anchor` is "start", "middle" or "end"."""
        self._groups[group].append(
            f'<text x="{x:.4g}%" y="{y:.5g}em" text-anchor="{anchor}">{escape(text)}</text>'
        )

    def svg(
        self, height: float, title: str, description: str, *, is_hidden: bool = False
    ) -> SafeString:
        """Return the drawing with its name and what it says, `height` in em.

        One that `is_hidden` is not read aloud on screens, where words beside it say the same; in a
        PDF every picture has a name.
        """
        groups = "".join(
            f'<g class="{name}" {attributes}>{"".join(self._groups[name])}</g>'
            for name, attributes in GROUPS.items()
            if self._groups[name]
        )
        role = 'aria-hidden="true"' if is_hidden else 'role="img"'
        return mark_safe(  # noqa: S308
            f'<svg class="results-chart__plot" xmlns="http://www.w3.org/2000/svg" width="100%" '
            f'height="{height:g}em" font-size="15" fill="none" stroke="currentColor" '
            f'focusable="false" {role}><title>{escape(title)}</title>'
            f"<desc>{escape(description)}</desc>{groups}</svg>"
        )


def table_rows(rows: Iterable[tuple[str, Iterable[tuple[str, str]]]]) -> SafeString:
    """Return rows of a table: a heading, and cells of a text with the number it stands for, or "".

    Made here, since a thousand rows are slow in a template.
    """
    return mark_safe(  # noqa: S308
        "".join(
            f'<tr><th scope="row">{escape(label)}</th>{"".join(map(_cell, cells))}</tr>'
            for label, cells in rows
        )
    )


def _cell(cell: tuple[str, str]) -> str:
    text, data = escape(cell[0]), cell[1]
    return f'<td><data value="{data}">{text}</data></td>' if data else f"<td>{text}</td>"
