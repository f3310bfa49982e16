"""System checks for blocks that would lose text in another language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.core.checks import CheckMessage, Error
from django.core.checks import Warning as CheckWarning

from wagtail.blocks import ListBlock, RawHTMLBlock, RichTextBlock, StreamBlock, StructBlock
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock
from wagtail_localize.strings import INLINE_TAGS

from ...blocks import ResultsStructBlock
from ...sync.treatment import REPLACEABLE, TEXT, answers_for_itself, declared
from .extracting import HOOK
from .joining import definitions, streams

if TYPE_CHECKING:
    from wagtail.blocks import Block

# Formats of rich text, and the tags that wagtail-localize must not take for the end of a sentence.
SPLITTING = {"strikethrough": "s", "subscript": "sub", "superscript": "sup"}


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
    if answers_for_itself(block, HOOK) or isinstance(block, TEXT):
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
