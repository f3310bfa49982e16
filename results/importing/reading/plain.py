"""Reads plain text: blocks between blank lines, and the ways in which people lay out text."""

import re
from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from ..document import WORD, Document, Heading, LeftOut, Paragraph, Part, Run, Table, text_of
from .inline import MAX_LINE, is_heading_like, is_name
from .plain_lines import NAMED_PAGE, PAGE_NUMBER, join_all, unwrapped
from .plain_lists import Item, goes_on, item_at, marker_of, with_lists
from .plain_tables import cells_of, table_at

RULE = _("A line drawn between parts")
_RULE = re.compile(r"[-=_*~#+.•·–—]{3,}|(?:[-=_*~][ \t]+){2,}[-=_*~]")
_HEADED = re.compile(r"(#{1,6})[ \t]+(\S.*)")
# A link may go on in the next lines.
_LINK = re.compile(r"^[ \t]*>>[^<\n]*(?:\n[^<\n]+){0,2}<<", re.MULTILINE)
_LONG = 80
_MAX_HEAD = 60


def read_plain(text: str) -> Document:
    """Read plain text, which has no signs for what is a heading, a list or a table."""
    document = Document()
    found: list[Part | Item] = []
    block: list[str] = []
    text = _LINK.sub(lambda link: f"\n\n{join_all(link[0].splitlines())}\n\n", text)
    for line in [*text.replace("\f", "\n\n").split("\n"), ""]:
        said = line.strip()
        is_rule = _RULE.fullmatch(said) is not None
        is_of_table = bool(block) and cells_of(block[-1]) is not None
        if said and (is_of_table if is_rule else not _HEADED.fullmatch(said)):
            block.append(line)
            continue
        heading = _heading(said, block)
        if len(block) == 1 and NAMED_PAGE.fullmatch(block[0].strip()):
            document.left_out.append(LeftOut(block.pop().strip(), PAGE_NUMBER))
        found += _pieces(block) if block else ()
        block = []
        if heading:
            found.append(heading)
        elif WORD.search(said):
            document.left_out.append(LeftOut(said, RULE))
    document.parts = with_lists(found, document.left_out)
    return document


def _heading(line: str, block: list[str]) -> Heading | None:
    """The heading that a line is, by its signs, or that it underlines and takes from the lines above."""
    if marked := _HEADED.fullmatch(line):
        # Some write as many signs behind the heading as before it.
        text = marked[2].rstrip("#").rstrip(" \t") or marked[2][0]
        return Heading(len(marked[1]), (Run(text),))
    above = block[-1].strip() if block and line[:1] in {"=", "-", "~"} else ""
    if len(above) > MAX_LINE or not WORD.search(above):
        return None
    block.pop()
    return Heading(1 if line[0] == "=" else 2, (Run(above),))


def _pieces(block: list[str]) -> Iterator[Part | Item]:
    """Yield the items, tables and paragraphs of the lines between two blank ones."""
    indent = min(len(line) - len(line.lstrip(" ")) for line in block)
    lines = [line[indent:] for line in block]
    markers = Counter(map(marker_of, lines))
    found: list[tuple[Item | Table | None, list[str]]] = [(None, [])]
    at = 0
    while at < len(lines):
        last, texts = found[-1]
        before = last if isinstance(last, Item) else None
        if item := item_at(lines[at], at == 0, before, markers):
            found.append((item, [text_of(item.runs)]))
        elif table := table_at(lines, at):
            found += [(table[0], []), (None, [])]
            at += table[1] - 1
        elif before and not goes_on(lines[at - 1], lines[at]):
            found.append((None, [lines[at]]))
        elif WORD.search(lines[at]):
            texts.append(lines[at])
        at += 1
    for piece, texts in found:
        if isinstance(piece, Item):
            piece.runs = (Run(join_all(texts)),)
            piece.is_alone = len(texts) == len(lines)
        if piece is not None:
            yield piece
        elif texts:
            yield from _paragraphs(texts, texts is found[0][1])


def _paragraphs(lines: list[str], is_first: bool) -> Iterator[Paragraph]:
    """Yield lines as paragraphs: a long one is one by itself, short ones stay together as they were."""
    texts = unwrapped(lines)
    if len(texts) == 1:
        yield Paragraph((Run(texts[0]),), is_first and is_heading_like(texts[0]))
        return
    short: list[str] = []
    for text, after in zip(texts, [*texts[1:], ""], strict=True):
        heads = not short and len(text) <= _MAX_HEAD <= len(after) and is_name(text)
        if len(text) < _LONG and not heads:
            short.append(text)
            continue
        if short:
            yield Paragraph((Run("\n".join(short)),))
            short = []
        yield Paragraph((Run(text),), heads and is_heading_like(text))
    if short:
        yield Paragraph((Run("\n".join(short)),))
