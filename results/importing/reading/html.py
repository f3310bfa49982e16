"""Reads web pages: walks their elements, and makes a document of what is content."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from bs4.element import PageElement, Tag

from ..document import Document, Heading, LeftOut, Picture, Run
from .html_blocks import HANDLERS, leave_out_contents
from .html_noise import OUTSIDE, TITLE, why_left_out
from .html_page import page_of
from .html_sinks import Flow, Sink
from .html_tree import GONE, HeldPictures, is_text, said_by, tree_of, visible_text
from .inline import Inline, find_lines_and_bullets

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from .html_page import Page

# What is to be done at the end of an element; None where nothing within is to be read.
Leave = Callable[[], None]
Handler = Callable[["Walk", Tag], "Leave | None"]
_DECLARED = re.compile(
    rb"""<(?:meta[^>]+charset|\?xml[^>]+encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)


class Walk:
    """One walk through a tree: `run()` gives the document.

    `handlers` say what each element does, by its name. `is_page` is for pages out of a browser,
    which have menus, forms and the like around their content.
    """

    def __init__(
        self, page: Page, handlers: dict[str, Handler], pictures: HeldPictures, is_page: bool = True
    ) -> None:
        self.document = Document()
        self.page = page
        self.pictures = pictures
        self.inline = Inline()
        self._handlers = handlers
        self._is_page = is_page
        self._sinks: list[Sink] = [Flow(taken=self.document.parts)]
        self._held: list[Picture] = []
        # The last picture of the source, None where that is not within the document.
        self.shown: Picture | None = None
        self._kept = {id(tag) for tag in page.kept} if is_page else set[int]()
        self._within = 0 if self._kept else 1

    def run(self) -> Document:
        """Walk without recursion, which a deep page would bring to its end."""
        stack: list[tuple[Iterator[PageElement], Leave]] = []
        stack.append((iter(self.page.root.children), self.flush))
        while stack:
            children, leave = stack[-1]
            node = next(children, None)
            if node is None:
                stack.pop()
                leave()
            elif isinstance(node, Tag):
                entered = self._enter(node)
                if entered is not None:
                    stack.append((iter(node.children), entered))
            elif is_text(node):
                self._text(str(node))
        return self.document

    @property
    def sink(self) -> Sink:
        """Where texts go now."""
        return self._sinks[-1]

    @property
    def is_at_top(self) -> bool:
        """Whether texts go into the document itself, not into a list, table, quote or heading."""
        return len(self._sinks) == 1

    def flush(self) -> None:
        """End the paragraph that was being gathered."""
        runs = self.inline.take()
        if runs:
            self.sink.take(runs)

    def push(self, sink: Sink) -> Leave:
        """Send what follows into a sink, until the element ends."""
        self.flush()
        self._sinks.append(sink)

        def leave() -> None:
            self.flush()
            self._sinks.pop()
            self.document.parts += sink.parts()
            self._release()

        return leave

    def block(self) -> Leave:
        """Begin a paragraph, and end it where the element ends."""
        self.flush()
        return self.flush

    def show(self, picture: Picture) -> None:
        """Put a picture into the document, after the list or table that it stands in."""
        self._held.append(picture)
        self.shown = picture
        if self.is_at_top:
            self.flush()
            self._release()

    def leave_out(self, text: str, reason: StrOrPromise) -> None:
        """Note words that do not become part of the document."""
        if text:
            self.document.left_out.append(LeftOut(text, reason))

    def _release(self) -> None:
        if self.is_at_top:
            self.document.parts += self._held
            self._held.clear()

    def _text(self, text: str) -> None:
        if self._within:
            self.inline.add(text)
        else:
            self.leave_out(" ".join(text.split()), OUTSIDE)

    def _enter(self, tag: Tag) -> Leave | None:
        if tag.name in GONE:
            return None
        if id(tag) in self._kept:
            return self._enter_kept(tag)
        if self._is_page and (reason := why_left_out(tag, self.page)):
            self.leave_out(visible_text(tag) or said_by(tag), reason)
            return None
        if not self._within and id(tag) not in self.page.above:
            self.leave_out(visible_text(tag) or said_by(tag), OUTSIDE)
            return None
        return self._handle(tag)

    def _enter_kept(self, tag: Tag) -> Leave | None:
        self._within += 1
        end = self._handle(tag)

        def leave() -> None:
            if end:
                end()
            self._within -= 1

        return leave

    def _handle(self, tag: Tag) -> Leave | None:
        handler = self._handlers.get(tag.name)
        return handler(self, tag) if handler else self.block()


def declared_encoding(content: bytes) -> str:
    """The encoding that a page names in its head, or ""."""
    match = _DECLARED.search(content[:4096])
    return match[1].decode("ascii", "replace") if match else ""


def read_html(html: str) -> Document:
    """Read a page: its main part, without the menus and forms around it.

    Raises ImportRefused for a page that is nested too deeply.
    """
    document, root = _walked(html, HeldPictures(), is_page=True)
    title = root.find("title")
    text = " ".join(title.get_text().split()) if isinstance(title, Tag) else ""
    has_title = any(isinstance(part, Heading) and part.level == 1 for part in document.parts)
    find_lines_and_bullets(document)
    if text and not has_title:
        document.parts.insert(0, Heading(1, (Run(text),)))
    elif text:
        document.left_out.insert(0, LeftOut(text, TITLE))
    return document


def read_fragment(html: str, pictures: HeldPictures) -> Document:
    """Read HTML that another format was turned into: all of it is content."""
    document, _root = _walked(html, pictures, is_page=False)
    find_lines_and_bullets(document)
    return document


def _walked(html: str, pictures: HeldPictures, is_page: bool) -> tuple[Document, Tag]:
    root = tree_of(pictures.take_from(html))
    page = page_of(root)
    handlers = HANDLERS if is_page else {**HANDLERS, "nav": leave_out_contents}
    return Walk(page, handlers, pictures, is_page).run(), root
