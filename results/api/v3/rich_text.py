"""Rich text that API v3 writes."""

from __future__ import annotations

from wagtail.admin.rich_text.converters.editor_html import WhitelistRule
from wagtail.rich_text import features
from wagtail.whitelist import attribute_rule

from ...blocks.rich_text import BLOCK_KEYS

ELEMENTS = ("p", "h2", "h3", "h4", "h5", "h6", "li", "blockquote")


def keep_block_keys() -> None:
    """Let the paragraphs of the plugin's rich text keep their keys.

    The keys (`data-block-key`) are what comments hold on to, and without them a text that is
    read and written back would not be the same.
    """
    rule = attribute_rule({"data-block-key": True})
    features.register_converter_rule(
        "editorhtml", BLOCK_KEYS, [WhitelistRule(element, rule) for element in ELEMENTS]
    )
