"""From a document to the plan of an edition."""

import re

from django.utils import translation
from django.utils.html import escape
from django.utils.translation import gettext as _

from ..document import (
    Document,
    Heading,
    LeftOut,
    Progress,
    no_progress,
    text_of,
)
from .belonging import with_belongings
from .composing import Composer
from .edition_years import notices_on_year, years_of_edition
from .fitting import fit
from .key_figures import propose_key_figures
from .languages import doubt_languages
from .length import check_length
from .notes import give_notes
from .offering import MAX_DOUBTFUL, MAX_FIGURES, Known
from .outline import is_appeal, is_appeal_text, outline
from .piles import Pile, pile_of
from .plan import MAX_HEADING, MAX_LISTED, MAX_SHARE_TEXT, MAX_TITLE, Kind, Piece, Plan, Section
from .pointing import points_of
from .rearranging import head_tables
from .repetitions import leave_repetitions
from .rich import cut, one_line
from .splitting import pair, split
from .wholes import name_wholes, refer_to_wholes

_CONTENTS = re.compile(
    r"(?:table of )?contents|innehåll(?:sförteckning)?|i det här numret|in this (?:issue|report)",
    re.IGNORECASE,
)


def plan_document(
    document: Document, locale: str, year: int, progress: Progress = no_progress
) -> Plan:
    """Decide what becomes of every word; `progress` gets the parts done and their total.

    Raises ImportRefused for more than makes an edition.
    """
    check_length(document)
    shaped = outline(pair(split(with_belongings(document.parts), locale), locale))
    composer = Composer(locale, years_of_edition(document.text, year))
    plan = composer.plan
    plan.years = composer.offers.edition
    plan.left_out.extend(document.left_out)
    plan.notices.extend(str(notice) for notice in document.notices)
    for index, part in enumerate(shaped.contents):
        progress(index, len(shaped.contents))
        composer.offers.page = part.page
        if index == shaped.title and isinstance(part, Heading):
            _set_title(plan, one_line(text_of(part.runs)))
        elif isinstance(part, Heading) and part.level <= shaped.section_level:
            composer.begin_section(part.runs)
        else:
            composer.add(part)
    progress(len(shaped.contents), len(shaped.contents))
    plan.introduction = "\n\n".join(composer.introduction)
    if not plan.title:
        plan.title_is_ours = True
        with translation.override(locale):
            plan.title = _("Results %(year)d") % {"year": year}
    _place_loose(composer)
    give_notes(plan)
    _make_appeal(plan)
    _leave_contents_out(plan)
    plan.sections = [section for section in plan.sections if not section.is_empty]
    _spread(plan)
    fit(plan)
    if composer.offers.is_full:
        plan.notices.append(
            _(
                "The document has more figures than can be looked through at once: the first "
                "%(figures)d are offered, and %(doubtful)d numbers that may be figures. The others "
                "stay in the text."
            )
            % {"figures": MAX_FIGURES, "doubtful": MAX_DOUBTFUL}
        )
    doubt_languages(plan, document, locale)
    plan.notices.extend(notices_on_year(plan, year))
    # A whole that gets a name makes its part sure, and only what stays can be referred to.
    name_wholes(plan)
    leave_repetitions(plan)
    head_tables(plan)
    refer_to_wholes(plan)
    propose_key_figures(plan)
    plan.points = points_of(plan)
    return plan


def _leave_contents_out(plan: Plan) -> None:
    """Leave out the heading of a table of contents whose lines were left out."""
    for section in plan.sections:
        bare = not (section.pieces or section.figures or section.links or section.picture)
        if bare and _CONTENTS.fullmatch(section.heading):
            plan.left_out.append(LeftOut(section.heading, _("The heading of a table of contents.")))
            section.heading = ""


def _set_title(plan: Plan, text: str) -> None:
    plan.title, rest = cut(text, MAX_TITLE)
    if rest:
        plan.left_out.append(LeftOut(rest, _("Longer than a title can be.")))


