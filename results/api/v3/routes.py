"""The operations of API v3 on figures and indicators.

Everybody may read what they give: whoever asks, and with whichever token.
"""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from wagtail.api.v3.auth import AllowAnonymous, BearerTokenAuth
from wagtail.api.v3.pagination import WagtailLimitOffsetPagination
from wagtail.models import Locale, Page

from ninja import Query, Router, Schema
from ninja.pagination import paginate

from ...models import Indicator
from ...models.navigation import editions_where
from ...publishing.people import without_private
from ...quantities import Period
from ...reading.targets import reachable
from ...sharing.figure_rows import indicators_of, views_of
from ...sharing.figures import FigureView, IndicatorView, OneFigure
from ...sharing.index_views import IndicatorSeries
from ..requests import on_the_site
from .figure_schemas import (
    EditionsSelection,
    FigureDetailSchema,
    FigureSchema,
    FiguresSelection,
    IndicatorDetailSchema,
    IndicatorSchema,
)

router = Router(tags=["figures"], auth=[BearerTokenAuth(), AllowAnonymous()])


def lists(noun: str, schema: type[Schema], summary: str) -> Callable[[Any], Any]:
    """Decorate what gives a list; Wagtail's pages have the same limit and offset."""
    options: dict[str, Any] = {"url_name": f"list_{noun}", "operation_id": f"{noun}_list"}
    route = router.get(f"/{noun}/", response=list[schema], summary=summary, **options)  # type: ignore[valid-type]
    return lambda view: route(paginate(WagtailLimitOffsetPagination)(view))


def editions_of(request: HttpRequest, chosen: EditionsSelection) -> list[Any]:
    """Return the public editions of the site that are asked for, newest period first.

    Raises Http404 for a language that the site has not.
    """
    where = on_the_site(request)
    if chosen.locale is not None:
        where &= Q(locale=get_object_or_404(Locale, language_code=chosen.locale))
    if chosen.edition is not None:
        where &= Q(pk=chosen.edition)
    return [
        each
        for each in editions_where(where)
        if chosen.period in (None, Period(each.period_start, each.period_end).slug)
    ]


@lists("figures", FigureSchema, "List public figures")
def list_figures(
    request: HttpRequest, chosen: Query[FiguresSelection], **kwargs: Any
) -> Sequence[FigureView]:
    """The figures of public editions, the newest edition first, each in the order of its page."""
    key = None
    if chosen.indicator is not None:
        named = Indicator.objects.filter(slug=chosen.indicator)
        key = named.values_list("translation_key", flat=True).first()
        if key is None:
            return []
    return list(views_of(editions_of(request, chosen), request, indicator=key))


@router.get(
    "/figures/{int:edition_id}/{uuid:figure}/",
    response=FigureDetailSchema,
    url_name="detail_figure",
    summary="Figure detail",
    operation_id="figures_detail",
)
def detail_figure(request: HttpRequest, edition_id: int, figure: UUID) -> FigureView:
    """A figure of an edition, with its comparison, its changes and what it was in other editions."""
    editions = editions_of(request, EditionsSelection(edition=edition_id))
    for view in views_of(editions, request):
        if view.figure.block_id == figure:
            view.one = OneFigure(view.page, figure, request)
            return view
    raise Http404("No public figure has this address.")


@lists("indicators", IndicatorSchema, "List indicators")
def list_indicators(
    request: HttpRequest, chosen: Query[EditionsSelection], **kwargs: Any
) -> Sequence[IndicatorView]:
    """The indicators of public figures, by index page and name."""
    return indicators_of(editions_of(request, chosen))


@router.get(
    "/indicators/{int:index_id}/{slug}/",
    response=IndicatorDetailSchema,
    url_name="detail_indicator",
    summary="Indicator with its series",
    operation_id="indicators_detail",
)
def detail_indicator(request: HttpRequest, index_id: int, slug: str) -> IndicatorSeries:
    """An indicator with its public figures below an index page; its slug in any language."""
    indexes = without_private(Page.objects.filter(on_the_site(request), reachable(), pk=index_id))
    index = indexes.select_related("locale").first()
    if index is None:
        raise Http404
    return IndicatorSeries(index, slug, request)
