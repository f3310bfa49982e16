"""What an editor should know or fix before publishing a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from django.core.exceptions import FieldDoesNotExist
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext_lazy as _

from wagtail.blocks import StructValue
from wagtail.fields import StreamField

from .blocks import Fault, Severity, Stage, find_faults
from .blocks.walking import is_block_id
from .fields import is_unreadable, unreadable_blocks

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Finding(Fault):
    """Something that an editor should know.

    An error of stage SAVING blocks every save that touches content, one of stage PUBLISHING blocks
    publishing only; a warning blocks nothing. `path` is Wagtail's content path: the name of the
    page's field, then, in a StreamField, ids of items and names of struct children. An empty path
    means the page as a whole.
    """

    stage: Stage = Stage.PUBLISHING


def warning(message: StrOrPromise, code: str, path: tuple[str, ...]) -> Finding:
    """Return what an editor should know and what blocks nothing."""
    return Finding(message, code, path, severity=Severity.WARNING)


def describe_path(page: Any, path: tuple[str, ...]) -> str:
    """Describe a place in the page in words: "Body › Piece of work “Forum” › Text".

    A block is told from its likes by its heading, or by what it counts. Stops at the block around a
    missing one; "" for an unknown field.
    """
    field = _field_of(page, path)
    if field is None:
        return ""
    names = [capfirst(field.verbose_name), *(_name(bound) for bound in _blocks(page, path))]
    return " › ".join(str(name) for name in names)


def _name(bound: Any) -> str:
    label, value = bound.block.label, bound.value
    if isinstance(value, StructValue) and (own := value.get("heading") or value.get("label")):
        return str(_("%(block)s “%(name)s”") % {"block": label, "name": Truncator(own).chars(60)})
    return str(label)


def anchor_at(page: Any, path: tuple[str, ...]) -> str:
    """Return the URL fragment of a place in the page form, or "".

    Wagtail's "block-<id>-section" for the innermost stream item, the input for other fields; of
    streams and choosers, whose inputs are hidden, what stands for it.
    """
    field = _field_of(page, path)
    if field is None:
        return ""
    if ids := [step for step in path[1:] if is_block_id(step)]:
        return f"block-{ids[-1]}-section"
    if isinstance(field, StreamField):
        return str(field.name)
    return f"id_{field.name}-chooser" if field.is_relation else f"id_{field.name}"


def existing_path(page: Any, path: tuple[str, ...]) -> tuple[str, ...]:
    """Return the path, cut before the first block that is gone."""
    if _field_of(page, path) is None:
        return ()
    return path[: 1 + len(list(_blocks(page, path)))]


def path_exists(page: Any, path: tuple[str, ...]) -> bool:
    """Whether the whole path still exists in the page."""
    return bool(path) and existing_path(page, path) == path


def _field_of(page: Any, path: tuple[str, ...]) -> Any:
    try:
        field = page._meta.get_field(path[0]) if path else None
    except FieldDoesNotExist:
        return None
    # What others keep about the page is no field of its form, and has no name to be shown.
    return field if hasattr(field, "verbose_name") else None


def _blocks(page: Any, path: tuple[str, ...]) -> Any:
    field = _field_of(page, path)
    if not isinstance(field, StreamField):
        return
    stream = getattr(page, field.name)
    for end in range(2, len(path) + 1):
        bound = field.stream_block.get_block_by_content_path(stream, list(path[1:end]))
        if bound is None:
            return
        yield bound


Finder = Callable[[Any], Iterable[Finding]]
F = TypeVar("F", bound=Finder)
_finders: list[Finder] = []


def register_finder(finder: F) -> F:
    """Call `finder(page)` for findings, in order of registration; registering twice has no effect.

    Register in `AppConfig.ready()`. Usable as a decorator.
    """
    if finder not in _finders:
        _finders.append(finder)
    return finder


def findings_of(page: Any) -> list[Finding]:
    """Return all findings of the page in memory: its own, then those of registered finders."""
    warnings = page.find_warnings() if hasattr(page, "find_warnings") else ()
    return [*page.find_findings(), *warnings, *_found(page)]


def errors_of(page: Any, *, publishing: bool) -> list[Finding]:
    """Return the findings that block a save: of safety and, when publishing, of completeness."""
    return [
        finding
        for finding in (*page.find_findings(), *_found(page))
        if finding.severity is Severity.ERROR and (publishing or finding.stage is Stage.SAVING)
    ]


def _found(page: Any) -> Iterator[Finding]:
    for finder in _finders:
        yield from finder(page)


def unreadable(field: Any, value: Any) -> Finding:
    """Return the finding of a stream that cannot be read, which refuses every save."""
    blocks = " › ".join(str(block.label) for block in unreadable_blocks(value))
    message = _(
        "What is stored in “%(place)s” cannot be read. So that nothing is lost, nothing is saved. "
        "Choose an earlier version in the history of the page."
    ) % {"place": blocks or capfirst(field.verbose_name)}
    return Finding(message, "stream_unreadable", (field.name,), stage=Stage.SAVING)


def stream_findings(page: Any) -> Iterator[Finding]:
    """Yield every fault in every StreamField of the page."""
    for field in page._meta.get_fields():
        if not isinstance(field, StreamField):
            continue
        value = getattr(page, field.name)
        if is_unreadable(value):
            yield unreadable(field, value)
        for fault in find_faults(field.stream_block, value):
            path = (field.name, *fault.path)
            yield Finding(fault.message, fault.code, path, fault.severity, fault.stage)
