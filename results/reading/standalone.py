"""Readings of single values: in an API, a preview, a template of the host."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language

from ..fields import page_of
from .aliases import spoken_language
from .page_reading import PageReading
from .provenance import know

if TYPE_CHECKING:
    from wagtail.blocks import Block


def reading_for(block: Block, value: Any, context: MutableMapping[str, Any]) -> PageReading:
    """Return a reading for a single value.

    Its page is that of its stream (see `results.fields.StreamField`), else `page` of the template
    context; its language is the page's, or the active one without a page.
    """
    page = page_of(value) or context.get("page")
    request = context.get("request")
    if page is not None and getattr(page, "locale_id", None):
        know(page)
        language = spoken_language(page)
    else:
        page, language = None, get_language() or "en"
    return PageReading([(block, value)], language=language, page=page, request=request)
