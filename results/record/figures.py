"""The figures of a page, as rows for the record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from uuid import UUID

from ..blocks.leaves import as_pk, loaded
from ..blocks.stat import StatBlock
from ..blocks.stat_value import link_wholes
from ..blocks.walking import walk
from ..fields import StreamField
from .indicator import Indicator
from .models import Figure

if TYPE_CHECKING:
    from ..blocks.stat_value import StatValue
    from ..quantities import Quantity


def figures_of(page: Any) -> dict[UUID, Figure]:
    """Return a row, not saved, for each figure that the page shows, by the id of its block.

    Of a page as it comes from the database or a revision: nothing but the figures is built.
    """
    return {
        block_id: figure_of(page, block_id, value, quantity)
        for block_id, value in _values(page)
        if (quantity := value.quantity) is not None
    }


def figure_of(page: Any, block_id: UUID, value: StatValue, quantity: Quantity) -> Figure:
    """Return a row, not saved, for a figure of the page, whose quantity is given."""
    return Figure(
        block_id=block_id,
        translation_key=page.translation_key,
        page_id=page.pk,
        page_type=page._meta.label_lower,
        language_code=page.locale.language_code,
        title=page.title,
        url_path=page.url_path,
        edition_start=page.period_start,
        edition_end=page.period_end,
        **_said(value, quantity, page),
    )


def public_figures(page: Any) -> dict[UUID, Figure]:
    """Return the same for a page as it is in the database, none when it is not public or None."""
    return figures_of(page) if page is not None and page.live else {}


def _values(page: Any) -> Iterator[tuple[UUID, StatValue]]:
    """Yield each figure of the page with its id; one query asks for all indicators."""
    nodes = [
        node
        for field in page._meta.concrete_fields
        if isinstance(field, StreamField)
        for node in walk(field.stream_block, list(getattr(page, field.name).raw_data))
        if isinstance(node.block, StatBlock)
    ]
    keys = {as_pk(node.value.get("indicator")) for node in nodes} - {None}
    with loaded({Indicator: Indicator.objects.in_bulk(keys) if keys else {}}):
        built = [node._replace(value=node.block.to_python(node.value)) for node in nodes]
    for node in link_wholes(built):
        yield UUID(node.identity), node.value


def _said(value: StatValue, quantity: Quantity, page: Any) -> dict[str, Any]:
    whole, period = value.whole, value.period
    start, end = (period.start, period.end) if period else (page.period_start, page.period_end)
    return {
        "label": value.own_label,
        "value": quantity.value,
        "unit": quantity.unit,
        "qualifier": quantity.qualifier,
        "scale": quantity.scale,
        "decimals": quantity.decimals,
        "whole_value": whole and whole.value,
        "whole_label": (value.whole_figure.own_label if whole and value.whole_figure else "")
        or value.get("whole_label")
        or "",
        "whole_block_id": UUID(value["part_of"]) if value.whole_figure else None,
        "indicator": value.get("indicator"),
        "definition_version": value["indicator"].definition_version
        if value.get("indicator")
        else None,
        "period_start": None if value.as_of else start,
        "period_end": None if value.as_of else end,
        "as_of": value.as_of,
    }
