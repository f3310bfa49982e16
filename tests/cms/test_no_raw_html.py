"""Nobody can put HTML of their own into a page."""

from collections.abc import Iterator

from django.apps import apps

from wagtail import blocks
from wagtail.fields import StreamField

import pytest


def all_blocks(block: blocks.Block) -> Iterator[blocks.Block]:
    yield block
    if isinstance(block, blocks.ListBlock):
        yield from all_blocks(block.child_block)
    for child in getattr(block, "child_blocks", {}).values():
        yield from all_blocks(child)


STREAMS = [
    pytest.param(field, id=f"{model._meta.label}.{field.name}")
    for model in apps.get_models()
    for field in model._meta.get_fields()
    if isinstance(field, StreamField)
]


def test_there_are_streams_to_look_at() -> None:
    assert STREAMS


@pytest.mark.parametrize("field", STREAMS)
def test_no_block_takes_raw_html(field: StreamField) -> None:
    assert not [
        block for block in all_blocks(field.stream_block) if isinstance(block, blocks.RawHTMLBlock)
    ]
