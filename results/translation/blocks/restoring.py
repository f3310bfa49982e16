"""Restore a value from its translated segments.

The value is a copy of the source's for this translation, and is changed in place. What cannot be
restored, such as a replacement that has been deleted, stays as in the source.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from contextlib import AbstractContextManager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist

from wagtail.blocks import ChooserBlock, ListBlock, RichTextBlock, StreamBlock, StructBlock
from wagtail.images.blocks import ImageBlock
from wagtail_localize.segments import (
    OverridableSegmentValue,
    RelatedObjectSegmentValue,
    TemplateSegmentValue,
)
from wagtail_localize.segments.ingest import organise_template_segments
from wagtail_localize.strings import restore_strings

from ...blocks.cells import Cells
from ...blocks.walking import items_of
from ...context import during
from ...sync.treatment import answers_for_itself

if TYPE_CHECKING:
    from wagtail.blocks import Block
    from wagtail.models import Locale

    from .extracting import Segment

# Translations of snippets by the pk of their content type and their translation key.
Snippets = dict[tuple[int, UUID], Any]

# wagtail-localize gives a block its segments, but not the language, in which a chooser of
# translatable snippets finds the snippet's translation.
_target: ContextVar[tuple[Locale, Snippets] | None] = ContextVar("target_locale", default=None)
HOOK = "restore_translated_segments"


def restoring_into(
    locale: Locale, snippets: Snippets | None = None
) -> AbstractContextManager[None]:
    """Set the target language for the blocks that are restored within.

    `snippets` are the translations that are known already.
    """
    return during(_target, (locale, snippets or {}))


def translated_snippets(segments: Iterable[Segment], locale: Locale) -> Snippets:
    """Return the translations that there are of the snippets in the segments; a query for each model."""
    keys: defaultdict[Any, set[UUID]] = defaultdict(set)
    for segment in segments:
        if isinstance(segment, RelatedObjectSegmentValue):
            keys[segment.content_type].add(segment.translation_key)
    return {
        (content_type.pk, found.translation_key): found
        for content_type, wanted in keys.items()
        for found in content_type.model_class()._default_manager.filter(
            locale=locale, translation_key__in=wanted
        )
    }


def restore(block: Block, value: Any, segments: Iterable[Segment]) -> Any:
    """Return the value with its translated segments in place."""
    given = list(segments)
    if value is None:
        return None
    if isinstance(block, ImageBlock):
        return _restored_image(block, value, given)
    if answers_for_itself(block, HOOK):
        return block.restore_translated_segments(value, given) if given else value
    if isinstance(block, StructBlock):
        by_name = _by_first_step(given)
        for name, child in block.child_blocks.items():
            if name in value:
                value[name] = restore(child, value[name], by_name[name])
        return value
    if isinstance(block, StreamBlock | ListBlock):
        by_id = _by_first_step(given)
        for item in items_of(value):
            item.value = restore(item.block, item.value, by_id[item.id])
        return value
    return _restored_leaf(block, value, given)


def _by_first_step(segments: list[Segment]) -> defaultdict[str, list[Segment]]:
    found: defaultdict[str, list[Segment]] = defaultdict(list)
    for segment in segments:
        step, rest = segment.unwrap()
        found[step].append(rest)
    return found


def _restored_image(block: ImageBlock, image: Any, segments: list[Segment]) -> Any:
    by_name = _by_first_step(segments)
    restored = _restored_leaf(block.child_blocks["image"], image, by_name["image"])
    restored.decorative = getattr(image, "decorative", False)
    restored.contextual_alt_text = _restored_leaf(
        block.child_blocks["alt_text"],
        getattr(image, "contextual_alt_text", ""),
        by_name["alt_text"],
    )
    return restored


def _restored_leaf(block: Block, value: Any, segments: list[Segment]) -> Any:
    if not segments:
        return value
    if isinstance(value, Cells):
        texts = [each.render_text() for each in sorted(segments, key=lambda each: each.order)]
        return value.with_texts(texts) if len(texts) == len(value.texts) else value
    if isinstance(block, RichTextBlock):
        return _restored_rich_text(block, value, segments)
    segment = segments[0]
    if isinstance(segment, RelatedObjectSegmentValue):
        return _translated_object(value, segment)
    if isinstance(segment, OverridableSegmentValue):
        return _replacement(block, value, segment.data)
    return segment.render_text()


def _restored_rich_text(block: RichTextBlock, value: Any, segments: list[Segment]) -> Any:
    if not any(isinstance(segment, TemplateSegmentValue) for segment in segments):
        return value
    _format, template, strings = organise_template_segments(segments)
    return block.to_python(restore_strings(template, strings))


def _translated_object(value: Any, segment: RelatedObjectSegmentValue) -> Any:
    target = _target.get()
    if target is None:
        return value
    locale, known = target
    key = segment.content_type.pk, segment.translation_key
    try:
        return known[key] if key in known else segment.get_instance(locale)
    except ObjectDoesNotExist:
        return value


def _replacement(block: Block, value: Any, data: Any) -> Any:
    if not isinstance(block, ChooserBlock):
        return block.to_python(data)
    try:
        found = block.to_python(data)
    except (TypeError, ValueError):
        found = None
    return value if found is None else found
