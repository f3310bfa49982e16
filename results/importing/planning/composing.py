"""Puts the parts of a document where they belong: title, introduction, sections."""

import re

from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from ..document import (
    Heading,
    Items,
    LeftOut,
    Paragraph,
    Picture,
    Quote,
    Runs,
    Table,
    text_of,
)
from ..figures import Years, judge_heading, judge_name
from . import rich
from .blocks import planned_picture, quote_section, settled
from .linking import list_links, standing_alone, with_bare_addresses, within
from .offering import Offers, days_of
from .outline import Content, why_left_out
from .plan import (
    MAX_HASHTAG,
    MAX_HEADING,
    MAX_INTRODUCTION,
    Kind,
    Piece,
    Plan,
    PlannedFigure,
    PlannedLink,
    Section,
)
from .rich import cut, one_line, piece_of
from .table_names import names_money
from .tables import as_it_is, count_of_numbers, read_table

# Blocks that an edition may still get after the last section: figures and links that were too many.
MOST_SECTIONS = 36
_SAID = _("In a quotation: is it a figure of the edition?")
_IN_NOTE = _("In a note.")
_NOTE = re.compile(r"(?:\*{1,3}|[†‡¹²³⁴-⁹]|\[\d{1,3}\])\s*\w")
_NUMBERED = re.compile(r"^\d{1,2}(?:\.\d{1,2})*\.? +(?=[A-ZÅÄÖ])")


