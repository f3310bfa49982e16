"""The table of who may what, as it is read from `table.toml`."""

import tomllib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from tests.rights.world import ROLES

FILE = Path(__file__).with_name("table.toml")
ACTING = ("post", "put")


@dataclass(frozen=True)
class Row:
    """What is expected of an address: for each role a word of `asking.Answer`.

    `acts` is for what is done by `method`, where that is not what GET shows.
    """

    get: dict[str, str]
    method: str
    acts: dict[str, str]


def rows(part: str) -> dict[str, Row]:
    """The rows of a part of the table by name: `addresses`, or the `operations` of API v3."""
    found: list[tuple[str, Row]] = []
    for row in tomllib.loads(FILE.read_text())[part]:
        method = next((each for each in ACTING if each in row), "")
        told = Row(_by_role(row["get"]), method, _by_role(row.get(method, "")))
        found += [(name, told) for name in _names(row["names"])]
    twice = [name for name, count in Counter(name for name, _row in found).items() if count > 1]
    assert not twice, twice
    return dict(found)


def _names(lines: str) -> list[str]:
    """The names of lines such as "namespace: one another"."""
    names = []
    for line in lines.splitlines():
        namespace, colon, rest = line.strip().rpartition(": ")
        names += [f"{namespace}:{name}" if colon else name for name in rest.split()]
    return names


def _by_role(words: str) -> dict[str, str]:
    return dict(zip(ROLES, words.split(), strict=True)) if words else {}
