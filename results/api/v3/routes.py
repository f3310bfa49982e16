"""The operations of API v3 on figures, indicators, changes and versions."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils.text import capfirst

from wagtail.api.v3.auth import AllowAnonymous, BearerTokenAuth
from wagtail.api.v3.pagination import WagtailLimitOffsetPagination
from wagtail.models import Page

from ninja import Query, Router, Schema
from ninja.pagination import paginate

from ...figure_pages.figure_views import History
from ...figure_pages.index_views import IndicatorSeries
from ...models import Indicator
from ...models.one_figure import OneFigure
from ...quantities import format_period, format_plain, format_quantity
from ...reading.publicity import without_private
from ...reading.targets import reachable
from ...record.comparing import baseline_of, shown_change
from ...record.models import Figure
from ...sharing.figure_rows import keys_on_record
from .figure_schemas import (
    BaselineSchema,
    ChangesSelection,
    DefinitionVersionSchema,
    EditionsSelection,
    EditionVersionSchema,
    FigureChangeSchema,
    FigureDetailSchema,
    FigureOverTimeSchema,
    FigureSchema,
    FiguresSelection,
    IndicatorDetailSchema,
    IndicatorPointSchema,
    IndicatorSchema,
    IndicatorTargetSchema,
)
from .published import (
    LazyPage,
    address,
    change_schema,
    changes_of,
    defined,
    editions_of,
    figure_schema,
    indicator_url,
    on_the_site,
    page_reference,
    rows_in,
    version_schema,
    versions_in,
)

router = Router(tags=["figures"], auth=[BearerTokenAuth(), AllowAnonymous()])


def lists(noun: str, schema: type[Schema], summary: str) -> Callable[[Any], Any]:
    """Decorate what gives a list; Wagtail's pages have the same limit and offset."""
    options: dict[str, Any] = {"url_name": f"list_{noun}", "operation_id": f"{noun}_list"}
    route = router.get(f"/{noun}/", response=list[schema], summary=summary, **options)  # type: ignore[valid-type]
    return lambda view: route(paginate(WagtailLimitOffsetPagination)(view))


@lists("figures", FigureSchema, "List public figures")
def list_figures(
    request: HttpRequest, chosen: Query[FiguresSelection], **kwargs: Any
) -> Sequence[FigureSchema]:
    """The figures of public editions, the newest edition first, each in the order of its page."""
    key = None
    if chosen.indicator is not None:
        named = Indicator.objects.filter(slug=chosen.indicator)
        key = named.values_list("translation_key", flat=True).first()
        if key is None:
            return []
    rows = rows_in(request, editions_of(request, chosen), key)
    return LazyPage(rows, figure_schema, request)


@router.get(
    "/figures/{int:edition_id}/{uuid:figure}/",
    response=FigureDetailSchema,
    url_name="detail_figure",
    summary="Figure detail",
    operation_id="figures_detail",
)
def detail_figure(request: HttpRequest, edition_id: int, figure: UUID) -> FigureDetailSchema:
    """A figure of an edition, with its comparison, its changes and what it was in other editions."""
    editions = editions_of(request, EditionsSelection(edition=edition_id))
    row = next((row for row in rows_in(request, editions) if row.figure.block_id == figure), None)
    if row is None:
        raise Http404("No public figure has this address.")
    one = OneFigure(row.edition, figure, request)
    series = [
        FigureOverTimeSchema(
            **year.shown._asdict(),
            url=request.build_absolute_uri(year.url) if year.url else "",
            is_own=year.is_own,
        )
        for year in History(one).years
    ]
    shown = figure_schema(request, row).model_dump()
    return FigureDetailSchema(**shown, display=one.display, series=series)


# An index page, the indicator in its language, and the one that was made first.
Found = tuple[Page, Indicator, Indicator]


