"""A page's values as form data of the admin."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from wagtail.admin.rich_text import get_rich_text_editor_widget
from wagtail.blocks import Block, ListBlock, RichTextBlock, StreamBlock, StreamValue, StructBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.rich_text import RichText

from results.quantities import format_for_input

Field = str | list[str]

# A new page has no comments, and Wagtail's form asks how many there are.
NO_COMMENTS = {
    "comments-TOTAL_FORMS": "0",
    "comments-INITIAL_FORMS": "0",
    "comments-MIN_NUM_FORMS": "0",
    "comments-MAX_NUM_FORMS": "1000",
}


def page_form_data(model: type[Model], values: Mapping[str, Any]) -> dict[str, Field]:
    """Return form data for a page of this type from values by field name.

    Rich text is given as HTML, a stream as a list of (type, value) or (type, value, id), a picture, page or document by
    its key, or each as a page has it; block fields that are not given keep their defaults.
    """
    data: dict[str, Field] = dict(NO_COMMENTS)
    for name, value in values.items():
        field = model._meta.get_field(name)
        if isinstance(field, StreamField):
            data.update(_block_data(field.stream_block, value, name))
        elif isinstance(field, RichTextField):
            widget = get_rich_text_editor_widget(field.editor, features=field.features)
            data[name] = widget.format_value(value)
        else:
            data[name] = _text(value)
    return data


def create_address_names(model: type[Model]) -> tuple[str, str]:
    """Return app label and model name, which identify a page type in admin URLs."""
    kind = ContentType.objects.get_for_model(model)
    return kind.app_label, kind.model


def _as_given(item: StreamValue.StreamChild) -> tuple[str, Any, str]:
    """Return a block of a page's stream in the form in which streams are given here."""
    return item.block_type, item.value, item.id or ""


def children_data(name: str, rows: list[dict[str, Any]]) -> dict[str, Field]:
    """Return form data for new children of a page or snippet, such as the targets of an indicator."""
    data: dict[str, Field] = {f"{name}-TOTAL_FORMS": str(len(rows)), f"{name}-INITIAL_FORMS": "0"}
    for index, row in enumerate(rows):
        data |= {f"{name}-{index}-{field}": _text(value) for field, value in row.items()}
        data |= {f"{name}-{index}-ORDER": str(index + 1)}
    return data


def _block_data(block: Block, value: Any, prefix: str) -> Iterator[tuple[str, Field]]:
    if isinstance(block, StreamBlock):
        items = value if isinstance(value, list) else list(map(_as_given, value))
        yield f"{prefix}-count", str(len(items))
        for index, (kind, child, *own_id) in enumerate(items):
            yield f"{prefix}-{index}-id", "".join(own_id)
            yield f"{prefix}-{index}-type", kind
            yield f"{prefix}-{index}-order", str(index)
            yield f"{prefix}-{index}-deleted", ""
            yield from _block_data(block.child_blocks[kind], child, f"{prefix}-{index}-value")
    elif isinstance(block, ListBlock):
        yield from _list_data(block, value, prefix)
    elif isinstance(block, StructBlock):
        unknown = value.keys() - block.child_blocks.keys()
        if unknown:
            raise KeyError(f"{prefix}: {', '.join(sorted(unknown))}")
        for name, child in block.child_blocks.items():
            given = value[name] if name in value else child.get_default()
            yield from _block_data(child, given, f"{prefix}-{name}")
    elif isinstance(block, RichTextBlock):
        html = value.source if isinstance(value, RichText) else value
        yield prefix, block.field.widget.format_value(html)
    elif isinstance(value, bool):
        # A box that is not ticked sends nothing.
        if value:
            yield prefix, "on"
    else:
        yield prefix, _text(value)


def _list_data(block: ListBlock, value: Any, prefix: str) -> Iterator[tuple[str, Field]]:
    yield f"{prefix}-count", str(len(value))
    for index, child in enumerate(value):
        yield f"{prefix}-{index}-order", str(index)
        yield f"{prefix}-{index}-deleted", ""
        yield from _block_data(block.child_block, child, f"{prefix}-{index}-value")


def _text(value: Any) -> Field:
    if isinstance(value, (list, tuple)):
        return [str(item) for item in value]
    if isinstance(value, Decimal):
        return format_for_input(value, settings.LANGUAGE_CODE)
    return "" if value is None else str(getattr(value, "pk", value))
