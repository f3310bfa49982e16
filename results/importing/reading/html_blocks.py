"""What elements do that make paragraphs, headings, lists, quotes and tables."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bs4.element import Tag

from ..document import Part, Picture, text_of
from .html_inline import INLINE
from .html_noise import CONTENTS, is_quotation
from .html_sinks import HeadingSink, ListSink, PlainSink, QuoteSink, Sink, TableSink
from .html_tree import attribute, visible_text

if TYPE_CHECKING:
    from .html import Handler, Leave, Walk


LONGEST_QUOTATION = 1000  # characters of a box that is one by its class


def _heading(walk: Walk, level: int) -> Leave:
    return walk.push(HeadingSink(level)) if walk.is_at_top else walk.block()


def _of_level(level: int) -> Handler:
    return lambda walk, _tag: _heading(walk, level)


def _block(walk: Walk, tag: Tag) -> Leave:
    if walk.page.length_of(tag) <= LONGEST_QUOTATION and is_quotation(tag):
        return _quote(walk, tag)
    if attribute(tag, "role").lower() == "heading":
        level = attribute(tag, "aria-level")
        return _heading(walk, int(level) if level in set("123456") else 2)
    if "MsoTitle" in attribute(tag, "class"):  # as Word saves web pages
        return _heading(walk, 1)
    if "font-weight" not in attribute(tag, "style"):
        return walk.block()
    end, unbold = walk.block(), INLINE["span"](walk, tag)

    def leave() -> None:
        end()
        if unbold:
            unbold()

    return leave


def _preformatted(walk: Walk, _tag: Tag) -> Leave:
    end = walk.push(PlainSink(walk.document.left_out)) if walk.is_at_top else walk.block()
    walk.inline.preformatted += 1

    def leave() -> None:
        end()
        walk.inline.preformatted -= 1

    return leave


def _list(walk: Walk, tag: Tag) -> Leave:
    if not walk.is_at_top or id(tag) in walk.page.layouts:
        return walk.block()
    return walk.push(ListSink(tag.name == "ol"))


def _item(walk: Walk, _tag: Tag) -> Leave:
    end, sink = walk.block(), walk.sink
    if not isinstance(sink, ListSink):
        return end
    sink.begin()

    def leave() -> None:
        end()
        sink.end()

    return leave


def _quote(walk: Walk, tag: Tag) -> Leave:
    if not walk.is_at_top or id(tag) in walk.page.layouts:
        return walk.block()
    return walk.push(QuoteSink())


def _figure(walk: Walk, tag: Tag) -> Leave:
    # Such a figure is a quotation, and the caption says whose.
    if walk.is_at_top and id(tag) in walk.page.layouts:
        return walk.push(QuoteSink())
    return walk.block()


@dataclass(slots=True)
class _CaptionSink(Sink):
    """The caption of the picture that it takes the place of."""

    picture: Picture

    def parts(self) -> list[Part]:
        return [replace(self.picture, caption=" ".join(map(text_of, self.texts)))]


def _figure_caption(walk: Walk, tag: Tag) -> Leave:
    if isinstance(walk.sink, QuoteSink):
        return _speaker(walk, tag)
    walk.flush()
    picture, parts = walk.shown, walk.document.parts
    is_below = walk.is_at_top and parts and parts[-1] is picture
    if picture is None or not is_below or not walk.page.length_of(tag):
        return walk.block()
    parts.pop()
    return walk.push(_CaptionSink(picture))


def _speaker(walk: Walk, tag: Tag) -> Leave:
    """Whose words a quotation is, in a line of its own that begins as in a text without marks."""
    end = walk.block()
    if isinstance(walk.sink, QuoteSink) and walk.page.length_of(tag):
        walk.inline.add("– ")
    return end


def _cited(walk: Walk, tag: Tag) -> Leave | None:
    after = tag.next_sibling
    # What follows it makes it the name of a work within a sentence.
    is_last = after is None or (not isinstance(after, Tag) and not str(after).strip())
    is_speaker = is_last and isinstance(walk.sink, QuoteSink)
    return _speaker(walk, tag) if is_speaker else INLINE["cite"](walk, tag)


def _table(walk: Walk, tag: Tag) -> Leave:
    is_layout = id(tag) in walk.page.layouts or attribute(tag, "role") in {"presentation", "none"}
    if not walk.is_at_top or is_layout:
        return walk.block()
    return walk.push(TableSink())


def _row(walk: Walk, _tag: Tag) -> Leave:
    end = walk.block()
    if isinstance(walk.sink, TableSink):
        walk.sink.begin_row()
    return end


def _cell(walk: Walk, tag: Tag) -> Leave:
    end, sink = walk.block(), walk.sink
    if isinstance(sink, TableSink):
        is_header = tag.name == "th" or _is_in_head(tag)
        sink.begin_cell(_span_of(tag, "colspan"), _span_of(tag, "rowspan"), is_header)
    return end


def _caption(walk: Walk, _tag: Tag) -> Leave:
    end, sink = walk.block(), walk.sink
    if not isinstance(sink, TableSink):
        return end
    sink.in_caption = True

    def leave() -> None:
        end()
        sink.in_caption = False

    return leave


def _terms(walk: Walk, tag: Tag) -> Leave:
    if not walk.is_at_top or id(tag) in walk.page.layouts:
        return walk.block()
    return walk.push(TableSink(is_terms=True))


def _term(walk: Walk, _tag: Tag) -> Leave:
    end = walk.block()
    if isinstance(walk.sink, TableSink):
        walk.sink.begin_row()
        walk.sink.begin_cell()
    return end


def _description(walk: Walk, _tag: Tag) -> Leave:
    end, sink = walk.block(), walk.sink
    if isinstance(sink, TableSink):
        if not sink.rows or len(sink.rows[-1]) > 1:
            sink.begin_row()
            sink.begin_cell()
        sink.begin_cell()
    return end


def leave_out_contents(walk: Walk, tag: Tag) -> None:
    """Note a list of contents, which leads to places of the document that the page has not."""
    walk.flush()
    walk.leave_out(visible_text(tag), CONTENTS)


def _span_of(tag: Tag, name: str) -> int:
    value = attribute(tag, name).strip()
    return int(value) if value.isascii() and value.isdigit() and len(value) < 4 else 1


def _is_in_head(tag: Tag) -> bool:
    row = tag.parent
    return row is not None and row.parent is not None and row.parent.name == "thead"


HANDLERS: dict[str, Handler] = {
    **INLINE,
    **{f"h{level}": _of_level(level) for level in range(1, 7)},
    **dict.fromkeys(("p", "div", "section", "aside"), _block),
    **dict.fromkeys(("ul", "ol", "menu"), _list),
    **dict.fromkeys(("td", "th"), _cell),
    "li": _item,
    "pre": _preformatted,
    "blockquote": _quote,
    "figure": _figure,
    "figcaption": _figure_caption,
    "footer": _speaker,
    "cite": _cited,
    "table": _table,
    "tr": _row,
    "caption": _caption,
    "dl": _terms,
    "dt": _term,
    "dd": _description,
}
