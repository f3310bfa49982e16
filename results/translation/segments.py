"""Extract the translatable segments of a value, and restore it from its translated ones.

The paths are those of wagtail-localize's own extractor, but are safe at any depth: values are read as
JSON through their blocks, by the walk of all that compares languages. What is missing is skipped;
what cannot be restored, such as a replacement that has been deleted, stays as in the source.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, suppress
from contextvars import ContextVar
from functools import reduce
from typing import Any

from django.core.exceptions import ObjectDoesNotExist

from wagtail.blocks import Block, ChooserBlock, RichTextBlock, StructBlock
from wagtail.models import Locale, Page, TranslatableMixin
from wagtail_localize.segments import (
    OverridableSegmentValue,
    RelatedObjectSegmentValue,
    StringSegmentValue,
    TemplateSegmentValue,
)
from wagtail_localize.segments.extract import quote_path_component
from wagtail_localize.segments.ingest import organise_template_segments
from wagtail_localize.strings import restore_strings

from ..blocks.data_table import Cells, CellsBlock
from ..blocks.leaves import as_pk
from ..blocks.stored import form_of
from ..blocks.walking import BRANCHES, children_of
from ..context import during, fetched, fetching_once
from ..fields import UnreadStream, references_of
from ..languages.localized import rich_text_strings
from ..sync.content import (
    REPLACEABLE,
    TEXT,
    Treatment,
    answers_for_itself,
    is_embed,
    parts_of,
)

Segment = Any  # one of the four segment values of wagtail-localize
RESTORE_HOOK = "restore_translated_segments"
# wagtail-localize gives a block its segments, but not the language, in which a chooser of
# translatable snippets finds the snippet's translation.
_target: ContextVar[Locale | None] = ContextVar("target_locale", default=None)


def segments_of(block: Block, value: Any) -> list[Segment]:
    """Return the segments of a stream; what its choosers have chosen is fetched in a query for each model."""
    raw = _json_of(block, value)
    keys: defaultdict[Any, set[int | None]] = defaultdict(set)
    for model, key, _names, _ids in references_of(block, raw):
        keys[model].add(as_pk(key))
    with fetching_once():
        for model, wanted in keys.items():
            fetched(model, wanted)
        return list(extract(block, raw))


def _json_of(block: Block, value: Any) -> Any:
    if not isinstance(value, UnreadStream):
        # Another's stream is built: it may hold lists without ids, as Wagtail once stored them.
        list(value or ())
    return block.get_prep_value(value)


def extract(block: Block, raw: Any, treatment: Treatment | None = None) -> Iterator[Segment]:
    """Yield the segments of a value's JSON, at any depth; their paths are relative to it.

    `treatment` is what is declared about the block by the one around it.
    """
    for part in parts_of(block, raw, (), treatment, _as_stored):
        is_read = part.treatment and part.raw is not None
        value = _built(part.block, part.raw) if is_read else None
        if value is None:
            continue
        found = (
            part.block.get_translatable_segments(value)
            if answers_for_itself(part.block)
            else _leaf_segments(part.block, value, part.treatment)
        )
        for segment in found:
            yield reduce(lambda inner, step: inner.wrap(step), reversed(part.path), segment)


def _built(block: Block, raw: Any) -> Any:
    return block.bulk_to_python([raw])[0]


def _as_stored(block: Block, raw: Any) -> Any:
    """Return the JSON as the block would store it now; Wagtail's pictures read it in their own way."""
    kind: Any = type(block)
    is_plain = raw is None or form_of(kind) in BRANCHES
    return raw if is_plain else block.get_prep_value(_built(block, raw))


def _leaf_segments(block: Block, value: Any, treatment: Treatment | None) -> Iterator[Segment]:
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
    """Return the stream with its translated segments in place."""
    return block.to_python(restored(block, _json_of(block, value), segments))


def restored(block: Block, raw: Any, segments: Iterable[Segment]) -> Any:
    """Return the JSON of a value with its translated segments in place."""
    given = list(segments)
    if raw is None or not given:
        return raw
    if answers_for_itself(block, RESTORE_HOOK):
        own: Any = block
        return block.get_prep_value(own.restore_translated_segments(_built(block, raw), given))
    if not isinstance(block, BRANCHES):
        return _restored_leaf(block, raw, given)
    raw, within = _as_stored(block, raw), _by_first_step(given)
    new = {
        step: restored(child, inner, within[step]) for step, child, inner in children_of(block, raw)
    }
    if isinstance(block, StructBlock):
        return {**raw, **{name: value for name, value in new.items() if name in raw}}
    return [{**item, "value": new.get(item["id"], item["value"])} for item in raw]


def _by_first_step(segments: list[Segment]) -> defaultdict[str, list[Segment]]:
    found: defaultdict[str, list[Segment]] = defaultdict(list)
    for segment in segments:
        step, rest = segment.unwrap()
        found[step].append(rest)
    return found


def _restored_leaf(block: Block, raw: Any, segments: list[Segment]) -> Any:
    first = segments[0]
    if isinstance(block, CellsBlock):
        texts = [each.render_text() for each in sorted(segments, key=lambda each: each.order)]
        cells = block.to_python(raw)
        is_fitting = len(texts) == len(cells.texts)
        return block.get_prep_value(cells.with_texts(texts)) if is_fitting else raw
    if isinstance(block, RichTextBlock):
        if not any(isinstance(segment, TemplateSegmentValue) for segment in segments):
            return raw
        _format, template, strings = organise_template_segments(segments)
        data = restore_strings(template, strings)
    elif isinstance(first, RelatedObjectSegmentValue):
        data = _translated_key(first)
    else:
        is_replaced = isinstance(first, OverridableSegmentValue)
        data = first.data if is_replaced else first.render_text()
    try:
        found = block.to_python(data)
    except (TypeError, ValueError):
        found = None
    return raw if found is None and isinstance(block, ChooserBlock) else block.get_prep_value(found)


def _translated_key(segment: RelatedObjectSegmentValue) -> Any:
    with suppress(ObjectDoesNotExist):
        return segment.get_instance(locale).pk if (locale := _target.get()) else None
