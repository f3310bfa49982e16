"""The rules of any page with results: its streams can be read, its open points are done, its period fits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.db.models import CharField, Value
from django.db.models.functions import Cast
from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from wagtail.fields import StreamField
from wagtail.models import get_page_models

from ..blocks import find_issues
from ..fields import is_unreadable, json_of, references_of, unreadable_blocks
from ..issues import Issue, Severity, Stage, incomplete, warning
from ..quantities import format_period
from ..quantities.formatting import active_language
from . import rule
from .places import existing_path

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

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


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """A task to do before publishing; `path` as in `Issue`, empty for the whole page."""

    text: str
    path: tuple[str, ...] = ()
    done: bool = False

    @property
    def key(self) -> str:
        """What it is known by in a form: one that has taken its place meanwhile has another."""
        said = "\0".join((self.text, *self.path))
        return sha256(said.encode(errors="surrogatepass")).hexdigest()[:16]

    @property
    def to_do(self) -> str:
        """What is to be done, as a sentence."""
        return _("Still to do: %(text)s") % {"text": self.text}

    def store(self) -> dict[str, Any]:
        """Return the point in the form stored in `open_points`."""
        return {"text": self.text, "path": list(self.path), "done": self.done}


def read_open_points(stored: Any) -> list[OpenPoint]:
    """Return the stored points in order; what is none is left out."""
    found = []
    for entry in stored if isinstance(stored, list) else ():
        match entry:
            case {"text": str(text), **rest} if text.strip():
                path = rest.get("path")
                steps = tuple(map(str, path)) if isinstance(path, list) else ()
                found.append(OpenPoint(text, steps, rest.get("done") is True))
    return found


def store(points: Iterable[OpenPoint]) -> list[dict[str, Any]]:
    """Return the points in the form stored in `open_points`."""
    return [point.store() for point in points]


@rule(Stage.PUBLISHING)
def open_points(content: EditionContent) -> Iterator[Issue]:
    """Yield an error for each point that is not done, at what there is of its place."""
    page = content.page
    for point in read_open_points(page.open_points):
        if not point.done:
            yield incomplete(point.to_do, "open_point", existing_path(page, point.path))


def set_done(
    points: Iterable[OpenPoint], asked: Collection[str], done: Collection[str]
) -> list[dict[str, Any]]:
    """Return the points as stored, those of the keys `asked` done if in `done`, else open."""
    return store(
        replace(each, done=each.key in done) if each.key in asked else each for each in points
    )


FAR = timedelta(days=2 * 365)


@rule(Stage.SAVING)
def period(content: EditionContent) -> Iterator[Issue]:
    """Yield an error for a period that is missing or ends before it starts."""
    page = content.page
    start, end = page.period_start, page.period_end
    if not (start and end):
        yield incomplete(
            _("Give the period, for example 2016 or 2016/17."),
            "period_missing",
            ("period_end" if start else "period_start",),
        )
    elif end < start:
        yield Issue(_("The period ends before it starts."), "period_reversed", ("period_end",))


@rule()
def publication_date(content: EditionContent) -> Iterator[Issue]:
    """Yield a warning for a date of publication that is missing, or on which it cannot have been."""
    page = content.page
    day = page.publication_date
    path = ("publication_date",)
    if day is None:
        said = _("There is no date of publication, so readers see none.")
        yield warning(said, "publication_missing", path)
    elif day > day_of_publishing(page):
        said = _("The date of publication is still to come.")
        yield warning(said, "publication_to_come", path)
    elif page.period_end and day < page.period_end:
        said = _("The date of publication is before the end of the period.")
        yield warning(said, "publication_before_end", path)


def day_of_publishing(page: Any) -> date:
    """Return the day on which the page goes live: the scheduled one, else today."""
    today = localdate()
    return max(localdate(page.go_live_at), today) if page.go_live_at else today


@rule(Stage.PUBLISHING)
def period_taken(content: EditionContent) -> Iterator[Issue]:
    """Yield each live sibling of the same or an overlapping period, and a doubt about the period."""
    page = content.page
    if not (page.index_page and page.period_start and page.period_end):
        return
    siblings = live_siblings(page)
    if not page.live and page.period and (doubt := _doubt_about(page, siblings)):
        said = doubt % {"period": format_period(page.period, active_language())}
        yield warning(said, "period_unusual", ("period_end",))
    for other in siblings:
        if other.period_start > page.period_end or other.period_end < page.period_start:
            continue
        same = (other.period_start, other.period_end) == (page.period_start, page.period_end)
        yield Issue(
            _("“%(title)s” is published for the same period.") % {"title": other.title}
            if same
            else _("The period overlaps that of “%(title)s”.") % {"title": other.title},
            "period_taken" if same else "period_overlaps",
            ("period_start",),
            Severity.ERROR if same else Severity.WARNING,
            Stage.PUBLISHING,
        )


def edition_models() -> list[Any]:
    """Return every page type of editions."""
    return [model for model in get_page_models() if hasattr(model, "open_points")]


def live_siblings(page: Any) -> list[Any]:
    """Return the live editions that have a period beside the page, of any page type."""
    # By number, since a page type that inherits another one is found as both.
    found = {
        other.pk: other
        for model in edition_models()
        for other in model.objects.live()
        .child_of(page.index_page)
        .exclude(pk=page.pk)
        .filter(period_start__isnull=False, period_end__isnull=False)
        .only("title", "period_start", "period_end")
    }
    return list(found.values())


def _doubt_about(page: Any, siblings: Iterable[Any]) -> StrOrPromise:
    period = page.period
    if period.end > day_of_publishing(page):
        return _("The period %(period)s has not ended yet. Is it right?")
    gaps = [
        max(period.start - other.period_end, other.period_start - period.end) for other in siblings
    ]
    if gaps and min(gaps) > FAR:
        return _(
            "The period %(period)s is more than two years from every other edition. Is it right?"
        )
    return ""
