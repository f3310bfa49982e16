"""Copy what is not prose from a page to its translation, by the ids of blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models

from wagtail.blocks import ListBlock, StreamBlock, StructBlock
from wagtail.fields import StreamField
from wagtail.models import Page

from ..blocks.walking import items_of
from .treatment import Treatment, by_type, of_child

if TYPE_CHECKING:
    from wagtail.blocks import Block

# What is translated, can be replaced, or says where the page stands is not copied.
_NOT_COPIED = (models.ForeignKey, models.FileField, models.JSONField, models.ManyToManyField)


def sync_figures(source: Any, target: Any) -> bool:
    """Copy the figures of `source` to `target`, a page of the same type; return whether it changed.

    These are the page's own numbers, dates, choices and booleans, the texts that its type names in
    `follows_source`, and, in every block that both pages have, each child that is neither prose nor
    replaceable. Blocks that only one of the pages has stay as they are.
    """
    changed = False
    for field in _own_fields(type(source)):
        if isinstance(field, StreamField):
            streams = getattr(source, field.name), getattr(target, field.name)
            changed |= _sync(field.stream_block, *streams)
        elif _follows(source, field):
            value = getattr(source, field.attname)
            if getattr(target, field.attname) != value:
                setattr(target, field.attname, value)
                changed = True
    return changed


def _own_fields(model: Any) -> list[Any]:
    inherited = {field.name for field in Page._meta.get_fields()}
    return [
        field
        for field in model._meta.concrete_fields
        if field.name not in inherited and not field.primary_key and field.editable
    ]


def _follows(page: Any, field: models.Field[Any, Any]) -> bool:
    if field.name in getattr(type(page), "follows_source", ()):
        return True
    if isinstance(field, _NOT_COPIED):
        return False
    is_text = isinstance(field, models.CharField | models.TextField)
    return bool(field.choices) or not is_text


def _sync(block: Block, source: Any, target: Any) -> bool:
    """Copy the figures of a struct, a stream or a list; return whether `target` changed."""
    if source is None or target is None:
        return False
    if isinstance(block, StructBlock):
        return _sync_struct(block, source, target)
    return _sync_items(items_of(source), items_of(target))


def _sync_struct(block: Block, source: Any, target: Any) -> bool:
    changed = False
    for name, child in block.child_blocks.items():
        if isinstance(child, StructBlock | StreamBlock) or _holds_structs(child):
            changed |= _sync(child, source.get(name), target.get(name))
        elif of_child(block, name) is Treatment.SYNC:
            value = source.get(name)
            if child.get_prep_value(target.get(name)) != child.get_prep_value(value):
                target[name] = value
                changed = True
    return changed


def _holds_structs(block: Block) -> bool:
    containers = StructBlock | StreamBlock | ListBlock
    return isinstance(block, ListBlock) and isinstance(block.child_block, containers)


def _sync_items(source: Any, target: Any) -> bool:
    by_id = {item.id: item for item in source}
    changed = False
    for item in target:
        other = by_id.get(item.id)
        if other is None or other.block.name != item.block.name:
            continue
        if isinstance(item.block, StructBlock | StreamBlock | ListBlock):
            changed |= _sync(item.block, other.value, item.value)
        elif by_type(item.block) is Treatment.SYNC and (
            item.block.get_prep_value(item.value) != item.block.get_prep_value(other.value)
        ):
            item.value = other.value
            changed = True
    return changed
