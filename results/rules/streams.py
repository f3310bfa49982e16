"""Issues in the streams of a page: unreadable JSON, and the issues of their blocks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from wagtail.fields import StreamField

from ..blocks import find_issues
from ..fields import is_unreadable, unreadable_blocks
from ..issues import Issue, Stage
from . import rule

if TYPE_CHECKING:
    from ..content import EditionContent


def unreadable(field: Any, value: Any) -> Issue:
    """Return the issue of a stream that cannot be read, which refuses every save."""
    blocks = " › ".join(str(block.label) for block in unreadable_blocks(value))
    message = _(
        "What is stored in “%(place)s” cannot be read. So that nothing is lost, nothing is saved. "
        "Choose an earlier version in the history of the page."
    ) % {"place": blocks or capfirst(field.verbose_name)}
    return Issue(message, "stream_unreadable", (field.name,))


@dataclass(frozen=True, slots=True)
class Checked:
    """The issues of the streams of a page, and the streams as they are serialised into a revision."""

    streams: dict[str, str]
    issues: tuple[Issue, ...]


@rule(Stage.SAVING)
def streams(content: EditionContent) -> Iterator[Issue]:
    """Yield every issue in every StreamField of the page; looked for again when a stream has changed."""
    page = content.page
    fields = [field for field in page._meta.get_fields() if isinstance(field, StreamField)]
    stored = {field.name: field.value_to_string(page) for field in fields}
    if page.checked is None or page.checked.streams != stored:
        found = tuple(issue for field in fields for issue in _issues_in(field, page))
        page.checked = Checked(stored, found)
    yield from page.checked.issues


def _issues_in(field: Any, page: Any) -> Iterator[Issue]:
    value = getattr(page, field.name)
    if is_unreadable(value):
        yield unreadable(field, value)
    for found in find_issues(field.stream_block, value):
        yield replace(found, path=(field.name, *found.path))
