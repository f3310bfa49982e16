"""The figures of an edition, where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail.fields import StreamField

from ..blocks.walking import walk
from ..blocks.wholes import link_wholes

if TYPE_CHECKING:
    from ..blocks.walking import Node


def figure_nodes(page: Any) -> list[Node]:
    """Return the figures of the page's streams in order, each with its whole (see `link_wholes`).

    A path begins with the name of the field.
    """
    fields = (field for field in page._meta.get_fields() if isinstance(field, StreamField))
    return link_wholes(
        node
        for field in fields
        for node in walk(field.stream_block, getattr(page, field.name), (field.name,))
    )
