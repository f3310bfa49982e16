"""Pages below an index page that are none of Wagtail's: of the data, and of an indicator with its files."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Case, Value, When
from django.http import Http404
from django.shortcuts import render
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext, override
from django.views.decorators.http import require_safe

from wagtail.models import Page

from ..models.addresses import indicator_path, indicators_below
from ..models.care import index_context
from ..models.metadata import PageMetadata, shorten
from ..models.navigation import ShownCrumb, alternates, edition_links, live_editions
from ..quantities import (
    Change,
    Direction,
    Incomparable,
    Measurement,
    Period,
    TargetStatus,
    compare,
    format_change,
    format_period,
    format_quantity,
    format_target,
)
from ..reading import PageReading
from ..reading.publicity import is_public, spoken_language, without_private
from ..reading.targets import reachable
from ..record.comparing import baseline_of, targets_of
from ..record.indicator import Indicator
from ..record.models import Figure
from ..record.series import Edition, Point, Series, ShownPoint, chart_over_time
from ..sharing import cached
from ..sharing.data_files import FORMATS, answer, downloads_below, files_below
from ..sharing.figure_rows import COLUMNS, rows_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from uuid import UUID

    from django.http import HttpRequest, HttpResponseBase

    from ..drawing.chart import Chart
    from ..models import Download
    from ..record.indicator import Text
    from ..sharing.data_files import Format
    from ..sharing.figure_rows import Row


class Line(NamedTuple):
    """A figure in the table of a series; `is_break` when it was counted in another way than before."""

    row: Row
    point: Point
    shown: ShownPoint
    is_break: bool


class Goal(NamedTuple):
    """A target, what became of it, and both in words."""

    target: Measurement
    status: TargetStatus | Incomparable
    text: str


class IndicatorSeries:
    """The public figures of an indicator below an index page, in its language, or Http404."""

    def __init__(self, index: Any, slug: str, request: HttpRequest) -> None:
        self.index, self.request = index, request
        self.language: str = index.locale.language_code
        own_first = Case(When(locale=index.locale_id, then=Value(0)), default=Value(1))
        found = Indicator.objects.filter(slug=slug).order_by(own_first, "pk").first()
        if found is None:
            raise Http404
        self.key: UUID = found.translation_key
        versions = Indicator.objects.filter(translation_key=self.key).select_related("locale")
        self._versions = {each.locale.language_code: each for each in versions.order_by("-pk")}
        # The source of a translation is older.
        self.source = list(self._versions.values())[-1]
        self.indicator = self._versions.get(self.language, self.source)
        editions = live_editions(index)[::-1]
        self.rows = list(rows_of(editions, self.language, request, indicator=self.key))
        if not self.rows:
            raise Http404

    @cached_property
    def texts(self) -> dict[str, Text]:
        """The texts of the indicator; what nobody has translated yet has the source's language."""
        return self.indicator.texts_for(self.language, self.source)

    @cached_property
    def _series(self) -> Series:
        series = Series(self.indicator.name, self.indicator)
        for row in self._rows_by_age:
            series.add(row.edition.translation_key, row.figure)
        return series

    @property
    def _rows_by_age(self) -> list[Row]:
        """The rows, of each edition first the figure that it had first."""
        return sorted(self.rows, key=lambda row: (row.edition.period_end, row.figure.first))  # type: ignore[attr-defined]

    @cached_property
    def lines(self) -> list[Line]:
        """The figures, the oldest first; of several in an edition the first counts."""
        rows = {row.edition.translation_key: row for row in reversed(self._rows_by_age)}
        return [
            Line(
                rows[key],
                point,
                point.shown(self.language),
                point.change is Incomparable.DEFINITION,
            )
            for key, point in self._series.points.items()
        ]

    @cached_property
    def chart(self) -> Chart | None:
        """The figures as they are drawn; None where it would not be exact."""
        editions = [
            Edition(
                row.edition.translation_key,
                row.edition.title,
                Period(row.edition.period_start, row.edition.period_end),
            )
            for row in (line.row for line in self.lines)
        ]
        name = capfirst(self.indicator.name)
        return chart_over_time(self._series, editions, self.language, name)

    @cached_property
    def definitions(self) -> list[tuple[int, str, str]]:
        """The versions of the definition that figures were counted by, each from and until when."""
        found: dict[int, list[str]] = {}
        for line in self.lines:
            measured = line.row.figure.measured
            when = format_period(measured.period, self.language) if measured else line.shown.when
            found.setdefault(line.row.figure.definition_version or 1, []).append(when)
        return [(version, times[0], times[-1]) for version, times in found.items()]

    @cached_property
    def baseline(self) -> tuple[str, str] | None:
        """The baseline with its period, and the change of the newest figure since."""
        base = baseline_of(self.indicator)
        if base is None:
            return None
        now = self.lines[-1].row.figure.measured
        is_since = now is not None and base.period.end < now.period.end
        direction = Direction.of(self.indicator.direction)
        change = compare(now, base, direction) if now and is_since else None
        said = format_change(change, self.language) if isinstance(change, Change) else ""
        return self._with_period(base), capfirst(said)

    def _with_period(self, said: Measurement) -> str:
        number = format_quantity(said.quantity, self.language)
        return f"{number} ({format_period(said.period, self.language)})"

    @cached_property
    def goals(self) -> list[Goal]:
        """The targets, with what became of them."""
        figures = [found for line in self.lines if (found := line.row.figure.measured)]
        return [
            Goal(
                target,
                status,
                capfirst(format_target(status, target, self.language))
                if isinstance(status, TargetStatus)
                else f"{self._with_period(target)}: {status.label}",
            )
            for target, status in targets_of(self.indicator, figures)
        ]

    @cached_property
    def sources(self) -> list[tuple[str, str]]:
        """The sources of the figures with their addresses, each once."""
        said = [
            (row.said.get("source") or "", row.said.get("source_url") or "") for row in self.rows
        ]
        return [each for each in dict.fromkeys(said) if any(each)]

    def path(self, language: str) -> str:
        """Return the address below the index page in a language, "" where none of its figures is public."""
        shown = self._versions.get(language, self.source)
        return indicator_path(language, shown.slug) if language in self._languages else ""

    @cached_property
    def _languages(self) -> set[str]:
        indexes = self.index.get_translations(inclusive=True).values_list("path", flat=True)
        figures = Figure.objects.filter(valid_to=None, indicator__translation_key=self.key)
        pages = Page.objects.filter(
            reachable(), translation_key__in=figures.values("translation_key")
        )
        found = without_private(pages).values_list("path", "locale__language_code")
        return {language for path, language in found if path[: -Page.steplen] in set(indexes)}

    @property
    def downloads(self) -> Iterator[Download]:
        """The files with the series, none where the site serves no files."""
        own = (self.index.get_full_url(self.request) or "").rstrip("/")
        return files_below(f"{own}/{self.path(self.language)}")


