"""The place in a page that a path leads to: in words, and in its form."""

from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext_lazy as _

from wagtail.blocks import ListBlock, StreamBlock, StructValue
from wagtail.fields import StreamField

from ..blocks.data_table import Cells
from ..blocks.stat_value import StatValue
from ..blocks.walking import is_block_id
from ..quantities import format_quantity
from ..quantities.formatting import active_language


def describe_path(page: Any, path: tuple[str, ...], text: int | None = None) -> str:
    """Return a place in the page as a person names it: "Campaign “Forum” › Figure 6 558 › label".

    A block is distinguished from its likes by its heading, or by what it counts. `text` is the number
    of the text among those at the path, from 0: "Table “Reports” › row 3 › column 2016". Stops at the
    block around a missing one; "" for an unknown field.
    """
    field = _field_of(page, path)
    if field is None:
        return ""
    blocks = list(_blocks(page, path))
    if not blocks:
        return str(capfirst(field.verbose_name))
    *around, last = blocks
    # What holds others has no name of its own for a person.
    named = [each for each in around if not isinstance(each.block, ListBlock | StreamBlock)]
    names = [_name(bound) for bound in named]
    if isinstance(last.value, Cells) and text is not None:
        names += last.value.places[text] if text < len(last.value.places) else []
    else:
        names.append(_name(last))
    return " › ".join(names)


def _name(bound: Any) -> str:
    label, value = str(bound.block.label), bound.value
    if not isinstance(value, StructValue):
        # Nouns keep their capital in German.
        return label if active_language().startswith("de") else label[:1].lower() + label[1:]
    if isinstance(value, StatValue) and (quantity := value.quantity):
        return f"{label} {format_quantity(quantity, active_language())}"
    table = value.get("table")
    own = table.caption if isinstance(table, Cells) else value.get("heading") or value.get("label")
    if own:
        return str(_("%(block)s “%(name)s”") % {"block": label, "name": Truncator(own).chars(60)})
    return label


def anchor_at(page: Any, path: tuple[str, ...]) -> str:
    """Return the URL fragment of a place in the page form, or "".

    Wagtail's "block-<id>-section" for the innermost stream item, the input for other fields; of
    streams and choosers, whose inputs are hidden, what stands for it.
    """
    field = _field_of(page, path)
    if field is None:
        return ""
    if ids := [step for step in path[1:] if is_block_id(step)]:
        return f"block-{ids[-1]}-section"
    if isinstance(field, StreamField):
        return str(field.name)
    return f"id_{field.name}-chooser" if field.is_relation else f"id_{field.name}"


def existing_path(page: Any, path: tuple[str, ...]) -> tuple[str, ...]:
    """Return the path, cut before the first block that is gone."""
    if _field_of(page, path) is None:
        return ()
    return path[: 1 + len(list(_blocks(page, path)))]


def path_exists(page: Any, path: tuple[str, ...]) -> bool:
    """Whether the whole path still exists in the page."""
    return bool(path) and existing_path(page, path) == path


def _field_of(page: Any, path: tuple[str, ...]) -> Any:
    try:
        field = page._meta.get_field(path[0]) if path else None
    except FieldDoesNotExist:
        return None
    # What others keep about the page is no field of its form, and has no name to be shown.
    return field if hasattr(field, "verbose_name") else None


def _blocks(page: Any, path: tuple[str, ...]) -> Any:
    field = _field_of(page, path)
    if not isinstance(field, StreamField):
        return
    stream = getattr(page, field.name)
    for end in range(2, len(path) + 1):
        bound = field.stream_block.get_block_by_content_path(stream, list(path[1:end]))
        if bound is None:
            return
        yield bound
