"""What operations of a migration make of a stream, and of the places in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from wagtail.blocks.migrations.utils import InvalidBlockDefError, apply_changes_to_raw_data

from .places import Moves, Path, Place, distinct, layout, longest_known, moves, one_value

if TYPE_CHECKING:
    from wagtail.blocks.migrations.operations import BaseBlockOperation

# What Wagtail's operations raise for JSON that has not the form of its blocks.
MALFORMED = (AttributeError, IndexError, KeyError, TypeError, ValueError, InvalidBlockDefError)


class StreamChange:
    """The operations of a migration on one field."""

    def __init__(
        self, operations: Sequence[tuple[BaseBlockOperation, str]], streamfield: Any
    ) -> None:
        """Take pairs of operation and block path, and the field as the migration knows it."""
        self.operations = operations
        self.streamfield = streamfield

    def apply(self, raw: Any) -> tuple[Any, Moves]:
        """The stream after the operations, and where its values have gone.

        Raises one of MALFORMED when the stream has not the form that the operations expect.
        """
        if not isinstance(raw, list):
            raise TypeError(f"a stream is a list, not {type(raw).__name__}")
        current = raw
        total: Moves = {path: place for path, (place, _value) in layout(raw).items()}
        for operation, block_path in self.operations:
            current = distinct(current)
            before = layout(current)
            current = apply_changes_to_raw_data(
                raw_data=current,
                block_path_str=block_path,
                operation=operation,
                streamfield=self.streamfield,
            )
            step = moves(before, layout(current))
            total = {path: place and step.get(place.path) for path, place in total.items()}
        return current, total

    def destination(self, path: Path, kinds: Path, known: Moves) -> Place | None:
        """Where the text at a place has gone, None when it is gone.

        `known` says it of what the copies of the source hold. `kinds` are those of the place, as
        far as wagtail-localize follows it: a link in rich text has a longer path. They are empty in
        rows that wagtail-localize wrote before it kept them.

        A text that the copies do not hold, such as one of a block that an editor has deleted, goes
        the way that it would have gone.
        """
        head = path[: len(kinds)] if kinds else longest_known(path, known)
        tail = path[len(head) :]
        place = known[head] if head in known else self._of_missing(head, kinds)
        return place and Place((*place.path, *tail), place.kinds)

    def _of_missing(self, path: Path, kinds: Path) -> Place | None:
        here = Place(path, kinds)
        if not kinds or len(path) != len(kinds):
            return here
        try:
            return self.apply(one_value(path, kinds))[1][path]
        except MALFORMED:
            # Left by an older form of the blocks: nothing can be said of it.
            return here
