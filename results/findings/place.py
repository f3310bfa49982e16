"""Where in a page something is, in words."""

from __future__ import annotations

from typing import Any

from django.utils.text import capfirst

from wagtail.fields import StreamField


def place_of(page: Any, path: tuple[str, ...]) -> str:
    """Where in the page something is, in words: "Body › Piece of work › Heading"."""
    if not path:
        return ""
    field = page._meta.get_field(path[0])
    names = [capfirst(field.verbose_name)]
    if isinstance(field, StreamField):
        stream = getattr(page, field.name)
        for end in range(2, len(path) + 1):
            bound = field.stream_block.get_block_by_content_path(stream, list(path[1:end]))
            if bound is None:
                break
            names.append(str(bound.block.label))
    return " › ".join(str(name) for name in names)
