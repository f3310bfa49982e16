"""The differences that the plugin means to make, each with the sentence that tells its users."""

import re
import tomllib
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

# How Python names a module that cannot be imported, and a class that cannot be set up.
_MODULE = re.compile(r"unittest\.loader\._FailedTest\.(?P<package>[\w.]+)\.\w+")
_CLASS = re.compile(r"\w+ \((?P<name>[\w.]+)\)")


@dataclass(frozen=True)
class Failure:
    """A test, as Python names it, and the beginning of what its exception says."""

    test: str
    said: str

    @property
    def label(self) -> str:
        """What Django's runner takes to run it again; for a module the package in which it finds it."""
        if module := _MODULE.fullmatch(self.test):
            return module["package"]
        found = _CLASS.fullmatch(self.test)
        return found["name"] if found else self.test


@dataclass(frozen=True)
class Difference:
    """Tests of others that fail with the plugin, and the words of the documentation that say so.

    `tests` are patterns of names; `said` is an expression for what the exceptions say.
    """

    tests: tuple[str, ...]
    reason: str
    document: str
    words: str
    said: str = ""

    def explains(self, failure: Failure) -> bool:
        """Whether the test is among these, and fails as these do."""
        named = any(fnmatchcase(failure.test, pattern) for pattern in self.tests)
        return named and re.search(self.said, failure.said) is not None


def expected(peer: str) -> list[Difference]:
    """The differences that `expected.toml` has for a package."""
    rows = tomllib.loads(Path(__file__).with_name("expected.toml").read_text()).get(peer, [])
    return [Difference(**{**row, "tests": tuple(row["tests"].split())}) for row in rows]
