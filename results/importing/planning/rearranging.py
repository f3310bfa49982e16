"""What a person decides on the sections of a plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from django.utils.html import escape
from django.utils.translation import gettext as _

from ...blocks import MAX_BLOCKS
from ...blocks.data_table import MAX_TEXT
from ..document import LeftOut
from .plan import MAX_HEADING, MAX_LISTED, Kind, Piece, Plan, Section
from .rich import cut

_WITH_TEXT = {Kind.CAMPAIGN, Kind.TEXT}


@dataclass(frozen=True, slots=True)
class SectionChoice:
    """A section as a person left it: `under` makes its heading one within the section before.

    At each of the places `splits` among its pieces begins a section of its own.
    """

    section: Section
    wanted: bool = True
    heading: str = ""
    under: bool = False
    splits: frozenset[int] = frozenset()


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


def places_to_split(section: Section) -> list[int]:
    """Return the places of the paragraphs and headings where a section of its own can begin."""
    if section.kind not in _WITH_TEXT:
        return []
    starts, first = ("<p>", "<h3>"), () if section.heading else ("<h3>",)
    return [
        n for n, piece in enumerate(section.pieces) if piece.html.startswith(starts if n else first)
    ]


def split(plan: Plan, choices: Iterable[SectionChoice]) -> None:
    """Divide the sections as decided, while the edition has room; links stay in the first with words.

    A heading within the section becomes that of the new one, which takes the figures of its text along.
    """
    for choice in choices:
        section = choice.section
        for place in sorted(choice.splits, reverse=True) if choice.wanted else []:
            if len(plan.sections) >= MAX_BLOCKS:
                return
            made = Section(Kind.TEXT, pieces=section.pieces[place:])
            section.pieces = section.pieces[:place]
            if not place:
                made.links, section.links = section.links, []
            home = _home_of_figures(plan, section)
            if made.pieces[0].html.startswith("<h3>"):
                _head(made, home)
            plan.sections.insert(plan.sections.index(home) + 1, made)


def _home_of_figures(plan: Plan, section: Section) -> Section:
    """The section, or the group of its figures right behind it."""
    behind = plan.sections[plan.sections.index(section) + 1 :]
    is_group = bool(behind) and behind[0].block is Kind.STATS and not behind[0].heading
    return behind[0] if is_group and not section.figures else section


def _head(made: Section, section: Section) -> None:
    made.kind = Kind.CAMPAIGN
    made.heading, rest = cut(made.pieces.pop(0).texts[0], MAX_HEADING)
    if rest:
        made.pieces.insert(0, Piece(f"<p>{escape(rest)}</p>", (rest,)))
    text = "\n".join(made.texts)
    made.figures = [
        one for one in section.figures if one.found.context and one.found.context in text
    ]
    section.figures = [one for one in section.figures if one not in made.figures]


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
