"""Add wagtail-localize's hooks to blocks, fields and page types, and check blocks that would lose text."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error
from django.core.checks import Warning as CheckWarning
from django.core.exceptions import FieldDoesNotExist, ObjectDoesNotExist
from django.db.models import ForeignKey

from wagtail.blocks import Block, ListBlock, RawHTMLBlock, RichTextBlock, StreamBlock, StructBlock
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock
from wagtail.fields import StreamField
from wagtail.models import Page, TranslatableMixin
from wagtail_localize.fields import SynchronizedField, TranslatableField
from wagtail_localize.strings import INLINE_TAGS

from ..blocks import ResultsStructBlock
from ..models import Indicator
from ..publishing import PublishingMixin
from ..record.indicator import NUMBERS, TEXTS
from ..sync.content import REPLACEABLE, TEXT, answers_for_itself, declared
from .segments import Segment, restore, segments_of

OURS = PublishingMixin
# What wagtail-localize stumbles over when a block, a child or a field is no longer there.
MISSING = (AttributeError, FieldDoesNotExist, IndexError, KeyError)
# Formats of rich text, and the tags that wagtail-localize must not take for the end of a sentence.
SPLITTING = {"strikethrough": "s", "subscript": "sub", "superscript": "sup"}


def join() -> None:
    """Add the hooks to each stream with a block of ours, our page types, the indicator."""
    for stream in streams():
        # All of it, stock blocks beside ours included.
        stream.get_translatable_segments = partial(segments_of, stream.stream_block)
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


def check_blocks(**_kwargs: Any) -> list[CheckMessage]:
    """Check every stream for E002 to E004, W003 and W004; each block is named once per stream."""
    found: dict[tuple[str, str], CheckMessage] = {}
    for field in streams():
        for block in definitions(field.stream_block):
            if isinstance(block, ResultsStructBlock):
                messages = [*_declared_names(block), *_prose(block), *_replaceable(block)]
            else:
                messages = [*_untranslated(block, field), *_split_sentences(block, field)]
            for message in messages:
                found.setdefault((str(message.id), message.msg), message)
    return list(found.values())


def _path(block: Block) -> str:
    return f"{type(block).__module__}.{type(block).__qualname__}"


def _declared_names(block: ResultsStructBlock) -> Iterator[CheckMessage]:
    for option in ("prose", "replaceable"):
        for name in declared(block, option) or ():
            if name not in block.child_blocks:
                yield Error(
                    f"{_path(block)}: Meta.{option} names '{name}', which is no child of the "
                    "block.",
                    hint=f"The children are: {', '.join(block.child_blocks)}.",
                    id="results_translation.E002",
                )


def _items(block: Block) -> Block:
    return _items(block.child_block) if isinstance(block, ListBlock) else block


def _prose(block: ResultsStructBlock) -> Iterator[CheckMessage]:
    for name in declared(block, "prose") or ():
        child = block.child_blocks.get(name)
        if child is None or isinstance(_items(child), TEXT):
            continue
        yield Error(
            f"{_path(block)}: Meta.prose names '{name}', a {type(child).__name__}, which is no "
            "text.",
            hint="A struct or a stream says for itself what is prose in it; name it in neither."
            if isinstance(_items(child), StructBlock | StreamBlock)
            else "Prose are CharBlock, TextBlock, BlockQuoteBlock and RichTextBlock, and lists "
            "of them.",
            id="results_translation.E003",
        )


def _replaceable(block: ResultsStructBlock) -> Iterator[CheckMessage]:
    for name in declared(block, "replaceable") or ():
        child = block.child_blocks.get(name)
        if child is None or isinstance(_items(child), REPLACEABLE):
            continue
        yield Error(
            f"{_path(block)}: Meta.replaceable names '{name}', a {type(child).__name__}, which a "
            "translator cannot replace.",
            hint="Replaceable are choosers, URLBlock, EmailBlock, EmbedBlock and CharBlock, and "
            "lists of them.",
            id="results_translation.E004",
        )


def _untranslated(block: Block, field: Any) -> Iterator[CheckMessage]:
    if answers_for_itself(block) or isinstance(block, TEXT):
        return
    # Wagtail's TableBlock cannot be imported where its app is not installed.
    is_table = any(base.__name__ == "TableBlock" for base in type(block).__mro__)
    if is_table or isinstance(block, BaseTypedTableBlock | RawHTMLBlock):
        yield CheckWarning(
            f"{field}: the text in '{block.name}', a {type(block).__name__}, cannot be "
            "translated; every language shows that of the source.",
            hint="Build it from blocks with text, or give the block get_translatable_segments() "
            "and restore_translated_segments().",
            id="results_translation.W003",
        )


def _split_sentences(block: Block, field: Any) -> Iterator[CheckMessage]:
    if not isinstance(block, RichTextBlock):
        return
    for feature in block.features or ():
        tag = SPLITTING.get(feature)
        if tag and tag not in INLINE_TAGS:
            yield CheckWarning(
                f"{field}: rich text '{block.name}' offers '{feature}', at which wagtail-localize "
                "cuts a sentence into pieces.",
                hint=f"Leave the feature out (there are characters such as ₂ and ²), or add '{tag}' "
                "to wagtail_localize.strings.INLINE_TAGS in your AppConfig.ready().",
                id="results_translation.W004",
            )
