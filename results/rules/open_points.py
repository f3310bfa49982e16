"""Tasks that are stored with a page, to be done before it is published."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from ..issues import Issue, Stage, incomplete
from . import rule
from .places import existing_path

if TYPE_CHECKING:
    from ..content import EditionContent


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """A task to do before publishing; `path` as in `Issue`, empty for the whole page.

    One with a `period`, by its slug, asks whether that is right; for any other period it is void.
    """

    text: str
    path: tuple[str, ...] = ()
    done: bool = False
    period: str = ""

    @classmethod
    def read(cls, stored: Any) -> OpenPoint | None:
        """Return the stored point, or None when it has no text."""
        match stored:
            case {"text": str(text)} if text.strip():
                path, period = stored.get("path"), stored.get("period")
            case _:
                return None
        steps = path if isinstance(path, list | tuple) else ()
        is_path = all(isinstance(step, str) and step for step in steps)
        is_done, period = stored.get("done") is True, period if isinstance(period, str) else ""
        return cls(text, tuple(steps) if is_path else (), is_done, period)

    @property
    def to_do(self) -> str:
        """What is to be done, as a sentence."""
        return _("Still to do: %(text)s") % {"text": self.text}

    def store(self) -> dict[str, Any]:
        """Return the point in the form stored in `open_points`."""
        stored = {"text": self.text, "path": list(self.path), "done": self.done}
        return {**stored, "period": self.period} if self.period else stored


def read_open_points(stored: Any) -> list[OpenPoint]:
    """Return the stored points in order; unreadable entries are skipped."""
    return [point for _key, _entry, point in _entries(stored) if point]


def store(points: Iterable[OpenPoint]) -> list[dict[str, Any]]:
    """Return the points in the form stored in `open_points`."""
    return [point.store() for point in points]


@rule(Stage.PUBLISHING)
def open_points(content: EditionContent) -> Iterator[Issue]:
    """Yield an error for each point that is not done, at what there is of its place."""
    page = content.page
    for point in points_of(page):
        if not point.done:
            yield incomplete(point.to_do, "open_point", existing_path(page, point.path))


def points_of(page: Any) -> list[OpenPoint]:
    """Return the points of the page, without those about a former period."""
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
    """Return the stored list with the points of `asked` done if in `done`, else open."""
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
