"""Make the documents and what is expected of them from their marked sources.

`python -m tests.importing.unseen.sources.make [FOLDER] [NAME …]` makes those whose names begin so, or
all; of the set in that folder, `second`, `third`, `fourth`, `fifth`, `sixth`, `seventh`,
`eighth`, `ninth` or `tenth`, or of the first.
"""

import json
import re
import sys
import unicodedata
from pathlib import Path
from typing import Any

from weasyprint import HTML

from .marks import MARK, numbers_left, strip, wanted
from .sheets import read_sheets, write_workbook
from .structure import MARKDOWN_SPEECH, Source, read_html, read_markdown, read_plain
from .word import write_word

SOURCES = Path(__file__).parent
SETS = SOURCES.parent
_HEAD = re.compile(r"---\n(.*?)\n---\n", re.DOTALL)
_TOLD_TO_US = re.compile(r' data-(?:cols|row|head|noise|quote)(?:="[^"]*")?')


def main(names: list[str]) -> None:
    """Make the documents whose names begin with one of the names, or all of them."""
    folder = SETS / names.pop(0) if names and (SETS / names[0]).is_dir() else SETS
    documents = folder / "documents"
    documents.mkdir(exist_ok=True)
    for path in sorted((folder / "sources").glob("[0-9]*")):
        if not names or path.name.startswith(tuple(names)):
            print(_make(path, documents))


def _make(path: Path, documents: Path) -> str:
    head = _HEAD.match(path.read_text())
    assert head is not None, path
    meta = dict(line.split(": ", 1) for line in head[1].splitlines())
    space = unicodedata.lookup(meta.get("space", "SPACE"))
    text = re.sub(r"(?<=\d) (?=\d{3}\b)", space, path.read_text()[head.end() :])
    target = documents / f"{path.stem}.{meta['format']}"
    source, pages = _write(text, target)
    figures = list(wanted(source.blocks, meta))
    found = "".join("".join(source.blocks).split())
    lost = [mark[0] for mark in MARK.finditer(text) if "".join(mark[0].split()) not in found]
    assert not lost and "⟦" not in strip(text), f"{path.name}: {lost}"
    page_numbers = [
        meta.get("pages", "n").replace("n", str(page)).replace("m", str(pages))
        for page in range(2, pages + 1)
    ]
    expected = {
        "language": meta["language"],
        "period": meta["period"],
        "organisation_kind": meta["kind"],
        "headings": source.headings,
        "links": source.links,
        "notes": source.notes,
        "captions": source.captions,
        "quotations": source.quotations,
        "wanted": figures,
        "not_figures": [*numbers_left(source.blocks), *page_numbers],
    }
    target.with_suffix(".json").write_text(_as_lines(expected))
    ticked = sum(figure["ticked"] for figure in figures)
    return f"{target.name}: {ticked} of {len(figures)} ticked, left {expected['not_figures']}"


def _as_lines(expected: dict[str, Any]) -> str:
    """JSON with one figure, heading, note or quotation on a line."""
    lines = []
    for key, value in expected.items():
        told = json.dumps(value, ensure_ascii=False)
        if isinstance(value, list) and value and key != "not_figures":
            items = ",\n".join(f"  {json.dumps(item, ensure_ascii=False)}" for item in value)
            told = f"[\n{items}\n ]"
        lines.append(f" {json.dumps(key)}: {told}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _write(text: str, target: Path) -> tuple[Source, int]:
    """Write the document, and return what its source says and how many numbered pages it has."""
    match target.suffix:
        case ".xlsx":
            source, sheets = read_sheets(text)
            write_workbook(sheets, target)
            return source, 0
        case ".txt":
            source, shown = read_plain(text)
            target.write_text(strip(shown))
            return source, 0
        case ".md":
            target.write_text(MARKDOWN_SPEECH.sub("", strip(text)))
            return read_markdown(text), 0
    pages = 0
    page = _TOLD_TO_US.sub("", strip(text))
    match target.suffix:
        case ".html":
            target.write_text(page)
        case ".docx":
            write_word(page, target)
        case ".pdf":
            paper = HTML(string=page, base_url=f"{SOURCES}/").render()
            pages = len(paper.pages)
            paper.write_pdf(target)
    return read_html(text), pages


if __name__ == "__main__":
    main(sys.argv[1:])
