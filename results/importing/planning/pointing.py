"""What an editor still has to do before the edition can be published."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from ...blocks.media import says_nothing
from ...quantities import format_number
from ...quantities.formatting import active_language
from .data_table import PlannedTable
from .linking import target_field
from .plan import Kind, Plan, PlannedFigure, PlannedLink, Point, Section


def points_of(plan: Plan) -> list[Point]:
    """What is missing or doubtful in the plan, in the order of the page."""
    points = []
    if plan.title_is_ours:
        points.append(Point(_("Give the edition a title: the document has none."), ("title",)))
    first, last = plan.years
    if first != last:
        text = _("Set the period: the document covers %(first)d/%(last)02d.")
        points.append(Point(text % {"first": first, "last": last % 100}, ("period_start",)))
    if plan.hero and not plan.hero.alt:
        points.append(Point(_("Describe the main image."), ("hero_alt_text",)))
    for section in plan.sections:
        path = ("body", section.id)
        points.extend(_points_of_section(section, path))
        for figure in section.figures:
            # What is ready leaves nothing open, and what is not is not taken.
            if figure.is_decided:
                points.extend(_points_of_figure(figure, (*path, "stats", figure.id)))
        for link in section.links:
            points.extend(_points_of_link(link, (*path, "links", link.id)))
    return points


def _points_of_section(section: Section, path: tuple[str, ...]) -> Iterator[Point]:
    if section.block is Kind.CAMPAIGN and not section.pieces:
        yield Point(
            _("Write a text for “%(heading)s”.") % {"heading": section.heading}, (*path, "text")
        )
    if section.kind is Kind.TEXT and not section.pieces:
        yield Point(_("Write a text above the links."), (*path, "text"))
    if section.kind is Kind.QUOTE and not section.name:
        yield Point(
            _("Say who said: “%(words)s”") % {"words": _short(section.texts[0])}, (*path, "name")
        )
    if section.table is not None:
        yield from _points_of_table(section.table, (*path, "table"))
    if section.kind is Kind.VIDEO and not section.links[0].text:
        yield Point(_("Give the film a title."), (*path, "title"))
    if section.picture and not section.picture.alt:
        place = (*path, "alt_text") if section.kind is Kind.IMAGE else (*path, "image", "alt_text")
        yield Point(_("Describe the picture."), place)


def _points_of_table(table: PlannedTable, path: tuple[str, ...]) -> Iterator[Point]:
    if table.doubtful is not None:
        value, other = table.doubtful
        yield Point(
            _("Check the numbers of the table: %(value)s can also be read as %(other)s.")
            % {"value": value, "other": _written(other)},
            path,
        )
    for number, name in enumerate(table.names[1:], start=2):
        if not name:
            yield Point(_("Column %(number)d needs a heading.") % {"number": number}, path)


def _written(value: Decimal) -> str:
    """The number in the language of whoever reads the point."""
    return format_number(value, active_language())


def _points_of_figure(figure: PlannedFigure, path: tuple[str, ...]) -> Iterator[Point]:
    found = figure.found
    value = _written(found.value)
    if not found.label:
        yield Point(
            _("Say what %(value)s counts: “%(context)s”")
            % {"value": value, "context": _short(found.context)},
            (*path, "label"),
        )
    if found.whole is not None and not found.whole_label:
        yield Point(
            _("Say what %(whole)s counts, of which %(value)s is a part.")
            % {"whole": _written(found.whole), "value": value},
            (*path, "whole_label"),
        )


def _points_of_link(link: PlannedLink, path: tuple[str, ...]) -> Iterator[Point]:
    if not link.target:
        yield Point(_("Choose where the link “%(text)s” leads.") % {"text": link.text}, path)
    elif target_field(link.target) is None:
        yield Point(
            _("Choose where the link “%(text)s” leads: in the document it led to %(address)s.")
            % {"text": link.text, "address": link.target[:200]},
            path,
        )
    if says_nothing(link.text):
        yield Point(
            _("Write a text for the link “%(text)s” that says where it leads.")
            % {"text": link.text},
            path,
        )


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:77].rstrip()}…"
