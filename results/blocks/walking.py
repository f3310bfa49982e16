"""The one walk through a value at any depth, built or still raw, the ids of its items, and its issues.

Wagtail keeps the flag "this is only a draft" on the block instance, which all threads share, and a
model's `full_clean()` does not look into a StreamField at all. What decides whether a page may be
public therefore reads the declared rules here, and nothing that another thread can change.
"""

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID, uuid4, uuid5

from django.core.exceptions import ValidationError
from django.forms.utils import ErrorList
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from wagtail.blocks import (
    Block,
    ChooserBlock,
    FieldBlock,
    ListBlock,
    RichTextBlock,
    StreamBlock,
    StreamBlockValidationError,
    StructBlock,
    StructBlockValidationError,
    URLBlock,
)
from wagtail.blocks.list_block import ListBlockValidationError

from ..issues import Issue, Stage, incomplete, warning
from .leaves import Unread
from .links import foreign_host, is_damaged, links_in, validate_public_url

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_OURS = UUID("5b0b4a0e-3f0a-4d5e-9a43-2f9a4e6c7d10")


def is_block_id(found: Any) -> bool:
    """Whether this is a UUID in its usual form, in small letters, which addresses have."""
    return isinstance(found, str) and _UUID.fullmatch(found) is not None


def repaired_id(found: Any) -> str:
    """Return the id that replaces an invalid one, the same at each reading."""
    if isinstance(found, str) and is_block_id(found.lower()):
        return found.lower()
    return str(uuid5(_OURS, json.dumps(found)))


def id_of_place(path: tuple[str, ...], index: int) -> str:
    """Return the id of an item stored without an id of its own, derived from its place."""
    return str(uuid5(_OURS, ".".join((*path, str(index)))))


Path = tuple[str, ...]


@lru_cache(maxsize=4096)
def within_item(path: str) -> str:
    """Return the part of "body.<id>.stats.<id>.label" that moves with its item: from the last id on."""
    steps = path.split(".")
    ids = [index for index, step in enumerate(steps) if is_block_id(step)]
    return ".".join(steps[ids[-1] :]) if ids else path


class Node(NamedTuple):
    """A value, its block, its place (ids of items, names of fields), and the nearest item's id."""

    path: Path
    block: Block
    value: Any
    identity: str = ""

    @property
    def is_struct(self) -> bool:
        """Whether the value has named children."""
        return isinstance(self.block, StructBlock) and isinstance(self.value, dict)

    def is_within(self, paths: Collection[Path]) -> bool:
        """Whether one of the paths leads to something around it."""
        return any(self.path[:end] in paths for end in range(len(self.path)))


# The blocks whose values have others in them.
BRANCHES = (StructBlock, StreamBlock, ListBlock)


def walk(block: Block, value: Any, path: Path = (), identity: str = "") -> Iterator[Node]:
    """Yield the value at `path`, built or JSON, and all below it, in the order of the page."""
    # Those to come, the next one last: generators within each other would cost the more, the deeper.
    waiting = [Node(path, block, value, identity)]
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node.block, BRANCHES):
            is_struct = isinstance(node.block, StructBlock)
            below = [
                Node((*node.path, step), child, inner, node.identity if is_struct else step)
                for step, child, inner in children_of(node.block, node.value)
            ]
            waiting += reversed(below)


def children_of(block: Block, value: Any) -> Iterator[tuple[str, Block, Any]]:
    """Yield (step of the path, block, value) for what lies directly in a value.

    A struct that is missing has its children, each None. What Wagtail's ImageBlock gives has none.
    """
    if isinstance(block, StructBlock):
        values = value or {}
        for name, child in block.child_blocks.items() if isinstance(values, dict) else ():
            yield name, child, values.get(name)
    elif isinstance(block, StreamBlock | ListBlock):
        for item in items_of(value):
            if not isinstance(item, dict):
                yield item.id, item.block, item.value
            elif isinstance(block, ListBlock):
                yield item["id"], block.child_block, item["value"]
            elif item["type"] in block.child_blocks:
                yield item["id"], block.child_blocks[item["type"]], item["value"]


def items_of(value: Any) -> Iterator[Any]:
    """Yield the items of a stream or list; what code has put together gets its ids here."""
    # An empty stream need not be built.
    for item in getattr(value, "bound_blocks", value) if value else ():
        if not isinstance(item, dict):
            item.id = item.id or str(uuid4())
        yield item


def complete_ids(block: Block, value: Any) -> None:
    """Give each item of a built value without a unique, valid id a new one."""
    seen: set[str] = set()
    for node in walk(block, value):
        if isinstance(node.block, StreamBlock | ListBlock):
            for item in items_of(node.value):
                if not is_block_id(item.id) or item.id in seen:
                    item.id = str(uuid4())
                seen.add(item.id)


