"""Rich text and the links and characters it may hold, and a block that survives damaged ones."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.functional import cached_property

from wagtail.blocks import RichTextBlock
from wagtail.rich_text.rewriters import FIND_A_TAG, extract_attrs

from .leaves import Refining, as_pk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from wagtail.rich_text import RichText

    from .resolving import Resolver

_LONE = re.compile("[\ud800-\udfff]")


def has_lone_surrogates(text: str) -> bool:
    """Whether the text holds half a character, such as "\\ud83d" without its second half."""
    return not text.isascii() and _LONE.search(text) is not None


def without_lone_surrogates(text: str) -> str:
    """Return the text with U+FFFD in place of each half character."""
    return text if text.isascii() else _LONE.sub("\ufffd", text)


# A rich-text feature that no editor sees: API v3 cleans a text by the block's features, and where
# `results.api` is installed this one lets paragraphs keep the keys that comments hold on to.
BLOCK_KEYS = "results-block-keys"
_EMBED = re.compile(r"<embed\b[^>]*>(?:</embed>)?")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)\b[^>]*>")
_NEVER_NESTED = frozenset({"br", "embed", "hr", "img", "li", "p"})
# An id that no page and no document has.
_NOTHING = "0"


def links_in(source: str) -> Iterator[dict[str, str]]:
    """Yield the attributes of each link of the text."""
    for match in FIND_A_TAG.finditer(source):
        yield extract_attrs(match[1])


def is_internal(attributes: Mapping[str, str]) -> bool:
    return attributes.get("linktype") in {"page", "document"}


def is_damaged(attributes: Mapping[str, str]) -> bool:
    """Whether it is a link to a page or document whose id is no id: "abc", "", "-1"."""
    return is_internal(attributes) and not as_pk(attributes.get("id"))


def tag_depth(source: str) -> int:
    """How many elements of the text lie within each other at most; paragraphs need no end."""
    depth = deepest = 0
    for end, name in _TAG.findall(source):
        if name.lower() not in _NEVER_NESTED:
            depth = max(depth - 1, 0) if end else depth + 1
            deepest = max(depth, deepest)
    return deepest


def without_embeds(source: str) -> str:
    """The text without pictures and films from elsewhere: they belong in blocks of their own."""
    return _EMBED.sub("", source)


def without_damaged_ids(source: str) -> str:
    """The text with each damaged link leading to nothing, which editors see and Wagtail can read."""
    return _leading_nowhere(source, is_damaged)


def without_dead_targets(source: str, resolver: Resolver) -> str:
    """The text with every link leading to nothing whose target this reader cannot reach.

    Its links are not damaged.
    """

    def is_dead(attributes: dict[str, str]) -> bool:
        if not is_internal(attributes):
            return False
        find = resolver.page if attributes["linktype"] == "page" else resolver.document
        return find(int(attributes["id"])) is None

    return _leading_nowhere(source, is_dead)


def _leading_nowhere(source: str, is_dead: Callable[[dict[str, str]], bool]) -> str:
    def tag(match: re.Match[str]) -> str:
        attributes = extract_attrs(match[1])
        if not is_dead(attributes):
            return match[0]
        return f'<a id="{_NOTHING}" linktype="{attributes["linktype"]}">'

    return FIND_A_TAG.sub(tag, source)


class SafeRichTextBlock(Refining, RichTextBlock):
    """Wagtail's RichTextBlock; old damaged links do not stop the editor's form or an API."""

    def __init__(self, *, features: list[str], **options: Any) -> None:
        super().__init__(features=features, **options)
        self.features = [*features, BLOCK_KEYS]

    @cached_property
    def field(self) -> forms.CharField:
        """The form field, without the feature that editors do not see."""
        from wagtail.admin.rich_text import get_rich_text_editor_widget

        features = [name for name in self.features if name != BLOCK_KEYS]
        widget = get_rich_text_editor_widget(self.editor, features=features)
        return forms.CharField(widget=widget, **self.field_options)

    def value_for_form(self, value: RichText) -> str:
        """Return the text for the editor; damaged links lead to nothing."""
        return without_damaged_ids(value.source)

    def value_from_datadict(
        self, data: Mapping[str, Any], files: Mapping[str, Any], prefix: str
    ) -> RichText:
        """Return the submitted text; raise an error of `DAMAGED` unless it is a content state."""
        if prefix in data:
            _check_content_state(self.field.widget, data[prefix])
        return super().value_from_datadict(data, files, prefix)

    def get_api_representation(
        self, value: RichText, context: dict[str, Any] | None = None
    ) -> str | None:
        """Return the text as stored, or in the format that the request asks for."""
        context = context or {}
        request, reading = context.get("request"), context.get("reading")
        asked = request.GET.get("rich_text_format") if request else None
        if asked == "html" and reading is not None:
            return str(reading.html(value.source))
        if asked in {"markdown", "db_markdown", "html"}:
            source = without_damaged_ids(value.source)
            if asked == "markdown" and reading is not None:
                source = without_dead_targets(source, reading)
            value = type(value)(source)
        shown: str | None = super().get_api_representation(value, context=context)
        return shown


def _check_content_state(widget: forms.Widget, submitted: str) -> None:
    """Raise KeyError, TypeError or ValueError for JSON that Draftail would not send.

    Wagtail takes the text out of it as far as it goes and loses the rest. An empty text is "null".
    """
    from wagtail.admin.rich_text import DraftailRichTextArea

    state = json.loads(submitted) if isinstance(widget, DraftailRichTextArea) else None
    if state is None:
        return
    if has_lone_surrogates(json.dumps(state, ensure_ascii=False)):
        raise ValueError("Half a character, which no database can store.")
    for block in state["blocks"]:
        if not (isinstance(block["text"], str) and isinstance(block["depth"], int)):
            raise ValueError("A block without text or depth.")
