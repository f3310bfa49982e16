"""Pages below an index page that are none of Wagtail's: of the data, and of an indicator with its files."""

from collections.abc import Callable, Iterable
from functools import partial
from operator import attrgetter
from typing import Any, NamedTuple

from django.db.models import Case, Value, When
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext, override
from django.views.decorators.http import require_safe

from wagtail.models import Page

from ..blocks.displays import ShownComparison
from ..languages.aliases import spoken_language
from ..models import Download
from ..models.addresses import indicator_path
from ..models.metadata import PageMetadata, shorten
from ..models.navigation import (
    ShownCrumb,
    ShownLanguage,
    edition_links,
    index_context,
    languages_of,
    live_editions,
)
from ..publishing.people import is_public, without_private
from ..quantities import (
    Change,
    Direction,
    Incomparable,
    TargetStatus,
    compare,
    format_change,
    format_period,
    format_target,
)
from ..quantities.chart import Chart
from ..reading import PageReading
from ..reading.targets import reachable
from ..record.indicator import Indicator
from ..record.models import Figure
from ..record.over_time import chart_over_time, series_of, shown_change, targets_of
from . import cached
from .data_files import FORMATS, Format, answer, files_below
from .figure_rows import COLUMNS, indicators_of, views_of
from .figures import FigureView, IndicatorView, ReferenceValue


class SeriesPoint(NamedTuple):
    """A figure in a series; `is_break` when it was counted in another way than before."""

    figure: FigureView
    change: ShownComparison | None
    change_text: str
    is_break: bool


class DefinitionVersion(NamedTuple):
    """A version of the definition, and from and until when figures were counted by it."""

    version: int
    first: str
    last: str


class IndicatorSeries(IndicatorView):
    """An indicator with its public figures below an index page, in its language, or Http404."""

    def __init__(self, index: Any, slug: str, request: HttpRequest) -> None:
        own_first = Case(When(locale=index.locale_id, then=Value(0)), default=Value(1))
        found = Indicator.objects.filter(slug=slug).order_by(own_first, "pk").first()
        if found is None:
            raise Http404
        self.key = found.translation_key
        versions = Indicator.objects.filter(translation_key=self.key).select_related("locale")
        # The source of a translation is older.
        self._versions = list(versions.order_by("pk"))
        super().__init__(self._versions, index.locale.language_code, index)
        editions = live_editions(index)[::-1]
        self.figures = list(views_of(editions, request, indicator=self.key))
        rows = (view.figure for view in self.figures)
        self._editions, found = series_of(sorted(rows, key=attrgetter("edition_end", "first")))
        if not found:
            raise Http404
        self._series = found[self.key]

    @cached_property
    def points(self) -> list[SeriesPoint]:
        """The figures, the oldest first; of several in an edition the first counts."""
        views = {view.figure: view for view in self.figures}
        return [
            SeriesPoint(
                views[point.row],
                shown_change(point.change, self.language) if point.change else None,
                capfirst(point.shown(self.language).change),
                point.change is Incomparable.DEFINITION,
            )
            for point in self._series.points.values()
        ]

    @cached_property
    def chart(self) -> Chart | None:
        """The figures as they are drawn; None where it would not be exact."""
        name = capfirst(self.shown.name)
        return chart_over_time(self._series, self._editions, self.language, name)

    @cached_property
    def definitions(self) -> list[DefinitionVersion]:
        """The versions of the definition that figures were counted by, each from and until when."""
        found: dict[int, list[str]] = {}
        for figure in (point.figure for point in self.points):
            measured = figure.figure.measured
            when = format_period(measured.period, self.language) if measured else figure.when
            found.setdefault(figure.figure.definition_version or 1, []).append(when)
        return [DefinitionVersion(version, each[0], each[-1]) for version, each in found.items()]

    @cached_property
    def since_baseline(self) -> str:
        """The change of the newest figure since the baseline, "" where there is nothing to say."""
        base, now = self.baseline, self.points[-1].figure.figure.measured
        if base is None or now is None or base.measurement.period.end >= now.period.end:
            return ""
        change = compare(now, base.measurement, Direction.of(self.shown.direction))
        return capfirst(format_change(change, self.language)) if isinstance(change, Change) else ""

    @cached_property
    def targets(self) -> list[ReferenceValue]:
        """The targets, with what became of them."""
        measured = (point.figure.figure.measured for point in self.points)
        return [
            ReferenceValue(
                target,
                capfirst(format_target(status, target, self.language))
                if isinstance(status, TargetStatus)
                else f"{self.with_period(target)}: {status.label}",
                status,
            )
            for target, status in targets_of(self.shown, filter(None, measured))
        ]

    @cached_property
    def sources(self) -> list[tuple[str, str]]:
        """The sources of the figures with their addresses, each once."""
        said = dict.fromkeys((view.source, view.source_url) for view in self.figures)
        return [each for each in said if any(each)]

    def path(self, language: str) -> str:
        """Return the address below the index page in a language, "" where none of its figures is public."""
        shown = IndicatorView(self._versions, language).shown
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
    versions: list[ShownLanguage] = [
        {**each, "url": f"{each['url'].rstrip('/')}/{own}", "title": title}
        for each in languages_of(reading)
        if (own := path(each["language"]))
    ]
    downloads = list(downloads)
    metadata = PageMetadata(
        index, request, reading=reading, languages=versions, downloads=downloads
    )
    language, spoken = index.locale.language_code, spoken_language(index)
    url = f"{(index.get_url(request) or '').rstrip('/')}/{path(language)}"
    metadata.title, metadata.language = title, language
    metadata.description = description or metadata.description
    metadata.canonical = f"{metadata.canonical.rstrip('/')}/{path(spoken) or path(language)}"
    metadata.breadcrumbs += (ShownCrumb(title=title, url=url, language=title_language or language),)
    return {
        "page": index,
        "self": index,
        "language": language,
        "alternates": versions,
        "downloads": downloads,
        **index_context(reading),
        "metadata": metadata,
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
            downloads=files_below(f"{(index.get_full_url(request) or '').rstrip('/')}/"),
        )
        context |= {
            "description": description,
            "columns": COLUMNS,
            "editions": edition_links(editions, language, request),
            "indicators": [
                (each.texts["name"], each.below(index.get_url(request) or ""))
                for each in indicators_of(editions)
            ],
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
            title=capfirst(series.shown.name),
            description=shorten(series.shown.definition),
            path=series.path,
            downloads=files_below(series.below(index.get_full_url(request) or "")),
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
    content = form.write(series.figures, series.language)
    return answer(request, index, content, form, series.language)


FILES = {name: partial(indicator_file, form=form) for name, form in FORMATS.items()}
