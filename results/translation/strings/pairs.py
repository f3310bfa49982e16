"""Read pairs of a text and its translation from lines of JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


class PairError(ValueError):
    """Raised for a line that is not a pair; the message names the line."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A text with its translation; `id` is whatever JSON value the line has."""

    id: Any
    source: str
    translation: str


def read_pairs(data: bytes, source_key: str, target_key: str) -> Iterator[Pair]:
    """Yield the pair of each line of UTF-8 text, skipping blank lines.

    A line is an object with "id" and a text under each of the two keys; other keys are ignored.
    Raises PairError for any other line.
    """
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line.decode())
        except UnicodeDecodeError as error:
            raise PairError(f"Line {number} is not UTF-8.") from error
        except (json.JSONDecodeError, RecursionError) as error:
            raise PairError(f"Line {number} is not JSON: {error}.") from error
        if not isinstance(row, dict):
            raise PairError(f"Line {number} is not an object.")
        if "id" not in row:
            raise PairError(f"Line {number} has no “id”.")
        for key in (source_key, target_key):
            if not isinstance(row.get(key), str):
                raise PairError(f"Line {number} has no text “{key}”.")
        yield Pair(row["id"], row[source_key], row[target_key])
