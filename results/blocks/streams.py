"""A stream that refuses a damaged form instead of losing parts of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import BadRequest

from wagtail.blocks import StreamBlock, StreamValue

if TYPE_CHECKING:
    from collections.abc import Mapping

# More items than any form of ours holds; each costs the server work before a limit is checked.
MAX_SUBMITTED = 1000


class StrictStreamBlock(StreamBlock):
    """Wagtail's StreamBlock, except that what no editor's form sends is answered with 400.

    Wagtail itself answers a damaged count, order or type with 500, and leaves out an item of an
    unknown type without a word.
    """

    def value_from_datadict(
        self, data: Mapping[str, Any], files: Mapping[str, Any], prefix: str
    ) -> StreamValue:
        """The stream that the form submitted; raises BadRequest when the form is damaged."""
        count = _whole_number(data, f"{prefix}-count")
        if count > MAX_SUBMITTED:
            raise BadRequest(f"{prefix}: more than {MAX_SUBMITTED} items.")
        for index in range(count):
            if _text(data, f"{prefix}-{index}-deleted"):
                continue
            _whole_number(data, f"{prefix}-{index}-order")
            kind = _text(data, f"{prefix}-{index}-type")
            if kind not in self.child_blocks:
                raise BadRequest(f"{prefix}: unknown type of block {kind[:80]!r}.")
        return super().value_from_datadict(data, files, prefix)


def _text(data: Mapping[str, Any], name: str) -> str:
    value = data.get(name)
    if value is None:
        raise BadRequest(f"{name} is missing.")
    return str(value)


def _whole_number(data: Mapping[str, Any], name: str) -> int:
    text = _text(data, name)
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise BadRequest(f"{name} is not a whole number.")
    return int(text)
