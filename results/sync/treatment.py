"""Decide what happens to a block in another language: translated, replaceable, or as in the source."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any

from django.apps import apps

from wagtail.blocks import (
    BlockQuoteBlock,
    CharBlock,
    ChooserBlock,
    EmailBlock,
    ListBlock,
    RichTextBlock,
    TextBlock,
    URLBlock,
)

from ..blocks import ResultsStructBlock
from ..blocks.data_table import CellsBlock

if TYPE_CHECKING:
    from wagtail.blocks import Block

TEXT = (CharBlock, TextBlock, BlockQuoteBlock, RichTextBlock, CellsBlock)
# Plain text can be replaced as well as translated: a telephone number is a CharBlock.
REPLACEABLE = (URLBlock, EmailBlock, ChooserBlock, CharBlock)
_KNOWN = "results_treatments"


class Treatment(Enum):
    """What happens to a value in another language."""

    TRANSLATE = "translate"
    REPLACE = "replace"
    SYNC = "sync"


def by_type(block: Block) -> Treatment:
    """Return the treatment of a block that declares nothing, as wagtail-localize would treat it."""
    if isinstance(block, ListBlock):
        return by_type(block.child_block)
    if isinstance(block, TEXT):
        return Treatment.TRANSLATE
    if isinstance(block, REPLACEABLE):
        return Treatment.REPLACE
    return Treatment.SYNC


def of_children(struct: Block) -> dict[str, Treatment]:
    """Return the treatments of a struct's children by name; for a list, that of its items.

    `Meta.prose` and `Meta.replaceable` decide where the block declares them. A block that declares
    no `prose` gets all its text translated: losing a string without a word would be worse than a
    translator seeing one too many. What neither names follows the source.
    """
    known: dict[str, Treatment] | None = vars(struct).get(_KNOWN)
    if known is None or known.keys() != struct.child_blocks.keys():
        # Asked for each value of each page, it would take long; only a program changes a definition.
        known = {name: _of_child(struct, child) for name, child in struct.child_blocks.items()}
        vars(struct)[_KNOWN] = known
    return known


def _of_child(struct: Block, child: Block) -> Treatment:
    usual = by_type(child)
    if not isinstance(struct, ResultsStructBlock):
        return usual
    prose, replaceable = declared(struct, "prose"), declared(struct, "replaceable")
    if child.name in (prose or ()):
        return Treatment.TRANSLATE
    if child.name in (replaceable or ()):
        return Treatment.REPLACE
    is_usual = prose is None and (usual is Treatment.TRANSLATE or replaceable is None)
    return usual if is_usual else Treatment.SYNC


def declared(struct: ResultsStructBlock, option: str) -> tuple[str, ...] | None:
    """Return the names that the block declares in its Meta or constructor, None if it does not.

    The empty default of ResultsStructBlock is no declaration; an empty tuple of a subclass is.
    """
    default: type = ResultsStructBlock._meta_class
    if option not in vars(struct.meta):
        for meta in type(struct.meta).__mro__:
            if meta is default:
                return None
            if option in vars(meta):
                break
    names: Any = getattr(struct.meta, option)
    return None if names is None else tuple(names)


def is_embed(block: Block) -> bool:
    """Return whether the block is Wagtail's EmbedBlock, whose app a site need not have installed."""
    if not apps.is_installed("wagtail.embeds"):
        return False
    from wagtail.embeds.blocks import EmbedBlock

    return isinstance(block, EmbedBlock)


def answers_for_itself(block: Block, hook: str) -> bool:
    """Return whether the block defines wagtail-localize's hook itself."""
    own = getattr(type(block), hook, None)
    is_own = own is not None and own is not getattr(ResultsStructBlock, hook, None)
    # As in wagtail-localize, which never asks an embedded film.
    return is_own and not is_embed(block)
