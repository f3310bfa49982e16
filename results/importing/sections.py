"""What an editor calls the kinds of sections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..models import ResultsPage

if TYPE_CHECKING:
    from .planning import Section


def name_of(section: Section) -> str:
    """The name of the block that the section becomes, in the active language."""
    block = ResultsPage._meta.get_field("body").stream_block.child_blocks[str(section.kind)]
    return str(block.label)
