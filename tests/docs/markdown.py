"""Reading the documentation as a test reads it: files, sections, tables and fenced code."""

import re
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

from tests.processes import ROOT

DOCS = ROOT / "docs"
REFERENCE = DOCS / "reference"
_FENCE = re.compile(
    r"(?:^ *<!-- not run: ([^>]+?) -->\n+)?^( *)```(\w*)\n(.*?)^\2```$", re.MULTILINE | re.DOTALL
)
_HEADING = re.compile(r"^(#+) (.+)$", re.MULTILINE)
_CODE = re.compile(r"`([^`]+)`")


@dataclass(frozen=True, slots=True)
class Example:
    """Fenced code; `why_not` is what the text says where nobody can run it, else empty."""

    language: str
    code: str
    why_not: str


def all_files() -> list[Path]:
    return [*sorted(ROOT.glob("*.md")), *sorted(DOCS.rglob("*.md"))]


def reference(name: str) -> str:
    return (REFERENCE / f"{name}.md").read_text()


def without_fences(text: str) -> str:
    """The text without fenced code, in which # begins a comment and | is a pipe."""
    return _FENCE.sub("", text)


def examples(text: str) -> list[Example]:
    return [
        Example(language, dedent(code), " ".join(why_not.split()))
        for why_not, _indent, language, code in _FENCE.findall(text)
    ]


def snippets(name: str, language: str, *, run: bool = True) -> list[str]:
    """The examples of a page that the tests run, or those of which it says why they do not."""
    found = examples((ROOT / name).read_text())
    return [each.code for each in found if each.language == language and run != bool(each.why_not)]


def fences(text: str, language: str) -> list[str]:
    return [each.code for each in examples(text) if each.language == language]


def spans(text: str) -> list[str]:
    """What stands as code in sentences and tables."""
    return [" ".join(found.split()) for found in _CODE.findall(without_fences(text))]


def headings(text: str) -> list[str]:
    """Every heading without its number signs."""
    return [title for _level, title in _HEADING.findall(without_fences(text))]


def sections(text: str) -> dict[str, str]:
    """The text below each heading of the second level, by the heading."""
    parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def tables(text: str) -> list[list[dict[str, str]]]:
    """Each table as rows of cells by the name of their column."""
    found: list[list[dict[str, str]]] = []
    columns: list[str] = []
    for line in without_fences(text).splitlines():
        if not line.startswith("|"):
            columns = []
            continue
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not columns:
            columns = cells
            found.append([])
        elif not set(line) <= set("|- "):
            found[-1].append(dict(zip(columns, cells, strict=True)))
    return found


def rows(text: str, column: str) -> list[dict[str, str]]:
    """The rows of all tables whose first column has this name."""
    return [row for table in tables(text) for row in table if next(iter(row)) == column]


def names(text: str, column: str) -> list[str]:
    """What stands in that column as code, one name a row."""
    return [code(row[column]) for row in rows(text, column)]


def choices(text: str) -> list[list[tuple[str, str]]]:
    """The (value, label) of each choice of each field that the text says is one of these."""
    found = re.findall(r"`\w+` is one of: (.+?)\.$", text, re.MULTILINE | re.DOTALL)
    return [re.findall(r"`(\w+)` “(.+?)”", " ".join(each.split())) for each in found]


def code(cell: str) -> str:
    found = _CODE.search(cell)
    assert found, cell
    return found[1]


# Every page that tells its readers what to do, or how it is now.
PAST = {ROOT / "CHANGELOG.md", *(DOCS / "decisions").glob("*"), *(DOCS / "examples").glob("*")}
GUIDES = [str(path.relative_to(ROOT)) for path in all_files() if path not in PAST]
