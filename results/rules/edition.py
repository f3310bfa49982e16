"""The rules of an edition: completeness, main points, care."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from ..blocks import HelplineBlock
from ..blocks.sections import ChartValue
from ..blocks.stat_value import Highlight, StatValue
from ..blocks.walking import Node, walk
from ..content import EditionContent
from ..issues import Issue, Stage, incomplete, warning
from ..quantities import Change
from ..quantities.chart import Refusal
from ..quantities.parsing import values_in
from ..quantities.quantity import EXACT
from ..reading import PageReading
from ..record.over_time import comparisons
from . import Rule, rule
from .changes import explained_changes
from .page import open_points, period, period_taken, publication_date, streams
from .plausibility import SMALLEST, fitting_texts


def body_of(page: Any) -> Iterator[Node]:
    """Yield all that lies in the body of a page."""
    return walk(page.body.stream_block, page.body, ("body",))


@rule()
def care_of_index(content: EditionContent) -> Iterator[Issue]:
    """Yield what the index page lacks although it has a content notice."""
    yield from missing_care(content.page)


@rule()
def care_of_edition(content: EditionContent) -> Iterator[Issue]:
    """Yield what the index page above lacks although it or the edition has a content notice."""
    page = content.page
    index = page.index_page and page.index_page.specific
    if hasattr(index, "ways_to_help"):
        yield from missing_care(index, page)


def missing_care(index: Any, edition: Any = None) -> Iterator[Issue]:
    """Yield a warning for each thing that an index page lacks although its content is hard to read.

    It is when the index page has a content notice, or a part of the edition has one.
    """
    nodes = list(body_of(edition)) if edition else []
    if not index.content_notice and not any(
        getattr(node.value, "has_content_notice", False) for node in nodes
    ):
        if index.leave_url:
            yield warning(
                _("Readers can leave quickly, but no content notice says why they might want to."),
                "content_notice_missing",
                ("content_notice",),
            )
        return
    has_helpline = any(isinstance(node.block, HelplineBlock) for node in nodes)
    if not index.ways_to_help and not has_helpline:
        yield warning(
            _("The content may be distressing, and the results index page names no way to help."),
            "ways_to_help_missing",
            ("ways_to_help",),
        )
    if not index.leave_url:
        yield warning(
            _("The content may be distressing, and the results index page has no way to leave."),
            "leave_url_missing",
            ("leave_url",),
        )


YEARS = range(1900, 2101)


@rule(Stage.PUBLISHING)
def main_point_figures(content: EditionContent) -> Iterator[Issue]:
    """Yield an error for each main point whose figure is deleted or used by another one."""
    known = {figure.block_id for figure in content.stats}
    for point in content.page.main_points:
        figure = point.value["figure"]
        if figure and figure not in known:
            yield incomplete(
                _("Choose the figure: it is not on this page, or another main point uses it."),
                "main_point_figure",
                ("main_points", point.id, "figure"),
            )
        known.discard(figure)


@rule()
def said_numbers(content: EditionContent) -> Iterator[Issue]:
    """Yield a warning for each number of a main point with a figure that the figures do not say.

    They say their values, wholes and shares, and their changes in numbers and per cent, rounded or
    not. Years and small whole numbers are too often something else.
    """
    page = content.page
    points = [point for point in page.main_points if page.period and point.value["figure"]]
    known = set(_said(content)) if points else set()
    for point in points:
        text = point.value["text"]
        for number in values_in(text, page.locale.language_code):
            words = text[number.start : number.end]
            is_year = words.isdigit() and int(words) in YEARS
            is_small = words.isdigit() and abs(number.value) < SMALLEST
            is_said = any(
                each.quantize(number.value, context=EXACT) == number.value for each in known
            )
            if is_year or is_small or is_said:
                continue
            yield warning(
                _("“%(words)s” does not match the figures of this page.") % {"words": words},
                "main_point_number",
                ("main_points", point.id, "text"),
            )


def _said(content: EditionContent) -> Iterator[Decimal]:
    for figure in content.stats:
        yield from (each.value for each in (figure.quantity, figure.whole) if each)
        if figure.share is not None:
            yield figure.share
    for found in comparisons(content.page, content.stats).values():
        for change in (found.previous, found.baseline):
            if isinstance(change, Change):
                yield from (abs(change.absolute), change.earlier.quantity.value)
                if isinstance(change.relative, Decimal):
                    yield abs(change.relative)


MISSING_TARGETS = {
    "page": _("A linked page is deleted or not published, so the link is left out."),
    "document": _("A linked document is deleted or not public, so the link is left out."),
    "indicator": _("The chosen indicator is deleted, so the figure is shown without it."),
    "image": _("The chosen picture is deleted or not public, so it is left out."),
}


@rule(Stage.SAVING)
def free_address(content: EditionContent) -> Iterator[Issue]:
    """Yield an error for an address that belongs to the program."""
    if content.page.slug in content.page.reserved_slugs:
        yield Issue(_("This address is reserved. Choose another one."), "slug_reserved", ("slug",))


@rule()
def some_content(content: EditionContent) -> Iterator[Issue]:
    """Yield a warning for an empty body."""
    if not content.page.body:
        yield warning(_("There is nothing in the body yet."), "body_empty", ("body",))


@rule()
def reachable_targets(content: EditionContent) -> Iterator[Issue]:
    """Yield a warning for each page, document, image or indicator that visitors cannot reach yet."""
    if content.page.locale_id:
        for kind, path in PageReading.of(content.page).missing():
            yield warning(MISSING_TARGETS[kind], f"{kind}_missing", path)


@rule()
def drawable_charts(content: EditionContent) -> Iterator[Issue]:
    """Yield a warning for each chart that is left out because it cannot be drawn exactly."""
    page = content.page
    charts = [node for node in body_of(page) if isinstance(node.value, ChartValue)]
    if not charts or not page.locale_id or page.period is None:
        return
    reading = PageReading.of(page)
    for node in charts:
        refusal = reading.chart(node.value)
        if isinstance(refusal, Refusal):
            yield warning(
                _("The chart is left out. %(reason)s") % {"reason": refusal.label},
                "chart_not_drawn",
                (*node.path, "chart_type"),
            )


@rule()
def key_figures(content: EditionContent) -> Iterator[Issue]:
    """Yield a warning for each extra lead figure and each key figure in a collapsed part."""
    leads = 0
    closed = set()
    for node in body_of(content.page):
        if getattr(node.value, "is_collapsed", False):
            closed.add(node.path)
        if not isinstance(node.value, StatValue) or node.value.highlight is Highlight.NONE:
            continue
        path = (*node.path, "highlight")
        if node.value.highlight is Highlight.LEAD:
            leads += 1
            if leads > 1:
                yield warning(
                    _("There is already a lead figure; this one is shown beside it."),
                    "lead_twice",
                    path,
                )
        if node.is_within(closed):
            yield warning(
                _("This key figure is shown at the top of the page, while its own part is closed."),
                "key_figure_closed",
                path,
            )


EDITION: tuple[Rule, ...] = (
    period,
    publication_date,
    free_address,
    open_points,
    some_content,
    streams,
    key_figures,
    main_point_figures,
    explained_changes,
    period_taken,
    care_of_edition,
    drawable_charts,
    fitting_texts,
    said_numbers,
    reachable_targets,
)
