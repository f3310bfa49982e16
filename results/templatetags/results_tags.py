"""Template filters of the plugin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.translation import get_language

from babel import Locale

from ..blocks.read_more_link import describe_file

if TYPE_CHECKING:
    from ..blocks import LinkTarget

register = template.Library()


@register.filter
def language_name(code: str) -> str:
    """The name of a language in the language in use: "sv" is "Swedish", or "svenska"."""
    shown = Locale.parse((get_language() or "en").replace("-", "_"))
    name: str = Locale.parse(code.replace("-", "_")).get_language_name(shown) or code
    return name


@register.filter
def file_description(target: LinkTarget, language: str) -> str:
    """The kind and size of a document, such as "PDF, 1.2 MB"."""
    return describe_file(target, language)
