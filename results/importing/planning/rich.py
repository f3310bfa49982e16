"""Rich text as the page stores it, and texts cut to what a field takes."""

from collections.abc import Iterable

from django.utils.html import escape

from ..document import Run, Runs
from .plan import Piece, PlannedFigure


def inline(runs: Iterable[Run], kept_links: frozenset[str] = frozenset()) -> str:
    """The runs as HTML. Only links to the addresses in `kept_links` stay links."""
    return "".join(_run(run, kept_links) for run in runs)


def _run(run: Run, kept_links: frozenset[str]) -> str:
    html = str(escape(run.text)).replace("\n", "<br/>")
    if not run.text.strip():
        return html
    if run.bold:
        html = f"<b>{html}</b>"
    if run.italic:
        html = f"<i>{html}</i>"
    if run.href and run.href in kept_links:
        html = f'<a href="{escape(run.href)}">{html}</a>'
    return html


def paragraph(runs: Runs, kept_links: frozenset[str] = frozenset()) -> str:
    """A paragraph, "" when there is nothing in it."""
    html = inline(runs, kept_links).strip()
    return f"<p>{html}</p>" if html else ""


def items(texts: Iterable[str], *, ordered: bool = False) -> str:
    """A list of items that are HTML already."""
    name = "ol" if ordered else "ul"
    return f"<{name}>{''.join(f'<li>{text}</li>' for text in texts)}</{name}>"


def piece_of(figure: PlannedFigure) -> Piece:
    """The words of a figure as an item."""
    return Piece(items([str(escape(figure.taken))]), (figure.taken,))


def one_line(text: str) -> str:
    """The text with single spaces and no line breaks."""
    return " ".join(text.split())


def cut(text: str, limit: int) -> tuple[str, str]:
    """Cut a text between words: its first part, of at most `limit` characters, and the rest."""
    if len(text) <= limit:
        return text, ""
    space = text.rfind(" ", 0, limit + 1)
    at = space if space > 0 else limit
    return text[:at].rstrip(), text[at:].lstrip()
