"""From a document to the plan of an edition."""

import re
from itertools import pairwise

from django.utils import translation
from django.utils.translation import gettext as _

from ...blocks.data_table import MAX_TEXT
from ...blocks.stat_value import Highlight
from ..document import Document, Heading, LeftOut, text_of
from ..figures.languages import vocabulary_of
from .agreement import doubt_language, notices_on_year, years_of_edition
from .belonging import with_belongings
from .composing import Composer
from .fitting import fit
from .offering import MAX_DOUBTFUL, MAX_FIGURES
from .outline import outline
from .piles import Pile, pile_of
from .plan import MAX_LISTED, MAX_SHARE_TEXT, MAX_TITLE, Kind, Plan, Section
from .pointing import points_of
from .rich import cut, one_line
from .splitting import pair, split
from .suggested import take_suggestions

MOST_KEY_FIGURES = 8
_CONTENTS = re.compile(
    r"(?:table of )?contents|innehåll(?:sförteckning)?|i det här numret|in this (?:issue|report)",
    re.IGNORECASE,
)


def plan_document(document: Document, locale: str, year: int) -> Plan:
    """Decide what becomes of every word of a document."""
    shaped = outline(pair(split(with_belongings(document.parts), locale), locale))
    composer = Composer(locale, years_of_edition(document.text, year))
    plan = composer.plan
    plan.years = composer.offers.edition
    plan.left_out.extend(document.left_out)
    plan.notices.extend(str(notice) for notice in document.notices)
    for index, part in enumerate(shaped.contents):
        composer.offers.page = part.page
        if index == shaped.title and isinstance(part, Heading):
            _set_title(plan, one_line(text_of(part.runs)))
        elif isinstance(part, Heading) and part.level <= shaped.section_level:
            composer.begin_section(part.runs)
        else:
            composer.add(part)
    plan.introduction = "\n\n".join(composer.introduction)
    if not plan.title:
        plan.title_is_ours = True
        with translation.override(locale):
            plan.title = _("Results %(year)d") % {"year": year}
    _place_loose(composer)
    _call_to_share(plan, locale)
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
    doubt_language(plan, document, locale)
    take_suggestions(plan, document, locale)
    plan.notices.extend(notices_on_year(plan, year))
    head_tables(plan)
    _propose_key_figures(plan)
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
    known = composer.offers.known
    figures = [
        figure
        for figure in composer.loose_figures
        if figure.taken or not any(known.has(figure.found, one.id) for one in plan.sections)
    ]
    if figures:
        plan.sections.insert(0, Section(Kind.STATS, figures=figures))
    if composer.loose_links:
        first = next((s for s in plan.sections if s.kind in {Kind.CAMPAIGN, Kind.TEXT}), None)
        if first is None:
            first = Section(Kind.TEXT)
            plan.sections.append(first)
        first.links[:0] = composer.loose_links


def _call_to_share(plan: Plan, locale: str) -> None:
    """Make a last section of a few plain words whose heading asks for it the call to share."""
    last = plan.sections[-1] if plan.sections else Section(Kind.TEXT)
    has_more = last.figures or last.links or last.picture or last.hashtag
    is_plain = all(re.fullmatch(r"<p>[^<]*</p>", piece.html) for piece in last.pieces)
    if last.kind is Kind.CAMPAIGN and is_plain and not has_more:
        asks = vocabulary_of(locale).begins("asks_to_share", last.heading)
        if asks and len("\n\n".join(last.texts)) <= MAX_SHARE_TEXT:
            last.kind = Kind.SHARE


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


def _propose_key_figures(plan: Plan) -> None:
    """Mark what stands by itself in the document, then what comes first in its section."""
    ready = [
        (not figure.taken, place, figure)
        for section in plan.sections
        for place, figure in enumerate(section.figures)
        if pile_of(figure) is Pile.READY
    ]
    ready.sort(key=lambda each: each[:2])
    for _is_told, _place, figure in ready[:MOST_KEY_FIGURES]:
        figure.highlight = Highlight.KEY


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
