"""A page's values as form data of the admin."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from wagtail.admin.rich_text import get_rich_text_editor_widget
from wagtail.blocks import Block, ListBlock, RichTextBlock, StreamBlock, StructBlock
from wagtail.fields import RichTextField, StreamField

Field = str | list[str]

# A new page has no comments, and Wagtail's form asks how many there are.
NO_COMMENTS = {
    "comments-TOTAL_FORMS": "0",
    "comments-INITIAL_FORMS": "0",
    "comments-MIN_NUM_FORMS": "0",
    "comments-MAX_NUM_FORMS": "1000",
}


def page_form_data(model: type[Model], values: Mapping[str, Any]) -> dict[str, Field]:
    """Return form data for a new page of this type from values by field name.

    Rich text is given as HTML, a stream as a list of (type, value) or (type, value, id), a picture, page or document by
    its key; block fields that are not given keep their defaults.
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


def _block_data(block: Block, value: Any, prefix: str) -> Iterator[tuple[str, Field]]:
    if isinstance(block, StreamBlock):
        items = value if isinstance(value, list) else [(i.block_type, i.value) for i in value]
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
        yield prefix, block.field.widget.format_value(value)
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
    return "" if value is None else str(value)
