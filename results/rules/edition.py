"""The rules of an edition."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from ..blocks.chart import ChartValue
from ..blocks.stat_value import Highlight, StatValue
from ..blocks.walking import walk
from ..drawing.chart import Refusal
from ..issues import Issue, Stage, warning
from ..reading import PageReading
from . import Rule, rule
from .care import care_of_edition
from .changes import explained_changes
from .main_points import main_point_figures, said_numbers
from .open_points import open_points
from .period import period, period_taken, publication_date
from .plausibility import fitting_texts
from .streams import streams

if TYPE_CHECKING:
    from ..content import EditionContent

MISSING_TARGETS = {
    "page": _("A linked page is deleted or not published, so the link is left out."),
    "document": _("A linked document is deleted or not public, so the link is left out."),
    "indicator": _("The chosen indicator is deleted, so the figure is shown without it."),
    "image": _("The chosen picture is deleted or not public, so it is left out."),
}


@rule(Stage.SAVING)
def free_address(content: EditionContent) -> Iterator[Issue]:
    """Yield an error for an address that belongs to the program."""
    page = content.page
    if page.slug in page.reserved_slugs:
        yield Issue(_("This address is reserved. Choose another one."), "slug_reserved", ("slug",))


@rule()
def some_content(content: EditionContent) -> Iterator[Issue]:
    """Yield a warning for an empty body."""
    page = content.page
    if not page.body:
        yield warning(_("There is nothing in the body yet."), "body_empty", ("body",))


@rule()
def reachable_targets(content: EditionContent) -> Iterator[Issue]:
    """Yield a warning for each page, document, image or indicator that visitors cannot reach yet."""
    page = content.page
    if page.locale_id:
        for kind, path in PageReading.of(page).missing():
            yield warning(MISSING_TARGETS[kind], f"{kind}_missing", path)


@rule()
def drawable_charts(content: EditionContent) -> Iterator[Issue]:
    """Yield a warning for each chart that is left out because it cannot be drawn exactly."""
    page = content.page
    nodes = walk(page.body.stream_block, page.body, ("body",))
    charts = [node for node in nodes if isinstance(node.value, ChartValue)]
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
    page = content.page
    leads = 0
    closed = set()
    for node in walk(page.body.stream_block, page.body, ("body",)):
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
