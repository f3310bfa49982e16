"""Template filters of the plugin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from ..blocks.read_more_link import describe_file

if TYPE_CHECKING:
    from ..blocks import LinkTarget

register = template.Library()


@register.filter
def file_description(target: LinkTarget, language: str) -> str:
    """The kind and size of a document, such as "PDF, 1.2 MB"."""
    return describe_file(target, language)