def _place_loose(composer: Composer) -> None:
    """Put what the introduction has besides words where an edition has room for it."""
    plan = composer.plan
    elsewhere = Known()
    for figure in plan.figures():
        if pile_of(figure) is Pile.READY:
            elsewhere.add(figure.found)
    figures = [
        figure
        for figure in composer.loose_figures
        if figure.taken or not elsewhere.has(figure.found)
    ]
    if figures:
        plan.sections.insert(0, Section(Kind.STATS, figures=figures))
    if composer.loose_links:
        first = next((s for s in plan.sections if s.kind in {Kind.CAMPAIGN, Kind.TEXT}), None)
        if first is None:
            first = Section(Kind.TEXT)
            plan.sections.append(first)
        first.links[:0] = composer.loose_links


def _make_appeal(plan: Plan) -> None:
    """Turn an appeal at the end into the call to share."""
    headed = [section for section in plan.sections if section.kind is Kind.CAMPAIGN]
    for section in headed[:0:-1][:2] if len(headed) > 1 else []:
        others = [other.heading for other in headed if other is not section]
        in_capitals = sum(heading.isupper() for heading in others) * 2 > len(others)
        if is_appeal(section.heading, "\n\n".join(section.texts), others_in_capitals=in_capitals):
            _as_share(plan, section)
            return
    last = plan.sections[-1] if plan.sections else None
    if (
        last is not None
        and last.pieces
        and last.pieces[-1].is_paragraph
        and last.kind in {Kind.CAMPAIGN, Kind.TEXT}
    ):
        text = " ".join(last.pieces[-1].texts[0].split())
        if is_appeal_text(text) and (len(last.pieces) > 1 or not last.heading):
            last.pieces.pop()
            heading, _mark, rest = _first_sentence(text)
            share = Section(Kind.SHARE, heading=heading)
            if rest:
                share.pieces.append(Piece(f"<p>{escape(rest)}</p>", (rest,)))
            plan.sections.append(share)


def _first_sentence(text: str) -> tuple[str, str, str]:
    for mark in ("! ", ". ", ": ", "? "):
        first, found, rest = text.partition(mark)
        if found and len(first) < MAX_HEADING:
            return first + mark.strip().replace(".", "").replace(":", ""), mark, rest
    heading, rest = cut(text, MAX_HEADING)
    return heading, "", rest


def _as_share(plan: Plan, section: Section) -> None:
    """The paragraphs that there is room for make the call; the rest is a section after it.

    Links alone make no section, so one with nothing else that a call has no room for stays as it is.
    """
    length = 0
    fitting = 0
    for piece in section.pieces:
        length += sum(map(len, piece.texts)) + 2
        if not piece.is_paragraph or length > MAX_SHARE_TEXT:
            break
        fitting += 1
    rest = Section(
        Kind.TEXT, pieces=section.pieces[fitting:], links=section.links, figures=section.figures
    )
    if rest.links and not (rest.pieces or rest.figures):
        return
    section.kind, section.pieces = Kind.SHARE, section.pieces[:fitting]
    section.links, section.figures, section.hashtag = [], [], ""
    after = plan.sections.index(section) + 1
    if section.picture:
        plan.sections.insert(after, Section(Kind.IMAGE, picture=section.picture))
        section.picture = None
    if not rest.is_empty:
        plan.sections.insert(after, rest)


def _spread(plan: Plan) -> None:
    """Give figures that a block has no room for a block of their own after it."""
    spread: list[Section] = []
    for section in plan.sections:
        room = 0 if section.kind is Kind.TEXT else MAX_LISTED
        figures, section.figures = section.figures[room:], section.figures[:room]
        links, section.links = section.links[MAX_LISTED:], section.links[:MAX_LISTED]
        if not section.is_empty:
            spread.append(section)
        spread.extend(
            Section(Kind.STATS, figures=figures[start : start + MAX_LISTED])
            for start in range(0, len(figures), MAX_LISTED)
        )
        spread.extend(
            Section(Kind.TEXT, links=links[start : start + MAX_LISTED])
            for start in range(0, len(links), MAX_LISTED)
        )
    plan.sections = spread
