"""Add wagtail-localize's hooks to blocks, fields and page types."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist, ObjectDoesNotExist
from django.db.models import ForeignKey

from wagtail.blocks import ListBlock
from wagtail.fields import StreamField
from wagtail.models import Page, TranslatableMixin
from wagtail_localize.fields import SynchronizedField, TranslatableField
from wagtail_localize.views.edit_translation import FieldHasNoEditPanelError

from ...blocks import ResultsStructBlock
from ...models import Indicator
from ...publishing import PublishingMixin
from ...record.indicator import NUMBERS, TEXTS
from .extracting import Segment, extract
from .restoring import restore

if TYPE_CHECKING:
    from wagtail.blocks import Block

OURS = PublishingMixin
# What wagtail-localize stumbles over when a block, a child or a field is no longer there.
MISSING = (AttributeError, FieldDoesNotExist, IndexError, KeyError)


def join() -> None:
    """Add the hooks to the base of our blocks, each stream with one, our page types, the indicator."""
    our_blocks: Any = ResultsStructBlock
    our_blocks.get_translatable_segments = _segments
    our_blocks.restore_translated_segments = restore
    for stream in streams():
        # All of it, stock blocks beside ours included.
        stream.get_translatable_segments = partial(_segments, stream.stream_block)
        stream.restore_translated_segments = partial(restore, stream.stream_block)
    for model in apps.get_models():
        if issubclass(model, OURS):
            _synchronise(model)
            for field in model._meta.get_fields():
                if isinstance(field, ForeignKey) and not _is_translated(field):
                    _join_reference(field)
    Indicator.translatable_fields = [
        *(TranslatableField(name) for name in TEXTS),
        SynchronizedField("slug"),
        *(SynchronizedField(name, overridable=False) for name in (*NUMBERS, "targets")),
    ]


def streams() -> Iterator[StreamField]:
    """Yield every StreamField of our page types, and every other one with a block of ours."""
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, StreamField) and (
                issubclass(model, OURS)
                or any(
                    isinstance(block, ResultsStructBlock)
                    for block in definitions(field.stream_block)
                )
            ):
                yield field


def definitions(block: Block) -> Iterator[Block]:
    """Yield a block definition and all definitions below it."""
    yield block
    if isinstance(block, ListBlock):
        yield from definitions(block.child_block)
    for child in getattr(block, "child_blocks", {}).values():
        yield from definitions(child)


def _segments(block: Block, value: Any) -> list[Segment]:
    return list(extract(block, value))


def _join_reference(field: Any) -> None:
    """Fall back to the source's picture or document if the replacement has been deleted."""

    def restore_translated_segments(value: Any, segments: list[Segment]) -> Any:
        for key in (segments[0].data, value):
            try:
                return field.related_model._default_manager.get(pk=key)
            except (ObjectDoesNotExist, TypeError, ValueError):
                continue
        return None

    field.restore_translated_segments = restore_translated_segments


def _is_translated(field: ForeignKey[Any, Any]) -> bool:
    model = field.related_model
    return issubclass(model, TranslatableMixin) and not issubclass(model, Page)


def _synchronise(model: Any) -> None:
    """Keep the same slug in all languages until a translator chooses another one.

    wagtail-localize would offer it for translation like a sentence, and change the page's address
    whenever it falls back to the source's slug. The same goes for the text fields that the page
    type names in `follows_source`, such as telephone numbers.
    """
    declared = list(getattr(model, "override_translatable_fields", []))
    known = {field.field_name for field in declared}
    names = ("slug", *getattr(model, "follows_source", ()))
    model.override_translatable_fields = [
        *declared,
        *(SynchronizedField(name) for name in names if name not in known),
    ]


def passing_over(locate: Callable[..., Any]) -> Callable[..., Any]:
    """Let the editor leave out a text whose block is gone, instead of failing.

    It does so already for a text whose field has no panel. The next synchronisation of the source
    removes such a text; a migration with `migrate_translation_sources` keeps it.
    """

    def get_segment_location_info(*args: Any, **options: Any) -> Any:
        try:
            return locate(*args, **options)
        except MISSING as error:
            raise FieldHasNoEditPanelError from error

    return get_segment_location_info
