"""What the browser sends when an editor presses a button in Wagtail's page editor."""

from typing import Any

from wagtail.blocks import Block, BooleanBlock, ListBlock, StreamBlock, StructBlock
from wagtail.fields import StreamField
from wagtail.models import Page

from results.blocks.data_table import Cells, CellsBlock


def page_form_data(page: Page, **buttons: str) -> dict[str, Any]:
    """The fields of the page's form as they are filled in, and the button that was pressed."""
    form = page.get_edit_handler().get_form_class()(instance=page)
    streams = {each.name: each for each in page._meta.fields if isinstance(each, StreamField)}
    data: dict[str, Any] = {}
    for name, field in form.fields.items():
        if name in streams:
            data.update(block_data(name, streams[name].stream_block, getattr(page, name)))
        else:
            data[name] = _sent(field, form.initial.get(name))
    for formset in form.formsets.values():
        prefix = formset.management_form.prefix
        for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS"):
            data[f"{prefix}-{name}"] = "0"
        data[f"{prefix}-MAX_NUM_FORMS"] = "1000"
    return {key: value for key, value in {**data, **buttons}.items() if value is not None}


def block_data(prefix: str, block: Block, value: Any) -> dict[str, Any]:
    """The fields that a block's form sends for the value."""
    if isinstance(block, StreamBlock | ListBlock):
        children = list(value) if isinstance(block, StreamBlock) else list(value.bound_blocks)
        data: dict[str, Any] = {f"{prefix}-count": str(len(children))}
        for index, child in enumerate(children):
            own = f"{prefix}-{index}"
            data |= {f"{own}-deleted": "", f"{own}-order": str(index), f"{own}-id": str(child.id)}
            if isinstance(block, StreamBlock):
                data[f"{own}-type"] = child.block_type
            data |= block_data(f"{own}-value", child.block, child.value)
        return data
    if isinstance(block, StructBlock):
        data = {}
        for name, child_block in block.child_blocks.items():
            data |= block_data(f"{prefix}-{name}", child_block, value.get(name))
        return data
    if isinstance(block, CellsBlock):
        return table_data(prefix, value)
    if isinstance(block, BooleanBlock):
        return {prefix: "on"} if value else {}
    sent = _sent(block.field, block.value_for_form(value))
    return {} if sent is None else {prefix: sent}


def table_data(prefix: str, table: Cells) -> dict[str, Any]:
    """The fields that the form of a table sends."""
    data: dict[str, Any] = {
        f"{prefix}-caption": table.caption,
        f"{prefix}-column-count": str(len(table.columns)),
        f"{prefix}-row-count": str(len(table.row_data)),
    }
    for index, column in enumerate(table.columns):
        own = f"{prefix}-column-{index}"
        data |= {f"{own}-deleted": "", f"{own}-order": str(index)}
        data |= {f"{own}-type": column["block"].name, f"{own}-heading": column["heading"]}
    for index, row in enumerate(table.row_data):
        own = f"{prefix}-row-{index}"
        data |= {f"{own}-deleted": "", f"{own}-order": str(index)}
        for place, (column, cell) in enumerate(zip(table.columns, row["values"], strict=True)):
            data |= block_data(f"{prefix}-cell-{index}-{place}", column["block"], cell)
    return data


def _sent(field: Any, value: Any) -> Any:
    prepared = field.prepare_value(value)
    if isinstance(prepared, bool):
        return "on" if prepared else None
    if isinstance(prepared, list | tuple):
        return [str(item) for item in prepared]
    formatted = field.widget.format_value(prepared)
    return "" if formatted is None else formatted
