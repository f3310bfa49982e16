"""What a marked source says of its structure: blocks of text, headings, links, notes, quotations."""

import re
from dataclasses import dataclass, field

from bs4 import BeautifulSoup, Tag

from .marks import mark_row, squeeze

_LEAVES = ["h1", "h2", "h3", "h4", "p", "li", "dt", "dd", "figcaption", "caption", "div", "tr"]
_NOISE = "nav, header, footer, [data-noise]"
_CAPTION = re.compile(r"\*(?:Tabell?e?|Table|Figure?|Diagram)\b[^\n]*\*")

MARKDOWN_SPEECH = re.compile(r"(?m)^@quote\((.*?)\) ")


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


def read_markdown(text: str) -> Source:
    """Read Markdown with its tables and notes; `> — name` says whose a quotation is.

    So does `@quote(name) ` before a paragraph that is one; the document does not have it.
    """
    source = Source(links=len(re.findall(r"(?<!!)\[[^\]]+\]\(", text)))
    for block in re.split(r"\n\s*\n", text):
        lines = block.strip().splitlines()
        if not lines:
            continue
        first = lines[0]
        if heading := re.match(r"(#+) (.+)", first):
            source.headings.append((len(heading[1]), squeeze(heading[2])))
        if first.startswith(">"):
            words = [line.lstrip("> ") for line in lines]
            author = words.pop().lstrip("—– ") if words[-1].startswith("—") else ""
            source.quote(" ".join(words), author)
        if said := MARKDOWN_SPEECH.match(block):
            source.quote(block[said.end() :], said[1])
        if note := re.match(r"\[\^\w+\]: (.+)", " ".join(lines)):
            source.notes.append(squeeze(note[1]))
        if _CAPTION.match(first):
            source.captions.append(squeeze(first).strip("*"))
        if first.startswith("|") or re.match(r"(?:[-*+]|\d+\.) ", first):
            source.blocks.extend(re.sub(r"(?m)^(?:[-*+]|\d+\.) ", "", line) for line in lines)
        else:
            told = MARKDOWN_SPEECH.sub("", "\n".join(lines))
            source.blocks.append(re.sub(r"\[\^\w+\]:?", "", told))
    return source


def read_plain(text: str) -> tuple[Source, str]:
    """Read plain text, and return it without the words that tell its structure.

    Such a word begins its line: `@h2 `, `@note `, `@cap `, `@quote(name) `.
    """
    source = Source()
    shown, apart = [], []
    for line in text.splitlines():
        told = re.match(r"@(h\d|note|cap|quote)(?:\((.*?)\))? ", line)
        rest = line[told.end() :] if told else line
        if told is None:
            pass
        elif told[1] == "note":
            source.notes.append(squeeze(rest))
        elif told[1] == "cap":
            source.captions.append(squeeze(rest))
        elif told[1] == "quote":
            source.quote(rest, told[2])
        else:
            source.headings.append((int(told[1][1]), squeeze(rest)))
        shown.append(rest)
        apart.append(f"\n{rest}\n" if told else "" if re.fullmatch("[=-]+", rest) else rest)
    for paragraph in re.split(r"\n\s*\n", "\n".join(apart)):
        lines = paragraph.splitlines()
        is_prose = max(map(len, map(squeeze, lines)), default=0) > 60 and "   " not in paragraph
        source.blocks.extend([" ".join(lines)] if is_prose else lines)
    return source, "\n".join(shown).strip() + "\n"
