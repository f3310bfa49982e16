"""The reading of a value that is shown by itself: in an API, a preview, a host's template."""

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
    """The reading for a value that stands by itself.

    Its page is that of the stream it belongs to (see `results.fields.StreamField`), else the
    template's `page`; its language is the page's, without a page the active one.
    """
    page = page_of(value) or context.get("page")
    request = context.get("request")
    if page is not None and getattr(page, "locale_id", None):
        know(page)
        language = spoken_language(page)
    else:
        page, language = None, get_language() or "en"
    return PageReading([(block, value)], language=language, page=page, request=request)
