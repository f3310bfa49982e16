"""Makes a plan fit into the blocks that an edition may have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.html import escape
from django.utils.translation import gettext as _

from ...blocks import MAX_BLOCKS
from ..document import LeftOut, Run
from . import rich
from .plan import Kind, Piece, Section
from .rich import piece_of
from .tables import lines_of

if TYPE_CHECKING:
    from .plan import Plan

# Some are left for what a person adds, such as a figure that was doubtful.
MOST_BLOCKS = MAX_BLOCKS - 5


def fit(plan: Plan) -> None:
    """Give up blocks of their own from the end, those first that lose least by it."""
    # For a document in which nothing is text.
    spare = Section(Kind.TEXT)
    most = MOST_BLOCKS if any(map(_has_text, plan.sections)) else MOST_BLOCKS - 1
    for kind, give_up in (
        (Kind.QUOTE, _quote_within),
        (Kind.TEXT, _leave_links_within),
        (Kind.TABLE, _table_within),
        (Kind.VIDEO, _leave_links_within),
        (Kind.IMAGE, _leave_picture_out),
        (Kind.STATS, _leave_figures_within),
    ):
        excess = len(plan.sections) - most
        if excess <= 0:
            break
        homes = _homes(plan.sections, spare)
        going = [
            section
            for section in plan.sections
            # Of those of text, only what is nothing but links.
            if section.kind is kind
            and not (kind is Kind.TEXT and (section.pieces or section.heading))
        ][-excess:]
        for section in going:
            give_up(plan, section, homes[section.id])
        gone = {section.id for section in going}
        plan.sections = [section for section in plan.sections if section.id not in gone]
    if spare.pieces:
        plan.sections.append(spare)


def _homes(sections: list[Section], spare: Section) -> dict[str, Section]:
    """For each section the one with text that stands next before it, else the first one."""
    last = next(filter(_has_text, sections), spare)
    homes: dict[str, Section] = {}
    for section in sections:
        if _has_text(section):
            last = section
        homes[section.id] = last
    return homes


def _has_text(section: Section) -> bool:
    return section.kind is Kind.CAMPAIGN or (section.kind is Kind.TEXT and bool(section.pieces))


def _quote_within(_plan: Plan, section: Section, home: Section) -> None:
    by = ", ".join(part for part in (section.name, section.role) if part)
    text = f"“{section.texts[0]}”" + (f" – {by}" if by else "")
    home.pieces.append(Piece(f"<p>{escape(text)}</p>", (text,)))


def _leave_links_within(_plan: Plan, section: Section, home: Section) -> None:
    for link in section.links:
        shown = Run(link.text or link.target, link.target)
        html = rich.paragraph((shown,), frozenset({link.target}))
        home.pieces.append(Piece(html, (link.taken,)))


def _table_within(_plan: Plan, section: Section, home: Section) -> None:
    if section.table is not None:
        lines = lines_of(section.table)
        home.pieces.append(Piece(rich.items(map(escape, lines)), tuple(lines)))


def _leave_picture_out(plan: Plan, section: Section, _home: Section) -> None:
    if section.picture is not None:
        reason = _("A picture for which the page has no room.")
        plan.left_out.append(LeftOut(section.picture.text, reason))
        # Without a description nothing else would tell of it.
        if not section.picture.text and reason not in plan.notices:
            plan.notices.append(reason)


def _leave_figures_within(_plan: Plan, section: Section, home: Section) -> None:
    for figure in section.figures:
        if figure.taken:
            home.pieces.append(piece_of(figure))