# Addresses that lead to no host.
_LOCAL_SCHEMES = ("mailto:", "tel:", "#")
_NESTED: dict[type[Block], Any] = {
    StreamBlock: StreamBlockValidationError,
    ListBlock: ListBlockValidationError,
    StructBlock: StructBlockValidationError,
}


def find_issues(block: Block, value: Any) -> Iterator[Issue]:
    """Yield every issue of a value, at any depth.

    Works for any block, a host's own included: declared options (required, validators, counts) are
    read from the definition; a block that defines `find_issues(value)` adds its own rules.
    """
    for node in walk(block, value):
        for issue in _own_issues(node.block, node.value):
            yield replace(issue, path=(*node.path, *issue.path))


def _own_issues(block: Block, value: Any) -> Iterator[Issue]:
    if isinstance(block, StreamBlock):
        yield from _count_issues(block, len(value or []))
    elif isinstance(block, FieldBlock):
        yield from _field_issues(block, value)
    if hasattr(block, "find_issues") and value is not None:
        yield from block.find_issues(value)


def is_empty(block: Block, value: Any) -> bool:
    """Whether the value counts as not given."""
    if isinstance(block, RichTextBlock):
        source = str(getattr(value, "source", value) or "")
        # An empty editor leaves a paragraph behind; an embed has no text of its own.
        return not strip_tags(source).strip() and "<embed" not in source
    return value in (None, "", [], ())


def _count_issues(block: StreamBlock, count: int) -> Iterator[Issue]:
    most, least = block.meta.max_num, block.meta.min_num
    if most is not None and count > most:
        yield Issue(_("At most %(max_num)d items are allowed.") % {"max_num": most}, "too_many")
    if least is not None and count < least:
        yield incomplete(
            ngettext(
                "Add at least one: there is none yet.",
                "Add more: at least %(min_num)d are needed.",
                least,
            )
            % {"min_num": least},
            "too_few",
        )


def _field_issues(block: FieldBlock, value: Any) -> Iterator[Issue]:
    if is_empty(block, value):
        # As it is declared, whatever another thread has deferred just now.
        if block._constructor_args[1].get("required", True):
            yield incomplete(_("This field is required."), "required")
        return
    if isinstance(block, RichTextBlock):
        yield from _link_issues(value.source)
        return
    if isinstance(block, ChooserBlock):
        return
    try:
        block.field.clean(block.value_for_form(value))
    except ValidationError as error:
        stage = Stage.PUBLISHING if isinstance(value, Unread) else Stage.SAVING
        for part in error.error_list:
            yield Issue(" ".join(part.messages), part.code or "invalid", stage=stage)
        return
    # The value of Wagtail's block for embeds is no text.
    if isinstance(block, URLBlock) and isinstance(value, str):
        yield from _host_issues(value)


def _host_issues(address: str) -> Iterator[Issue]:
    """Yield a warning for an address whose letters may be others than they look."""
    if host := foreign_host(address):
        yield warning(
            _(
                "The address leads to %(host)s: its name has other letters than A–Z. Check that it "
                "is the website that you mean."
            )
            % {"host": host},
            "url_letters",
        )


def _link_issues(source: str) -> Iterator[Issue]:
    """Yield an issue for each link of the text that is unsafe or that no program could resolve."""
    for attributes in links_in(source):
        address = attributes.get("href", "")
        if is_damaged(attributes):
            yield Issue(
                _("A link in the text is damaged. Remove it and make it again."),
                "rich_text_link_damaged",
            )
        if not address or address.startswith(_LOCAL_SCHEMES):
            continue
        try:
            validate_public_url(address)
            yield from _host_issues(address)
        except ValidationError as error:
            yield Issue(
                _("A link in the text cannot be used (%(address)s). %(reason)s")
                % {"address": Truncator(address).chars(80), "reason": error.messages[0]},
                error.code or "invalid",
            )


def as_validation_error(block: Block, value: Any, issues: list[Issue]) -> ValidationError:
    """The issues, with paths relative to `value`, as the nested error that Wagtail's form shows."""
    own = [str(issue.message) for issue in issues if not issue.path]
    nested: dict[str, list[Issue]] = {}
    for issue in issues:
        if issue.path:
            nested.setdefault(issue.path[0], []).append(replace(issue, path=issue.path[1:]))
    below: Any = {}
    for index, (step, child, inner) in enumerate(children_of(block, value)):
        if step in nested:
            key = step if isinstance(block, StructBlock) else index
            below[key] = as_validation_error(child, inner, nested[step])
    for kind, error in _NESTED.items():
        if isinstance(block, kind):
            return error(block_errors=below, non_block_errors=ErrorList(own))
    return ValidationError(own)
