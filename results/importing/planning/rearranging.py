"""What a person decides on the sections of a plan."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from django.utils.html import escape
from django.utils.translation import gettext as _

from ...blocks.data_table import MAX_TEXT
from ..document import LeftOut
from .plan import MAX_LISTED, Kind, Piece, Plan, Section

_WITH_TEXT = {Kind.CAMPAIGN, Kind.TEXT}


@dataclass(frozen=True, slots=True)
class SectionChoice:
    """A section as a person left it: `under` makes its heading one within the section before."""

    section: Section
    wanted: bool = True
    heading: str = ""
    under: bool = False


def section_before(plan: Plan, section: Section) -> Section | None:
    """Return the section that this one can become a part of, None where there is none."""
    if section.kind not in _WITH_TEXT or section.picture or section.hashtag:
        return None
    earlier = plan.sections[: plan.sections.index(section)]
    before = next((one for one in reversed(earlier) if one.kind in _WITH_TEXT), None)
    # What has too many links for one block stays by itself.
    if before is None or len(before.links) + len(section.links) > MAX_LISTED:
        return None
    return before


def leave_out(plan: Plan, choices: Iterable[SectionChoice]) -> frozenset[str]:
    """Take the unwanted sections out, name the others as decided; return the ids of those that went."""
    dropped = set()
    for choice in choices:
        section = choice.section
        if not choice.wanted:
            reason = _("You have left this section out.")
            plan.left_out.extend(LeftOut(text, reason) for text in section.words() if text)
            plan.sections.remove(section)
            dropped.add(section.id)
        elif section.heading and choice.heading:
            section.heading = choice.heading
    return frozenset(dropped)


def put_under(plan: Plan, choices: Iterable[SectionChoice]) -> None:
    """Make the sections that are to be so parts of those before them, in their order."""
    for choice in choices:
        section = choice.section
        before = section_before(plan, section) if choice.wanted and choice.under else None
        if before is None:
            continue
        if section.heading:
            html = f"<h3>{escape(section.heading)}</h3>"
            before.pieces.append(Piece(html, (section.heading,)))
        before.pieces.extend(section.pieces)
        before.links.extend(section.links)
        if (
            before.kind is Kind.CAMPAIGN
            and len(before.figures) + len(section.figures) <= MAX_LISTED
        ):
            before.figures.extend(section.figures)
            section.figures = []
        # Figures that the block before has no room for stay behind it, as a group.
        section.kind, section.heading, section.pieces, section.links = Kind.STATS, "", [], []


def head_tables(plan: Plan) -> None:
    """Make a heading with nothing under it but a table the caption of that table, or its beginning."""
    for section, following in pairwise(list(plan.sections)):
        table = following.table
        is_bare = not (section.pieces or section.figures or section.links or section.picture)
        is_name = is_bare and section.kind is Kind.CAMPAIGN and not section.hashtag
        caption = ": ".join(filter(None, (section.heading, table.caption))) if table else ""
        if is_name and table is not None and len(caption) <= MAX_TEXT:
            table.caption = caption
            plan.sections.remove(section)
