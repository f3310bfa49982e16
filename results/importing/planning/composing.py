"""Puts the parts of a document where they belong: title, introduction, sections."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.utils.html import escape
from django.utils.translation import gettext as _

from ...blocks.read_more_link import says_nothing
from ..document import (
    Heading,
    Items,
    LeftOut,
    Paragraph,
    Picture,
    Quote,
    Runs,
    Table,
    count_words,
    text_of,
)
from ..figures import FoundFigure, find_figures
from ..pictures import cleaned
from . import rich
from .linking import named_after, standing_alone, with_bare_addresses, within
from .outline import BOILERPLATE, Content
from .plan import (
    MAX_ALT,
    MAX_HASHTAG,
    MAX_HEADING,
    MAX_INTRODUCTION,
    MAX_LISTED,
    Kind,
    Piece,
    Plan,
    PlannedFigure,
    PlannedLink,
    PlannedPicture,
    Section,
)
from .quoting import quote_section, quoted_paragraph
from .tables import read_table

if TYPE_CHECKING:
    from collections.abc import Iterable

# Blocks that an edition may still get after the last section: figures and links that were too many.
MOST_SECTIONS = 36
_CONTENTS = re.compile(r"(?:\.{4,}|(?: \.){4,}|…{2,})\s*\d+\s*$", re.MULTILINE)


class Composer:
    """Takes the parts one after the other; `plan` grows with them."""

    def __init__(self, locale: str, year: int) -> None:
        self.locale = locale
        self.year = year
        self.plan = Plan()
        self.current: Section | None = None
        self.introduction: list[str] = []
        self.loose_figures: list[PlannedFigure] = []
        self.loose_links: list[PlannedLink] = []
        self.is_introducing = True
        # The last heading or short line: it may tell of the table that follows.
        self.above = ""

    def begin_section(self, runs: Runs) -> None:
        """A heading, under which everything goes until the next one."""
        text = " ".join(text_of(runs).split())
        if len(self.plan.sections) >= MOST_SECTIONS:
            self.add_heading(runs)
            return
        self.is_introducing = False
        self.above = text
        heading, rest = cut(text, MAX_HEADING)
        hashtag = text.split()[0].rstrip(".,:;!?") if text.startswith("#") else ""
        section = Section(Kind.CAMPAIGN, heading=heading)
        if 1 < len(hashtag) <= MAX_HASHTAG and hashtag[1:].replace("_", "a").isalnum():
            section.hashtag = hashtag
        if rest:
            section.pieces.append(Piece(f"<p>{escape(rest)}</p>", (rest,)))
        self._open(section)
        self._find(text, section, only_certain=True)

    def add_heading(self, runs: Runs) -> None:
        """A heading within the section."""
        text = " ".join(text_of(runs).split())
        self.above = text
        section = self._section()
        section.pieces.append(Piece(rich.heading(text), (text,)))
        self._find(text, section, only_certain=True)

    def add(self, part: Content) -> None:
        """Put a part where it belongs."""
        match part:
            case PlannedFigure():
                self._figures_of().append(part)
                self._find(part.found.label, self.current)
            case Heading():
                self.add_heading(part.runs)
            case Paragraph():
                self._add_paragraph(part)
            case Items():
                self._add_items(part)
            case Quote():
                self._add_quote(part)
            case Table():
                self._add_table(part)
            case Picture():
                self._add_picture(part)

    def _add_paragraph(self, part: Paragraph) -> None:
        runs = with_bare_addresses(part.runs)
        text = text_of(runs).strip()
        if not text:
            return
        self.above = text if len(text) <= MAX_HEADING else ""
        if _CONTENTS.search(text):
            self.plan.left_out.append(LeftOut(text, _("A line of a table of contents.")))
            return
        if part.is_line and BOILERPLATE.match(text):
            self.plan.left_out.append(
                LeftOut(text, _("A line for the press, or for the editors of the text."))
            )
            return
        if link := standing_alone(runs):
            self._add_link(link)
            return
        if not self.is_introducing and (quotation := quoted_paragraph(part)):
            self._beside(quotation)
            self._find(text, self._section())
            return
        length = sum(len(other) + 2 for other in self.introduction)
        if self.is_introducing and length + len(text) <= MAX_INTRODUCTION:
            self.introduction.append(text)
            self.loose_links.extend(within(runs))
            self._find(text, None)
            return
        section = self._section()
        kept = self._links_within(runs, section)
        section.pieces.append(Piece(rich.paragraph(runs, kept), (text,)))
        self._find(text, section)

    def _add_items(self, part: Items) -> None:
        section = self._section()
        rows: list[str] = []
        texts: list[str] = []
        for item in part.items:
            runs = with_bare_addresses(item)
            text = text_of(runs).strip()
            if not text:
                continue
            if _CONTENTS.search(text):
                self.plan.left_out.append(LeftOut(text, _("A line of a table of contents.")))
                continue
            if link := standing_alone(runs):
                self._add_link(link)
                continue
            kept = self._links_within(runs, section)
            rows.append(rich.inline(runs, kept).strip())
            texts.append(text)
            self._find(text, section)
        if rows:
            section.pieces.append(Piece(rich.items(rows, ordered=part.ordered), tuple(texts)))

    def _add_quote(self, part: Quote) -> None:
        quotation = quote_section(part)
        section = self._section()
        for runs in part.paragraphs:
            self._find(text_of(runs), section)
        if quotation is not None:
            self._beside(quotation)
            return
        for runs in part.paragraphs:
            text = text_of(runs).strip()
            if text:
                section.pieces.append(Piece(rich.paragraph(runs), (text,)))

    def _add_table(self, part: Table) -> None:
        section = self._section()
        read = read_table(part, self.locale, self.year, self.above or section.heading)
        section.figures.extend(read.figures)
        for figure in read.figures:
            self._find(figure.found.label, section)
        self.plan.left_out.extend(read.left_out)
        if read.html:
            section.pieces.append(Piece(read.html, tuple(read.texts)))
        for text in read.texts:
            self._find(text, section)

    def _add_picture(self, part: Picture) -> None:
        if cleaned(part.content) is None:
            reason = _(
                "A picture that is damaged, too large or of a format that browsers do not show."
            )
            self.plan.left_out.append(LeftOut(part.alt, reason))
            return
        alt, rest = cut(" ".join(part.alt.split()), MAX_ALT)
        planned = PlannedPicture(part, alt, rest)
        if rest:
            self.plan.left_out.append(
                LeftOut(rest, _("Longer than a description of a picture can be."))
            )
            planned.rest = ""
        if self.is_introducing and self.plan.hero is None and self.current is None:
            self.plan.hero = planned
            return
        section = self._section()
        if section.kind is Kind.CAMPAIGN and section.picture is None:
            section.picture = planned
        else:
            self._beside(Section(Kind.IMAGE, picture=planned))

    def _add_link(self, link: PlannedLink) -> None:
        """A link in place of its paragraph; words that are no longer needed are reported."""
        original = link.taken
        heading = self.current.heading if self.current else ""
        if says_nothing(link.text):
            self.plan.left_out.append(
                LeftOut(original, _("A link that did not say where it leads."))
            )
            link.text = named_after(heading, self.locale) if heading else link.text
            link.taken = ""
        else:
            missing = count_words([original]) - count_words([link.text])
            if missing:
                words = " ".join(missing.elements())
                self.plan.left_out.append(
                    LeftOut(words, _("The link says where it leads without it."))
                )
            link.taken = link.text
        self._links_of().append(link)

    def _links_within(self, runs: Runs, section: Section) -> frozenset[str]:
        """List the links of a text; give back the addresses of those that have to stay in it."""
        kept = set()
        for link in within(runs):
            if any(other.target == link.target and other.target for other in section.links):
                continue
            if len(section.links) >= MAX_LISTED:
                kept.add(link.target)
            else:
                section.links.append(link)
        return frozenset(kept)

    def _find(self, text: str, section: Section | None, *, only_certain: bool = False) -> None:
        """Offer the figures of a text that stays where it is."""
        figures = self.loose_figures if section is None else section.figures
        for found in find_figures(text, self.locale):
            if found.reason:
                if not only_certain:
                    home = section.id if section else ""
                    self.plan.doubtful.append(PlannedFigure(found, home=home))
            elif not any(is_same(found, other.found) for other in figures):
                figures.append(PlannedFigure(found))

    def _section(self) -> Section:
        """The section that is being filled; without a heading so far, one of text."""
        if self.current is None:
            self.is_introducing = False
            self._open(Section(Kind.TEXT))
        assert self.current is not None  # noqa: S101
        return self.current

    def _open(self, section: Section) -> None:
        self.current = section
        self.plan.sections.append(section)

    def _beside(self, section: Section) -> None:
        """A block of its own after the section, which goes on being filled."""
        self.plan.sections.append(section)

    def _figures_of(self) -> list[PlannedFigure]:
        return self.loose_figures if self.current is None else self.current.figures

    def _links_of(self) -> list[PlannedLink]:
        return self.loose_links if self.current is None else self.current.links


def is_same(one: FoundFigure, other: FoundFigure) -> bool:
    """Whether two figures say the same."""
    return _bare(one) == _bare(other)


def _bare(found: FoundFigure) -> FoundFigure:
    """The figure without its words, its place and how exactly it is known."""
    return FoundFigure(found.value, 0, 0, found.unit, found.scale)


def cut(text: str, limit: int) -> tuple[str, str]:
    """The text parted between words, so that the first half has at most `limit` characters."""
    if len(text) <= limit:
        return text, ""
    space = text.rfind(" ", 0, limit + 1)
    at = space if space > 0 else limit
    return text[:at].rstrip(), text[at:].lstrip()


def joined(texts: Iterable[str]) -> str:
    """Paragraphs as plain text, an empty line between them."""
    return "\n\n".join(texts)