def context_below(
    index: Any,
    request: HttpRequest,
    *,
    title: str,
    description: str,
    path: Callable[[str], str],
    downloads: Iterable[Download] = (),
    title_language: str = "",
) -> dict[str, Any]:
    """Return what a template needs besides its content: `metadata`, `alternates`, `downloads`.

    `path` gives the address in a language, below the version of the index page, "" where it has
    none. The language is that of the index page, but of the title where `title_language` says another.
    """
    reading = PageReading.of(index, request)
    around = reading.around
    versions = [
        replace(each, url=f"{each.url.rstrip('/')}/{own}", title=title)
        for each in alternates(index, request, around)
        if (own := path(each.language))
    ]
    metadata = PageMetadata.of(index, request, alternates=versions, around=around)
    language, spoken = index.locale.language_code, spoken_language(index)
    url = f"{(index.get_url(request) or '').rstrip('/')}/{path(language)}"
    downloads = tuple(downloads)
    return {
        "page": index,
        "self": index,
        "language": language,
        "alternates": versions,
        "downloads": downloads,
        **index_context(reading),
        "metadata": replace(
            metadata,
            title=title,
            description=description or metadata.description,
            language=language,
            canonical=f"{metadata.canonical.rstrip('/')}/{path(spoken) or path(language)}",
            breadcrumbs=(
                *metadata.breadcrumbs,
                ShownCrumb(title=title, url=url, language=title_language or language),
            ),
            downloads=downloads,
        ),
    }


@require_safe
def data_page(request: HttpRequest, index: Any) -> HttpResponseBase:
    """The figures of all public editions below an index page, as files and by indicator."""
    language, editions = index.locale.language_code, live_editions(index)
    with override(language):
        description = gettext("Every published figure, as files that you may open and reuse.")
        context = context_below(
            index,
            request,
            title=gettext("The figures as data"),
            description=description,
            path=lambda _language: "data/",
            downloads=downloads_below(index, request),
        )
        context |= {
            "description": description,
            "columns": COLUMNS,
            "editions": edition_links(editions, language, request),
            "indicators": indicators_below(index, editions, request),
        }
        return cached(
            render(request, "results/data_page.html", context), is_public=is_public(index)
        )


@require_safe
def indicator_page(request: HttpRequest, index: Any, slug: str) -> HttpResponseBase:
    """The figures of an indicator over the years; 404 without any that is public."""
    series = IndicatorSeries(index, slug, request)
    with override(series.language):
        context = context_below(
            index,
            request,
            title=capfirst(series.indicator.name),
            description=shorten(series.indicator.definition),
            path=series.path,
            downloads=series.downloads,
            title_language=series.texts["name"].language,
        )
        response = render(request, "results/indicator_page.html", {**context, "series": series})
    return cached(response, is_public=is_public(index))


@require_safe
def indicator_file(
    request: HttpRequest, index: Any, slug: str, *, form: Format
) -> HttpResponseBase:
    """The public figures of an indicator as a file."""
    series = IndicatorSeries(index, slug, request)
    content = form.write(series.rows, series.language)
    return answer(request, index, content, form, series.language)


FILES = {name: partial(indicator_file, form=form) for name, form in FORMATS.items()}
