"""Reads Markdown: CommonMark with tables and strikethrough; notes stay where they are written."""

import re

from django.utils.translation import gettext_lazy as _

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ..document import Document, Heading, LeftOut, Run
from ..errors import ImportRefused
from .html import read_fragment
from .html_tree import HeldPictures
from .kinds import COSTLY

FRONT_MATTER = _("Notes about the document at its head, for the program that it comes from")
_FRONT_MATTER = re.compile(
    r"\A\s*---[ \t]*\n(\s*[\w-]+[ \t]*:.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.ASCII
)
_TITLE = re.compile(r"^title[ \t]*:[ \t]*(\S.*)$", re.MULTILINE | re.IGNORECASE)
# Markdown takes ">>" for a quotation within a quotation; here it is the sign of a link.
_LINK = re.compile(r"^( {0,3})>>(.*<<[ \t]*)$", re.MULTILINE)
_NOTE = re.compile(r"(^[ >]*)?\[\^([^\]\s]+)\](?(1):?)", re.MULTILINE)
# The parser looks for the end of a link behind each.
_MOST_BRACKETS = 20_000


def read_markdown(text: str) -> Document:
    """Read Markdown. HTML within it is read by the rules for HTML.

    Raises ImportRefused for more brackets than links of a document have.
    """
    if text.count("[") > _MOST_BRACKETS:
        raise ImportRefused(*COSTLY)
    head = _FRONT_MATTER.match(text)
    pictures = HeldPictures()
    body = pictures.take_from(text[head.end() :] if head else text)
    body = _with_notes(_LINK.sub(r"\1\>\>\2", body))
    # "html" passes HTML through to the reader of HTML, which takes its words and nothing else.
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 50})
    # Pictures held as data: and addresses that other programs understand are for the reader of
    # HTML to judge; here each link stays what it is.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    tokens = parser.enable(["table", "strikethrough"]).parse(body)
    _keep_numbers(tokens)
    document = read_fragment(parser.renderer.render(tokens, parser.options, {}), pictures)
    if head:
        _put_head(document, head[1])
    return document


def _with_notes(text: str) -> str:
    """The text with a number as the mark of each note and before it: one without the other stays, too."""
    numbers: dict[str, int] = {}

    def numbered(note: re.Match[str]) -> str:
        number = numbers.setdefault(note[2], len(numbers) + 1)
        return f"\\[{number}\\]" if note[1] is None else f"\n{note[1]}\\[{number}\\] "

    return _NOTE.sub(numbered, text)


def _keep_numbers(tokens: list[Token]) -> None:
    """Give the items of a list that does not begin at 1 their numbers: "2016. Det året …" is a year."""
    open_lists: list[bool] = []
    for token in tokens:
        if token.type in {"ordered_list_open", "bullet_list_open"}:
            open_lists.append(token.attrGet("start") is not None)
        elif token.type in {"ordered_list_close", "bullet_list_close"}:
            open_lists.pop()
        elif token.type == "list_item_open" and open_lists[-1]:
            token.attrSet("value", token.info)


def _put_head(document: Document, head: str) -> None:
    title = _TITLE.search(head)
    has_heading = any(isinstance(part, Heading) and part.level == 1 for part in document.parts)
    if title and not has_heading:
        document.parts.insert(0, Heading(1, (Run(title[1].strip(" \t\"'")),)))
        # The rest of its line is the word "title" alone.
        head = head[: title.start(1)] + head[title.end(1) :]
    document.left_out.insert(0, LeftOut(" ".join(head.split()), FRONT_MATTER))
