"""What API v3 has of figures, indicators, changes and versions, wherever a site mounts it."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest

from wagtail.api.v3.auth import AllowAnonymous, BearerTokenAuth
from wagtail.api.v3.pagination import WagtailLimitOffsetPagination

from ninja import Query, Router, Schema
from ninja.pagination import paginate

from ...figure_pages.history import History
from ...models import Indicator
from ...models.share_card import OneFigure
from .figure_schemas import (
    ChangesSelection,
    EditionsSelection,
    EditionVersionSchema,
    FigureChangeSchema,
    FigureDetailSchema,
    FigureOverTimeSchema,
    FigureSchema,
    FiguresSelection,
    IndicatorDetailSchema,
    IndicatorSchema,
)
from .indicators import indicator_detail, indicator_schema, indicators_of
from .published import (
    Shown,
    change_schema,
    changes_of,
    editions_of,
    figure_schema,
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
    return Shown(rows, figure_schema, request)


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
            when=year.when,
            value=year.data,
            text=year.text,
            change=year.change,
            url=request.build_absolute_uri(year.url) if year.url else "",
            is_own=year.is_own,
        )
        for year in History(one).years
    ]
    shown = figure_schema(request, row).model_dump()
    return FigureDetailSchema(**shown, display=one.display, series=series)


@lists("indicators", IndicatorSchema, "List indicators")
def list_indicators(
    request: HttpRequest, chosen: Query[EditionsSelection], **kwargs: Any
) -> Sequence[IndicatorSchema]:
    """The indicators of public figures, by index page and name."""
    found = indicators_of(request, editions_of(request, chosen))
    return Shown(found, indicator_schema, request)


@router.get(
    "/indicators/{int:index_id}/{slug}/",
    response=IndicatorDetailSchema,
    url_name="detail_indicator",
    summary="Indicator with its series",
    operation_id="indicators_detail",
)
def detail_indicator(request: HttpRequest, index_id: int, slug: str) -> IndicatorDetailSchema:
    """An indicator with its public figures below an index page; its slug in any language."""
    return indicator_detail(request, index_id, slug)


@lists("changes", FigureChangeSchema, "List changes of published figures")
def list_changes(
    request: HttpRequest, chosen: Query[ChangesSelection], **kwargs: Any
) -> Sequence[FigureChangeSchema]:
    """Corrections, revisions, new and withdrawn figures of public editions, newest first."""
    return Shown(changes_of(request, chosen), change_schema, request)


@lists("versions", EditionVersionSchema, "List editions as they were")
def list_versions(
    request: HttpRequest, chosen: Query[EditionsSelection], **kwargs: Any
) -> Sequence[EditionVersionSchema]:
    """What public editions were before their figures were changed, newest first."""
    found = versions_in(editions_of(request, chosen))
    return Shown(found, version_schema, request)
