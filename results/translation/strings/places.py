"""How long a text may be at its place."""

from typing import Any

from django.core.exceptions import FieldDoesNotExist

from wagtail.blocks import RichTextBlock
from wagtail.fields import StreamField

from ...blocks.cells import MAX_TEXT, CellsBlock


def longest_at(page: Any, path: str) -> int | None:
    """Return how many characters fit at a place of the page, None for any number.

    Rich text is split into strings, whose sum is not known here.
    """
    name, *steps = path.split(".")
    try:
        field = page._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    if isinstance(field, StreamField):
        bound = field.stream_block.get_block_by_content_path(getattr(page, name), steps)
        if bound is None or isinstance(bound.block, RichTextBlock):
            return None
        if isinstance(bound.block, CellsBlock):
            return MAX_TEXT
        field = getattr(bound.block, "field", None)
    limit = getattr(field, "max_length", None)
    return limit if isinstance(limit, int) else None
