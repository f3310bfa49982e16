"""The rules about help for readers in distress: a notice, ways to help, a way out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from ..blocks import HelplineBlock
from ..blocks.walking import walk
from ..issues import Issue, warning
from . import rule

if TYPE_CHECKING:
    from ..content import EditionContent


@rule()
def care_of_index(content: EditionContent) -> Iterator[Issue]:
    """Yield what the index page lacks although it has a content notice."""
    page = content.page
    yield from missing_care(page)


@rule()
def care_of_edition(content: EditionContent) -> Iterator[Issue]:
    """Yield what the index page above lacks although it or the edition has a content notice."""
    page = content.page
    index = page.index_page and page.index_page.specific
    if hasattr(index, "ways_to_help"):
        yield from missing_care(index, page)


def missing_care(index: Any, edition: Any = None) -> Iterator[Issue]:
    """Yield a warning for each thing that an index page lacks although its content is hard to read.

    It is when the index page has a content notice, or a part of the edition has one.
    """
    nodes = list(walk(edition.body.stream_block, edition.body)) if edition else []
    if not index.content_notice and not any(
        getattr(node.value, "has_content_notice", False) for node in nodes
    ):
        if index.leave_url:
            yield warning(
                _("Readers can leave quickly, but no content notice says why they might want to."),
                "content_notice_missing",
                ("content_notice",),
            )
        return
    has_helpline = any(isinstance(node.block, HelplineBlock) for node in nodes)
    if not index.ways_to_help and not has_helpline:
        yield warning(
            _("The content may be distressing, and the results index page names no way to help."),
            "ways_to_help_missing",
            ("ways_to_help",),
        )
    if not index.leave_url:
        yield warning(
            _("The content may be distressing, and the results index page has no way to leave."),
            "leave_url_missing",
            ("leave_url",),
        )
