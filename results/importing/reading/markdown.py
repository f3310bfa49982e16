"""Reads Markdown: CommonMark with tables, strikethrough and footnotes."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from ..document import Document, Heading, LeftOut, Run
from ..errors import ImportRefused
from .html import read_fragment
from .html_tree import HeldPictures
from .kinds import COSTLY

FRONT_MATTER = _("Notes about the document at its head, for the program that it comes from")
_FRONT_MATTER = re.compile(r"\A\s*---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_KEY = re.compile(r"[\w-]+[ \t]*:", re.ASCII)
_TITLE = re.compile(r"^title[ \t]*:[ \t]*(\S.*)$", re.MULTILINE | re.IGNORECASE)
# Markdown takes ">>" for a quotation within a quotation; here it is the sign of a link.
_LINK = re.compile(r"^( {0,3})>>(.*<<[ \t]*)$", re.MULTILINE)
_STARTS_WITH_NUMBER = re.compile(r"[\s>]*\d")
_NOTE = re.compile(r"^([ >]*)\[\^([^\]\s]+)\]:", re.MULTILINE)
# The parser looks for the end of a link behind each.
_MOST_BRACKETS = 20_000
_QUOTED = re.compile(r"""(["'])(.*)\1""")


def read_markdown(text: str) -> Document:
    """Read Markdown. HTML within it is read by the rules for HTML.

    Raises ImportRefused for more brackets than links of a document have.
    """
    if text.count("[") > _MOST_BRACKETS:
        raise ImportRefused(*COSTLY)
    pictures = HeldPictures()
    head, body = _split(pictures.take_from(text))
    # "html" passes HTML through to the reader of HTML, which takes its words and nothing else.
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 50}).use(footnote_plugin)
    parser.add_render_rule("footnote_ref", _mark)
    parser.add_render_rule("footnote_anchor", lambda *_given: "")
    document = read_fragment(_rendered(parser.enable(["table", "strikethrough"]), body), pictures)
    if head:
        _put_head(document, head)
    return document


def _rendered(parser: MarkdownIt, text: str) -> str:
    # Pictures held as data: and addresses that other programs understand are for the reader of
    # HTML to judge; here each link stays what it is.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    text = _with_all_notes(parser, _LINK.sub(r"\1\>\>\2", text))
    return parser.render(_with_numbers(parser, text))


def _mark(_self: object, tokens: list[Token], place: int, *_given: object) -> str:
    """The mark of a note, as it is in documents of other formats."""
    return f"[{tokens[place].meta['id'] + 1}]"


def _with_numbers(parser: MarkdownIt, text: str) -> str:
    """The text, in which a list that does not begin at 1 is none: "2016. Det året …" is a year."""
    lines = text.split("\n")
    for inside, token in _in_lists(parser.parse(text)):
        if inside and token.type == "list_item_open" and token.map:
            number = token.map[0]
            lines[number] = _without_marker(lines[number], token.info)
    return "\n".join(lines)


def _with_all_notes(parser: MarkdownIt, text: str) -> str:
    """The text, in which a note is text that has no mark, or another one of its name: they would be lost."""
    found: dict[str, Any] = {}
    parser.parse(text, found)
    marked = found.get("footnotes", {}).get("refs", {})
    named = Counter(name for _before, name in _NOTE.findall(text))

    def told(note: re.Match[str]) -> str:
        is_shown = named[note[2]] == 1 and marked.get(f":{note[2]}", -1) >= 0
        return note[0] if is_shown else f"{note[1]}\n{note[1]}\\[^{note[2]}]:"

    return _NOTE.sub(told, text)


def _without_marker(line: str, marker: str) -> str:
    # An empty line before it, or it would run on from the one above.
    gap = "\n" if _STARTS_WITH_NUMBER.match(line) else ""
    return gap + re.sub(rf"(?<!\d){marker}(?=[.)])", rf"{marker}\\", line, count=1)


def _in_lists(tokens: list[Token]) -> Iterator[tuple[bool, Token]]:
    """Yield each token, and whether the list that it is in begins at another number than 1."""
    open_lists: list[bool] = []
    for token in tokens:
        if token.type in {"ordered_list_open", "bullet_list_open"}:
            open_lists.append(token.attrGet("start") is not None)
        elif token.type in {"ordered_list_close", "bullet_list_close"}:
            open_lists.pop()
        yield bool(open_lists and open_lists[-1]), token


def _split(text: str) -> tuple[str, str]:
    """The notes between --- at the head, "" without, and the text below them."""
    match = _FRONT_MATTER.match(text)
    if not match or not _KEY.match(match[1].strip()):
        return "", text
    return match[1], text[match.end() :]


def _put_head(document: Document, head: str) -> None:
    title = _TITLE.search(head)
    has_heading = any(isinstance(part, Heading) and part.level == 1 for part in document.parts)
    if title and not has_heading:
        text = title[1].rstrip(" \t")
        quoted = _QUOTED.fullmatch(text)
        document.parts.insert(0, Heading(1, (Run(quoted[2] if quoted else text),)))
        # The rest of its line is the word "title" alone.
        head = head[: title.start(1)] + head[title.end(1) :]
    if head.strip():
        document.left_out.insert(0, LeftOut(" ".join(head.split()), FRONT_MATTER))