def indicators_of(request: HttpRequest, editions: list[Any]) -> list[Found]:
    """Return each indicator with a public figure in one of the editions, by index page and name.

    Four queries, whatever their number.
    """
    keys = keys_on_record(editions)
    named = Figure.objects.filter(
        valid_to=None, translation_key__in=keys.values(), indicator__isnull=False
    )
    of_edition: dict[UUID, set[UUID]] = {}
    for edition, indicator in named.values_list("translation_key", "indicator__translation_key"):
        of_edition.setdefault(edition, set()).add(indicator)
    below: dict[str, set[UUID]] = {}
    for each in editions:
        above = each.path[: -Page.steplen]
        below.setdefault(above, set()).update(of_edition.get(keys[each.pk], ()))
    wanted = set().union(*below.values())
    versions: dict[UUID, list[Indicator]] = {}
    for version in (
        Indicator.objects.filter(translation_key__in=wanted).select_related("locale").order_by("pk")
    ):
        versions.setdefault(version.translation_key, []).append(version)
    indexes = Page.objects.filter(reachable(), path__in=below).select_related("locale")
    found = []
    for index in indexes.order_by("path"):
        for key in below[index.path]:
            source = versions[key][0]
            own = (each for each in versions[key] if each.locale_id == index.locale_id)
            found.append((index, next(own, source), source))
    return sorted(found, key=lambda each: (each[0].path, each[1].name.casefold()))


@lists("indicators", IndicatorSchema, "List indicators")
def list_indicators(
    request: HttpRequest, chosen: Query[EditionsSelection], **kwargs: Any
) -> Sequence[IndicatorSchema]:
    """The indicators of public figures, by index page and name."""
    found = indicators_of(request, editions_of(request, chosen))
    return LazyPage(found, lambda asked, each: IndicatorSchema(**_fields(asked, *each)), request)


@router.get(
    "/indicators/{int:index_id}/{slug}/",
    response=IndicatorDetailSchema,
    url_name="detail_indicator",
    summary="Indicator with its series",
    operation_id="indicators_detail",
)
def detail_indicator(request: HttpRequest, index_id: int, slug: str) -> IndicatorDetailSchema:
    """An indicator with its public figures below an index page; its slug in any language."""
    indexes = without_private(Page.objects.filter(on_the_site(request), reachable(), pk=index_id))
    index = indexes.select_related("locale").first()
    if index is None:
        raise Http404
    series = IndicatorSeries(index, slug, request)
    return IndicatorDetailSchema(
        **_fields(request, index, series.indicator, series.source),
        points=[
            IndicatorPointSchema(
                figure=figure_schema(request, line.row),
                change=shown_change(line.point.change, series.language)
                if line.point.change
                else None,
                change_text=capfirst(line.shown.change),
                is_break=line.is_break,
            )
            for line in series.lines
        ],
        targets=[
            IndicatorTargetSchema(
                value=format_plain(goal.target.quantity.value),
                text=goal.text,
                period_start=goal.target.period.start,
                period_end=goal.target.period.end,
                status=goal.status,
            )
            for goal in series.goals
        ],
        definitions=[
            DefinitionVersionSchema(version=version, first=first, last=last)
            for version, first, last in series.definitions
        ],
    )


def _fields(
    request: HttpRequest, index: Page, shown: Indicator, source: Indicator
) -> dict[str, Any]:
    language = index.locale.language_code
    base = baseline_of(shown)
    baseline = base and BaselineSchema(
        value=format_plain(base.quantity.value),
        text=f"{format_quantity(base.quantity, language)} ({format_period(base.period, language)})",
        period_start=base.period.start,
        period_end=base.period.end,
    )
    return {
        **defined(shown, source, language),
        "index": page_reference(request, index),
        "locale": language,
        "url": indicator_url(request, index, shown.slug),
        "detail_url": address(request, "detail_indicator", index.pk, shown.slug),
        "baseline": baseline,
    }


@lists("changes", FigureChangeSchema, "List changes of published figures")
def list_changes(
    request: HttpRequest, chosen: Query[ChangesSelection], **kwargs: Any
) -> Sequence[FigureChangeSchema]:
    """Corrections, revisions, new and withdrawn figures of public editions, newest first."""
    return LazyPage(changes_of(request, chosen), change_schema, request)


@lists("versions", EditionVersionSchema, "List editions as they were")
def list_versions(
    request: HttpRequest, chosen: Query[EditionsSelection], **kwargs: Any
) -> Sequence[EditionVersionSchema]:
    """What public editions were before their figures were changed, newest first."""
    return LazyPage(versions_in(editions_of(request, chosen)), version_schema, request)
