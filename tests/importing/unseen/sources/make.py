"""Make the documents of a set, and what is expected of them, from pages of marked HTML.

`python -m tests.importing.unseen.sources.make [FOLDER] [NAME …]` makes those whose names begin so, or
all, of the set in that folder, `second` … `tenth`, or of the first.
"""

import json
import re
import sys
import unicodedata
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup, Tag
from openpyxl import load_workbook
from weasyprint import HTML

from tests.importing.generated import Piece, as_markdown, as_text, as_word, as_workbook

from .marks import MARK, PLAIN, mark_row, numbers_left, squeeze, strip, value_of, wanted

SOURCES = Path(__file__).parent
SETS = SOURCES.parent
_HEAD = re.compile(r"---\n(.*?)\n---\n", re.DOTALL)
_TOLD_TO_US = re.compile(r' data-(?:cols|row|head|noise|quote)(?:="[^"]*")?')
_PARTS = ["h1", "h2", "h3", "h4", "p", "ul", "ol", "blockquote", "table"]
_LEAVES = ["h1", "h2", "h3", "h4", "p", "li", "dt", "dd", "figcaption", "caption", "div", "tr"]
_NOISE = "nav, header, footer, [data-noise]"


@dataclass(slots=True)
class Source:
    """A source that is read: its marked blocks, and its structure as the document shows it."""

    blocks: list[str] = field(default_factory=list)
    headings: list[tuple[int, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    quotations: list[dict[str, str]] = field(default_factory=list)
    links: int = 0

    def quote(self, text: str, author: str) -> None:
        """Take a quotation by its first words."""
        words = squeeze(text).strip('”“„»«"–- ').split()
        self.quotations.append({"text": " ".join(words[:8]), "author": squeeze(author)})


def read_html(text: str) -> Source:
    """Read a page of HTML; what is in `class="fn"` is a note.

    `data-quote="name"` says that a quotation begins there which is no `blockquote` or has no `cite`.
    """
    source = Source()
    soup = BeautifulSoup(text, "html.parser")
    for note in soup.select(".fn"):
        source.notes.append(squeeze(note.get_text()))
        source.blocks.append(note.get_text())
        note.extract()
    for note in soup.select(".note"):
        source.notes.append(squeeze(note.get_text()))
    body = soup.body or soup
    for leaf in body.find_all(_LEAVES):
        if leaf.find_parent("tr") or (leaf.name != "tr" and leaf.find(_LEAVES)):
            continue
        source.blocks.append(" | ".join(_row(leaf)) if leaf.name == "tr" else _text(leaf))
    noise = {id(element) for noise in body.select(_NOISE) for element in noise.find_all(True)}
    for element in body.find_all(True):
        if id(element) not in noise:
            _structure(element, source)
    return source


def _text(element: Tag) -> str:
    return element.get_text(" " if element.name == "div" else "")


def _row(row: Tag) -> list[str]:
    cells = [" ".join(cell.get_text(" ").split()) for cell in row.find_all(["td", "th"])]
    table = row.find_parent("table")
    assert table is not None
    if not row.find("td"):
        return cells
    columns = str(table.get("data-cols") or "").split("|")
    return mark_row(cells, columns, str(row.get("data-row") or ""), str(row.get("data-head") or ""))


def _structure(element: Tag, source: Source) -> None:
    if author := element.get("data-quote"):
        first = element.find("p") or element
        source.quote(first.get_text(), str(author))
    elif re.fullmatch(r"h[1-6]", element.name):
        source.headings.append((int(element.name[1]), squeeze(element.get_text())))
    elif element.name == "a" and element.get("href"):
        source.links += 1
    elif element.name == "blockquote":
        cite = element.find("cite") or element.find_next_sibling("figcaption")
        author = cite.get_text() if cite else ""
        words = " ".join(part.get_text() for part in element.find_all("p")) or element.get_text()
        source.quote(words.removesuffix(author), author.lstrip(" –—"))
    elif _is_caption(element):
        source.captions.append(squeeze(element.get_text()))


def _is_caption(element: Tag) -> bool:
    if element.name == "figcaption":
        return not element.find_previous_sibling("blockquote")
    return element.name == "caption" or "caption" in (element.get("class") or [])


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
    source, pages = _write(text, target, meta)
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
        "links": 0 if meta["format"] in {"docx", "txt", "xlsx"} else source.links,
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


def _write(text: str, target: Path, meta: dict[str, str]) -> tuple[Source, int]:
    """Write the document, and return what its source says and how many numbered pages it has."""
    pages = 0
    page = _TOLD_TO_US.sub("", strip(text))
    match target.suffix:
        case ".html":
            target.write_text(page)
        case ".docx":
            target.write_bytes(as_word(_pieces(page)))
        case ".pdf":
            paper = HTML(string=page, base_url=f"{SOURCES}/").render()
            pages = len(paper.pages)
            paper.write_pdf(target)
        case ".txt":
            target.write_bytes(as_text(_pieces(page)))
        case ".md":
            target.write_bytes(as_markdown(_pieces(page, with_links=True)))
        case ".xlsx":
            _write_workbook(_pieces(page), target, meta)
    return read_html(text), pages


def _pieces(page: str, with_links: bool = False) -> list[Piece]:
    """The parts of a page, for what knows no more than them; notes stand at the end."""
    soup = BeautifulSoup(page, "html.parser")
    notes = []
    for number, note in enumerate(soup.select(".fn"), start=1):
        notes.append(Piece("paragraph", (f"[{number}] {_words(note)}",)))
        note.replace_with(f"[{number}]")
    for author in soup.select("blockquote cite"):
        author.insert_before(" – ")
    for link in soup.select("a[href]") if with_links else []:
        link.replace_with(f"[{_words(link)}]({link['href']})")
    parts = (part for part in soup.find_all(_PARTS) if not part.find_parent(_PARTS))
    return [*(piece for part in parts for piece in _pieces_of(part)), *notes]


def _pieces_of(part: Tag) -> list[Piece]:
    match part.name:
        case "ul" | "ol":
            return [Piece("items", tuple(map(_words, part.find_all("li"))))]
        case "blockquote":
            return [Piece("quote", (_words(part),))]
        case "table":
            rows = [[*map(_words, row.find_all(["td", "th"]))] for row in part.find_all("tr")]
            width = max(map(len, rows))
            cells = tuple(cell for row in rows for cell in [*row, *[""] * (width - len(row))])
            captions = [Piece("paragraph", (_words(each),)) for each in part.find_all("caption")]
            return [*captions, Piece("table", cells, columns=width)]
        case "p":
            return [Piece("paragraph", (_words(part),))]
    return [Piece("heading", (_words(part),), level=int(part.name[1]))]


def _words(part: Tag) -> str:
    return " ".join(part.get_text().split())


def _write_workbook(pieces: list[Piece], target: Path, meta: dict[str, str]) -> None:
    """Write the parts as rows, in which a number is one."""
    book = load_workbook(BytesIO(as_workbook(pieces)))
    for row in book.active.iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and PLAIN.fullmatch(cell.value):
                is_share = "%" in cell.value
                cell.value = float(value_of(cell.value, meta)) / (100 if is_share else 1)
                cell.number_format = "0.0%" if is_share else "General"
    book.save(target)


if __name__ == "__main__":
    main(sys.argv[1:])