class Composer:
    """Takes the parts one after the other; `plan` grows with them."""

    def __init__(self, locale: str, edition: Years) -> None:
        self.locale = locale
        self.edition = edition
        self.plan = Plan()
        self.offers = Offers(locale, edition)
        self.current: Section | None = None
        self.introduction: list[str] = []
        self.loose_figures: list[PlannedFigure] = []
        self.loose_links: list[PlannedLink] = []
        self.is_introducing = True
        # The last heading or short line: it may tell of the table that follows.
        self.above = ""

    def begin_section(self, runs: Runs) -> None:
        """A heading, under which everything goes until the next one."""
        text = one_line(text_of(runs))
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
        self._find_in_heading(text, section)

    def add_heading(self, runs: Runs) -> None:
        """A heading within the section."""
        text = one_line(text_of(runs))
        self.above = text
        section = self._section()
        section.pieces.append(Piece(f"<h3>{escape(text)}</h3>", (text,)))
        self._find_in_heading(text, section)

    def add(self, part: Content) -> None:
        """Put a part where it belongs."""
        match part:
            case PlannedFigure():
                self._add_figure(part)
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

    def _add_figure(self, figure: PlannedFigure) -> None:
        if not self.offers.has_room(1):
            self._section().pieces.append(piece_of(figure))
            return
        figures = self.loose_figures if self.current is None else self.current.figures
        heading = self.current.heading if self.current else ""
        above = judge_heading(heading, self.locale, self.edition)
        judged = above
        # "+14 %" is a change whatever stands below it.
        for name in (figure.found.label, figure.taken[:1]):
            judged = judged if judged.reason else judge_name(name, self.locale, self.edition)
        figure.found = judged.applied(figure.found)
        figure.days = figure.days or days_of(figure.found)
        self.offers.add(figures, [figure], self.current.id if self.current else "")
        self._find(figure.taken[figure.found.end :], self.current)

    def _add_paragraph(self, part: Paragraph) -> None:
        runs = with_bare_addresses(part.runs)
        text = text_of(runs).strip()
        if not text:
            return
        # What a sentence stands behind, the title of a table with its currency, it does not replace.
        if not (text.endswith(".") and names_money(self.above, self.locale)):
            self.above = text if len(text) <= MAX_HEADING else ""
        if self._leaves_out(text, is_line=part.is_line):
            return
        if link := standing_alone(runs):
            self._add_link(link)
            return
        length = sum(len(other) + 2 for other in self.introduction)
        if self.is_introducing and length + len(text) <= MAX_INTRODUCTION:
            self.introduction.append(text)
            self.loose_links.extend(within(runs))
            self._find(text, None)
            return
        section = self._section()
        kept = list_links(runs, section.links)
        section.pieces.append(Piece(rich.paragraph(runs, kept), (text,)))
        self._find(text, section, doubt=_IN_NOTE if _NOTE.match(text) else "")

    def _add_items(self, part: Items) -> None:
        section = self._section()
        rows: list[str] = []
        texts: list[str] = []
        for item in part.items:
            runs = with_bare_addresses(item)
            text = text_of(runs).strip()
            if not text or self._leaves_out(text):
                continue
            if link := standing_alone(runs):
                self._add_link(link)
                continue
            kept = list_links(runs, section.links)
            rows.append(rich.inline(runs, kept).strip())
            texts.append(text)
            self._find(text, section, self.above)
        if rows:
            section.pieces.append(Piece(rich.items(rows, ordered=part.ordered), tuple(texts)))

    def _add_quote(self, part: Quote) -> None:
        if planned := quote_section(part):
            quotation, left_out = planned
            for runs in part.paragraphs:
                self._find(text_of(runs), self.current, doubt=_SAID)
            self._beside(quotation)
            self.plan.left_out.extend(left_out)
            return
        section = self._section()
        for runs in part.paragraphs:
            text = text_of(runs).strip()
            if text:
                self._find(text, section)
                section.pieces.append(Piece(rich.paragraph(runs), (text,)))

    def _add_table(self, part: Table) -> None:
        section = self._section()
        # A table of more numbers than can be offered is not read as figures at all.
        has_room = self.offers.has_room(count_of_numbers(part))
        above = self.above or section.heading
        read = (
            read_table(part, self.locale, self.edition, above)
            if has_room
            else as_it_is(part, self.locale)
        )
        # A table may go on as another one, on the next page.
        self.above = one_line(part.caption) or self.above
        if names_money(self.above, self.locale):
            self.above = ""
        self.offers.add(section.figures, read.figures, section.id)
        self.plan.left_out.extend(read.left_out)
        if read.table:
            self._beside(Section(Kind.TABLE, table=read.table))
        elif read.html:
            section.pieces.append(Piece(read.html, tuple(read.texts)))
        for text in read.texts if has_room else ():
            self._find(text, section)

    def _add_picture(self, part: Picture) -> None:
        planned, left_out = planned_picture(part)
        self.plan.left_out.extend(left_out)
        if planned is None:
            return
        self._find(part.caption, self.current)
        # The main image has no room for a caption.
        if self.is_introducing and self.current is None and not (self.plan.hero or part.caption):
            self.plan.hero = planned
            return
        section = self._section()
        if section.kind is Kind.CAMPAIGN and section.picture is None:
            section.picture = planned
        else:
            self._beside(Section(Kind.IMAGE, picture=planned))

    def _add_link(self, link: PlannedLink) -> None:
        heading = self.current.heading if self.current else ""
        film, left_out = settled(link, heading, self.locale)
        self.plan.left_out.extend(left_out)
        if film is not None:
            self._beside(film)
            return
        (self.loose_links if self.current is None else self.current.links).append(link)

    def _leaves_out(self, text: str, *, is_line: bool = False) -> bool:
        """Whether a text is nothing for readers of the page; it is reported then."""
        reason = why_left_out(text, is_line=is_line)
        if reason:
            self.plan.left_out.append(LeftOut(text, reason))
        return bool(reason)

    def _find(
        self,
        text: str,
        section: Section | None,
        introduction: str = "",
        *,
        doubt: str | Promise = "",
    ) -> None:
        """Offer the figures of a text that stays where it is; an item of a list has an introduction."""
        figures = self.loose_figures if section is None else section.figures
        home = "" if section is None else section.id
        heading = "" if section is None else _NUMBERED.sub("", section.heading)
        found = self.offers.find(text, figures, home, heading, introduction, doubt)
        self.plan.doubtful.extend(found)

    def _find_in_heading(self, text: str, section: Section) -> None:
        """The same for a heading, in which a doubtful number is none."""
        self.offers.find(_NUMBERED.sub("", text), section.figures, section.id)

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
