"""Takes the frame off a box that is drawn in plain text with bars, dashes and pluses."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_EDGE = re.compile(r"\s*[+|][-=_+]{2,}[+|]\s*")
_SIDES = re.compile(r"(\s*)\|([^|]*)\|\s*")


def without_boxes(lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines, what stands within a box as if it stood by itself."""
    for framed, group in groupby(lines, key=_is_framed):
        held = list(group)
        if not framed or len([line for line in held if _SIDES.fullmatch(line)]) < 2:
            yield from held
            continue
        for line in held:
            match = _SIDES.fullmatch(line)
            yield f"{match[2].strip()}\n" if match else "\n"


def _is_framed(line: str) -> bool:
    return _EDGE.fullmatch(line) is not None or _SIDES.fullmatch(line) is not None
