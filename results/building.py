"""Editions made by programs: a body of plain Python values."""

from typing import Any

from wagtail.blocks import StreamValue
from wagtail.models import Page

from .blocks.stored import from_plain
from .models import ResultsPage


def build_body(
    content: list[Any], page_type: type[Page] = ResultsPage, field: str = "body"
) -> StreamValue:
    """Return the stream of plain Python: (type, value) pairs or {type, value, id}, at any depth.

    Raises ValidationError with every mistake and its place (see `results.blocks.stored.from_plain`).
    """
    found = page_type._meta.get_field(field)
    return found.to_python(from_plain(found.stream_block, content, field))
