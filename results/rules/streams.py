"""Issues in the streams of a page: unreadable JSON, and the issues of their blocks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.db.models import CharField, Value
from django.db.models.functions import Cast
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from wagtail.fields import StreamField

from ..blocks import find_issues
from ..fields import is_unreadable, json_of, references_of, unreadable_blocks
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
    known = page.results_checked
    if known is None or known.streams != stored or not _has_targets(fields, page):
        found = tuple(issue for field in fields for issue in _issues_in(field, page))
        known = page.results_checked = Checked(stored, found)
    yield from known.issues


def _has_targets(fields: list[Any], page: Any) -> bool:
    """Whether all that the streams refer to is there, by one query: it may have been deleted since."""
    wanted: defaultdict[Any, set[str]] = defaultdict(set)
    for field in fields:
        for model, key, _names, _ids in references_of(field.stream_block, json_of(field, page)):
            wanted[model].add(key)
    found = [
        model._base_manager.filter(pk__in=keys)
        .order_by()
        .values_list(Value(model._meta.label), Cast("pk", CharField()))
        for model, keys in wanted.items()
    ]
    count = sum(map(len, wanted.values()))
    return not found or len(found[0].union(*found[1:]).order_by()) == count


def _issues_in(field: Any, page: Any) -> Iterator[Issue]:
    value = getattr(page, field.name)
    if is_unreadable(value):
        yield unreadable(field, value)
    for found in find_issues(field.stream_block, value):
        yield replace(found, path=(field.name, *found.path))
