"""Makes a plan fit into the blocks that an edition may have."""

from collections.abc import Iterator

from django.utils.html import escape
from django.utils.translation import gettext as _

from ...blocks import MAX_BLOCKS
from ..document import LeftOut, Run
from . import rich
from .plan import Kind, Piece, Plan, Section
from .tables import lines_of

# Some are left for what a person adds, such as a figure that was doubtful.
MOST_BLOCKS = MAX_BLOCKS - 5
# Blocks of their own that are given up, those first that lose least by it.
_GIVEN_UP = (Kind.QUOTE, Kind.TEXT, Kind.TABLE, Kind.VIDEO, Kind.IMAGE, Kind.STATS)


def fit(plan: Plan) -> None:
    """Give up blocks from the end, whose words go into the text before them."""
    # For a document in which nothing is text.
    spare = Section(Kind.TEXT)
    most = MOST_BLOCKS if any(map(_has_text, plan.sections)) else MOST_BLOCKS - 1
    for kind in _GIVEN_UP:
        excess = max(0, len(plan.sections) - most)
        going = [one for one in plan.sections if one.kind is kind and not _has_text(one)]
        gone = {section.id for section in going[len(going) - min(excess, len(going)) :]}
        home = next(filter(_has_text, plan.sections), spare)
        for section in plan.sections:
            if section.id in gone:
                home.pieces.extend(_pieces_of(section))
                if section.picture is not None:
                    _leave_out(plan, section.picture.text)
            elif _has_text(section):
                home = section
        plan.sections = [section for section in plan.sections if section.id not in gone]
    if spare.pieces:
        plan.sections.append(spare)


def _has_text(section: Section) -> bool:
    has_words = bool(section.pieces or section.heading)
    return section.kind is Kind.CAMPAIGN or (section.kind is Kind.TEXT and has_words)


def _pieces_of(section: Section) -> Iterator[Piece]:
    """Yield what a block says, as text of another one."""
    if section.kind is Kind.QUOTE:
        by = ", ".join(filter(None, (section.name, section.role)))
        text = f"“{section.texts[0]}”" + (f" – {by}" if by else "")
        yield Piece(f"<p>{escape(text)}</p>", (text,))
    for link in section.links:
        shown = Run(link.text or link.target, link.target)
        yield Piece(rich.paragraph((shown,), frozenset({link.target})), (link.taken,))
    if section.table is not None:
        lines = lines_of(section.table)
        yield Piece(rich.items(map(escape, lines)), tuple(lines))
    yield from (rich.piece_of(figure) for figure in section.figures if figure.taken)


def _leave_out(plan: Plan, text: str) -> None:
    reason = _("A picture for which the page has no room.")
    plan.left_out.append(LeftOut(text, reason))
    # Without a description nothing else would tell of it.
    if not text and reason not in plan.notices:
        plan.notices.append(reason)
