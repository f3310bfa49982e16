"""Extract the translatable segments of a value, and restore it from its translated ones.

The paths are those of wagtail-localize's own extractor, but are safe at any depth: values are read
through their blocks, never as the raw data, which wagtail-localize loses below the second struct. What
is missing is skipped; what cannot be restored, such as a replacement that has been deleted, stays as in
the source.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, cast

from django.core.exceptions import ObjectDoesNotExist

from wagtail.blocks import ChooserBlock, ListBlock, RichTextBlock, StreamBlock, StructBlock
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page, TranslatableMixin
from wagtail_localize.segments import (
    OverridableSegmentValue,
    RelatedObjectSegmentValue,
    StringSegmentValue,
    TemplateSegmentValue,
)
from wagtail_localize.segments.extract import quote_path_component
from wagtail_localize.segments.ingest import organise_template_segments
from wagtail_localize.strings import restore_strings

from ..blocks.data_table import Cells
from ..blocks.leaves import as_pk
from ..blocks.stored import form_of
from ..blocks.walking import BRANCHES, children_of, items_of
from ..context import during, fetched, fetching_once
from ..fields import UnreadStream, references_of
from ..languages.localized import rich_text_strings
from ..sync.treatment import (
    REPLACEABLE,
    TEXT,
    Treatment,
    answers_for_itself,
    by_type,
    is_embed,
    of_children,
)

if TYPE_CHECKING:
    from wagtail.blocks import Block
    from wagtail.models import Locale

Segment = Any  # one of the four segment values of wagtail-localize
EXTRACT_HOOK = "get_translatable_segments"
RESTORE_HOOK = "restore_translated_segments"
# wagtail-localize gives a block its segments, but not the language, in which a chooser of
# translatable snippets finds the snippet's translation.
_target: ContextVar[Locale | None] = ContextVar("target_locale", default=None)


def segments_of(block: Block, value: Any) -> list[Segment]:
    """Return the segments of a value; of a stream that nobody has built, from its JSON."""
    raw = value.json if isinstance(value, UnreadStream) else None
    if raw is None:
        return list(extract(block, value))
    keys: defaultdict[Any, set[int | None]] = defaultdict(set)
    for model, key, _names, _ids in references_of(block, raw):
        keys[model].add(as_pk(key))
    with fetching_once():
        for model, wanted in keys.items():
            fetched(model, wanted)
        return list(extract(block, raw, is_json=True))


def extract(
    block: Block, value: Any, treatment: Treatment | None = None, *, is_json: bool = False
) -> Iterator[Segment]:
    """Yield the segments of a value, or of its JSON, at any depth; their paths are relative to it.

    `treatment` is what is declared about the block by the one around it.
    """
    if value is None:
        return
    is_own = isinstance(block, ImageBlock) or answers_for_itself(block, EXTRACT_HOOK)
    if is_json and (is_own or form_of(cast("Any", type(block))) not in BRANCHES):
        yield from extract(block, block.bulk_to_python([value])[0], treatment)
    elif isinstance(block, ImageBlock):
        yield from _image_segments(block, value)
    elif is_own:
        yield from block.get_translatable_segments(value)
    elif isinstance(block, StructBlock):
        for name, child in block.child_blocks.items():
            is_given = name in value or not is_json
            inner = value.get(name) if is_given else child.get_default()
            below = extract(child, inner, of_children(block)[name], is_json=is_json and is_given)
            yield from (segment.wrap(name) for segment in below)
    elif isinstance(block, StreamBlock | ListBlock):
        declared = treatment if isinstance(block, ListBlock) else None
        for step, child, inner in children_of(block, value):
            below = extract(child, inner, declared, is_json=is_json)
            yield from (segment.wrap(step) for segment in below)
    else:
        yield from _leaf_segments(block, value, treatment or by_type(block))


def _image_segments(block: ImageBlock, image: Any) -> Iterator[Segment]:
    yield OverridableSegmentValue("image", image.pk)
    alt_text = getattr(image, "contextual_alt_text", None)
    if alt_text:
        yield StringSegmentValue("alt_text", str(alt_text))


def _leaf_segments(block: Block, value: Any, treatment: Treatment) -> Iterator[Segment]:
    if isinstance(value, TranslatableMixin) and not isinstance(value, Page):
        # A snippet has a translation of its own, whatever the block around it declares.
        yield RelatedObjectSegmentValue.from_instance("", value)
    elif treatment is Treatment.TRANSLATE and isinstance(block, RichTextBlock):
        yield from _rich_text_segments(str(getattr(value, "source", value) or ""))
    elif treatment is Treatment.TRANSLATE and isinstance(value, Cells):
        # One place for all, as of rich text: a translation stays with its words where rows move.
        yield from (StringSegmentValue("", text) for text in value.texts)
    elif treatment is Treatment.TRANSLATE and isinstance(block, TEXT):
        if str(value).strip():
            yield StringSegmentValue("", str(value))
    elif treatment is Treatment.REPLACE and isinstance(block, REPLACEABLE):
        yield OverridableSegmentValue("", _replaceable_data(block, value))


def _replaceable_data(block: Block, value: Any) -> Any:
    """Return what the translation editor shows: a primary key or a URL."""
    if isinstance(block, ChooserBlock):
        return value.pk
    return value.url if is_embed(block) else str(value)


def _rich_text_segments(source: str) -> Iterator[Segment]:
    template, strings = rich_text_strings(source)
    yield TemplateSegmentValue("", "html", template, len(strings))
    addresses: set[str] = set()
    for string, attributes in strings:
        yield StringSegmentValue("", string, attrs=attributes)
        addresses.update(tag["href"] for tag in attributes.values() if "href" in tag)
    for address in sorted(addresses):
        yield OverridableSegmentValue(quote_path_component(address), address)


def restoring_into(locale: Locale) -> AbstractContextManager[None]:
    """Set the target language for the blocks that are restored within."""
    return during(_target, locale)


def restore(block: Block, value: Any, segments: Iterable[Segment]) -> Any:
    """Return the value with its translated segments in place."""
    given = list(segments)
    if value is None or not given:
        return value
    if isinstance(block, ImageBlock):
        return _restored_image(block, value, given)
    if answers_for_itself(block, RESTORE_HOOK):
        return block.restore_translated_segments(value, given)
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
    try:
        return segment.get_instance(locale) if (locale := _target.get()) else value
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
