"""What an editor should know or fix before publishing a page, and tasks stored with it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
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


def anchor_of(page: Any, finding: Finding) -> str:
    """Return the URL fragment of the finding's place in the page form, or ""."""
    return anchor_at(page, finding.path)


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
    """Return all findings of the page as it is in memory.

    Those of the page itself come first (`find_findings()`, and `find_warnings()` where it has it),
    then those of each registered finder.
    """
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
    place = blocks or capfirst(str(field.verbose_name))
    message = _(
        "What is stored in “%(place)s” cannot be read. So that nothing is lost, nothing is saved. "
        "Choose an earlier version in the history of the page."
    )
    return Finding(
        message % {"place": place}, "stream_unreadable", (field.name,), stage=Stage.SAVING
    )


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


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """A task to do before publishing; `path` as in `Finding`, empty for the whole page.

    One with a `period`, by its slug, asks whether that is right; for any other period it is void.
    """

    text: str
    path: tuple[str, ...] = ()
    done: bool = False
    period: str = ""

    @classmethod
    def read(cls, stored: Any) -> OpenPoint | None:
        """Return the stored point, or None when it has no text."""
        text = stored.get("text") if isinstance(stored, dict) else None
        if not isinstance(text, str) or not text.strip():
            return None
        path = stored.get("path")
        steps = path if isinstance(path, list | tuple) else ()
        is_path = all(isinstance(step, str) and step for step in steps)
        period = stored.get("period")
        return cls(
            text,
            tuple(steps) if is_path else (),
            stored.get("done") is True,
            period if isinstance(period, str) else "",
        )

    def store(self) -> dict[str, Any]:
        """Return the point in the form stored in `open_points`."""
        stored = {"text": self.text, "path": list(self.path), "done": self.done}
        return {**stored, "period": self.period} if self.period else stored

    def as_finding(self) -> Finding:
        """Return the error that blocks publishing while the point is open."""
        return Finding(_("Still to do: %(text)s") % {"text": self.text}, "open_point", self.path)


def read_open_points(stored: Any) -> list[OpenPoint]:
    """Return the stored points in order; unreadable entries are skipped."""
    return [point for _key, _entry, point in _entries(stored) if point]


def store(points: Iterable[OpenPoint]) -> list[dict[str, Any]]:
    """Return the points in the form stored in `open_points`."""
    return [point.store() for point in points]


def open_point_findings(page: Any) -> Iterator[Finding]:
    """Yield an error for each point of the page that is not done.

    Where its place is gone, the error points at what is left of the path.
    """
    for point in points_of(page):
        if not point.done:
            found = point.as_finding()
            yield replace(found, path=existing_path(page, found.path))


def points_of(page: Any) -> list[OpenPoint]:
    """Return the points of the page, without those about a period that it has no more."""
    return read_open_points(without_other_periods(page)) if page.open_points else []


def without_other_periods(page: Any) -> Any:
    """Return the stored list without the points about another period than the page's."""
    period = page.period.slug if getattr(page, "period", None) else ""
    if not isinstance(page.open_points, list):
        return page.open_points
    return [
        entry
        for _key, entry, point in _entries(page.open_points)
        if point is None or point.period in {"", period}
    ]


def keyed(stored: Any) -> list[tuple[str, OpenPoint]]:
    """Return the points in order, each with the key that identifies it in a form."""
    return [(key, point) for key, _entry, point in _entries(stored) if point]


def set_done(stored: Any, asked: Collection[str], done: Collection[str]) -> Any:
    """Return the stored list with the points in `asked` done if `done` has them too, else open.

    Everything else is unchanged: other points, and entries that cannot be read.
    """
    if not isinstance(stored, list):
        # The database takes anything but None.
        return [] if stored is None else stored
    return [
        {**entry, "done": key in done}
        if point and key in asked and point.done is not (key in done)
        else entry
        for key, entry, point in _entries(stored)
    ]


def _entries(stored: Any) -> Iterator[tuple[str, Any, OpenPoint | None]]:
    """Yield every stored entry with its key and its point.

    The key is a hash of text and path, so that a point is never mistaken for another one that has
    taken its place meanwhile.
    """
    seen: dict[str, int] = {}
    for entry in stored if isinstance(stored, list) else ():
        point = OpenPoint.read(entry)
        if point is None:
            yield "", entry, None
            continue
        said = "\0".join((point.text, *point.path))
        digest = sha256(said.encode(errors="surrogatepass")).hexdigest()[:16]
        seen[digest] = seen.get(digest, 0) + 1
        yield f"{digest}-{seen[digest]}", entry, point
