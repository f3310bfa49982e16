"""Where in a page something is, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import FieldDoesNotExist
from django.utils.text import capfirst

from wagtail.fields import StreamField

if TYPE_CHECKING:
    from .finding import Finding


def place_of(page: Any, path: tuple[str, ...]) -> str:
    """Where in the page something is, in words: "Body › Piece of work › Heading".

    As far as the path leads: "" for a field that the page has not, the block around one that is
    gone.
    """
    field = _field_of(page, path)
    if field is None:
        return ""
    names = [capfirst(field.verbose_name), *(bound.block.label for bound in _blocks(page, path))]
    return " › ".join(str(name) for name in names)


def anchor_of(page: Any, finding: Finding) -> str:
    """The fragment that leads to the finding's place in the page form, or "".

    `Finding.block_anchor`, but for fields whose input nobody sees: streams and choosers.
    """
    field = _field_of(page, finding.path)
    if field is None:
        return ""
    if finding.block_anchor != f"id_{field.name}":
        return finding.block_anchor
    if isinstance(field, StreamField):
        return str(field.name)
    return f"{finding.block_anchor}-chooser" if field.is_relation else finding.block_anchor


def nearest(page: Any, path: tuple[str, ...]) -> tuple[str, ...]:
    """The path as far as it leads somewhere in the page: shorter where a block on it is gone."""
    if _field_of(page, path) is None:
        return ()
    return path[: 1 + len(list(_blocks(page, path)))]


def is_there(page: Any, path: tuple[str, ...]) -> bool:
    """Whether the path leads to something in the page; not when a block on it is gone."""
    return bool(path) and nearest(page, path) == path


def _field_of(page: Any, path: tuple[str, ...]) -> Any:
    try:
        field = page._meta.get_field(path[0]) if path else None
    except FieldDoesNotExist:
        return None
    # What others keep about the page is no field of its form, and has no name to be shown.
    return field if hasattr(field, "verbose_name") else None


def _blocks(page: Any, path: tuple[str, ...]) -> Any:
    """Yield the blocks on the way, from the outermost on, as far as there are any."""
    field = _field_of(page, path)
    if not isinstance(field, StreamField):
        return
    stream = getattr(page, field.name)
    for end in range(2, len(path) + 1):
        bound = field.stream_block.get_block_by_content_path(stream, list(path[1:end]))
        if bound is None:
            return
        yield bound
