"""The operations of API v3 on figures, indicators, changes and versions.

Everybody may read what they give: whoever asks, and with whichever token.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from wagtail.api.v3.auth import AllowAnonymous, BearerTokenAuth
from wagtail.api.v3.pagination import WagtailLimitOffsetPagination
from wagtail.models import Locale, Page, Site

from ninja import Query, Router, Schema
from ninja.pagination import paginate

from ...blocks.body import FigureChangeValue
from ...blocks.displays import ShownChange
from ...models import Indicator
from ...models.navigation import editions_where
from ...models.one_figure import IndicatorView, OneFigure
from ...models.versions import public_versions
from ...quantities import Period
from ...reading import PageReading
from ...reading.figures import changes_in
from ...reading.publicity import without_private
from ...reading.targets import reachable
from ...record.models import Figure
from ...record.versions import EditionVersion
from ...rules.changes import FIELD
from ...sharing.figure_rows import FigureView, keys_on_record, load_changes, views_of
from ...sharing.index_views import IndicatorSeries
from .figure_schemas import (
    ChangesSelection,
    EditionsSelection,
    EditionVersionSchema,
    FigureChangeSchema,
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


def on_the_site(request: HttpRequest) -> Q:
    """Return the condition that a page is on the site that is asked, in any language."""
    site = Site.find_for_request(request)
    if site is None:
        return Q(pk=None)
    found = Q()
    for root in site.root_page.get_translations(inclusive=True):
        found |= Page.objects.descendant_of_q(root, inclusive=True)
    return found


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


def figures_in(
    request: HttpRequest, editions: Sequence[Any], indicator: UUID | None = None
) -> list[FigureView]:
    """Return the figures of public editions; the queries are few for each language."""
    return [
        view
        for language in dict.fromkeys(each.locale.language_code for each in editions)
        for view in views_of(
            [each for each in editions if each.locale.language_code == language],
            language,
            request,
            indicator=indicator,
            at_once=len(editions),
        )
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
    return figures_in(request, editions_of(request, chosen), key)


@router.get(
    "/figures/{int:edition_id}/{uuid:figure}/",
    response=FigureDetailSchema,
    url_name="detail_figure",
    summary="Figure detail",
    operation_id="figures_detail",
)
def detail_figure(request: HttpRequest, edition_id: int, figure: UUID) -> FigureView:
    """A figure of an edition, with its comparison, its changes and what it was in other editions."""
    for view in figures_in(request, editions_of(request, EditionsSelection(edition=edition_id))):
        if view.figure.block_id == figure:
            view.one = OneFigure(view.page, figure, request)
            return view
    raise Http404("No public figure has this address.")


def indicators_of(editions: list[Any]) -> list[IndicatorView]:
    """Return each indicator with a public figure in one of the editions, by index page and name.

    Four queries, whatever their number.
    """
    keys = keys_on_record(editions)
    places: dict[UUID, set[str]] = {}
    for each in editions:
        places.setdefault(keys[each.pk], set()).add(each.path[: -Page.steplen])
    named = Figure.objects.filter(
        valid_to=None, translation_key__in=places, indicator__isnull=False
    )
    below = {
        (path, indicator)
        for key, indicator in named.values_list("translation_key", "indicator__translation_key")
        for path in places[key]
    }
    wanted = Indicator.objects.filter(translation_key__in={key for _path, key in below})
    versions: dict[UUID, list[Indicator]] = {}
    for version in wanted.select_related("locale").order_by("pk"):
        versions.setdefault(version.translation_key, []).append(version)
    indexes = Page.objects.filter(reachable(), path__in={path for path, _key in below})
    by_path = {index.path: index for index in indexes.select_related("locale")}
    found = [
        IndicatorView(versions[key], index.locale.language_code, index)
        for path, key in below
        if (index := by_path.get(path))
    ]
    return sorted(found, key=lambda each: (each.index.path, each.shown.name.casefold()))


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


@dataclass
class FoundChange:
    """A change of an edition, whose figure is still there or not."""

    edition: Any
    change: FigureChangeValue
    is_there: bool

    @cached_property
    def shown(self) -> ShownChange:
        """The change in words; nothing that it says is looked up anywhere else on the page."""
        return self.change.display(PageReading([], page=self.edition))


@lists("changes", FigureChangeSchema, "List changes of published figures")
def list_changes(
    request: HttpRequest, chosen: Query[ChangesSelection], **kwargs: Any
) -> Sequence[FoundChange]:
    """Corrections, revisions, new and withdrawn figures of public editions, newest first."""
    editions = [each for each in editions_of(request, chosen) if hasattr(type(each), FIELD)]
    load_changes(editions)
    on_record = keys_on_record(editions)
    figures = Figure.objects.filter(valid_to=None, translation_key__in=on_record.values())
    there = {(key, str(block)) for key, block in figures.values_list("translation_key", "block_id")}
    found = [
        FoundChange(edition, change, (on_record[edition.pk], change["figure"]) in there)
        for edition in editions
        for change in changes_in(edition)
        if chosen.kind in (None, change.kind)
    ]
    return sorted(found, key=lambda each: each.change.get("date") or date.min, reverse=True)


class FoundVersion(NamedTuple):
    """An edition, and one of its public versions."""

    edition: Any
    version: EditionVersion


@lists("versions", EditionVersionSchema, "List editions as they were")
def list_versions(
    request: HttpRequest, chosen: Query[EditionsSelection], **kwargs: Any
) -> Sequence[FoundVersion]:
    """What public editions were before their figures were changed, newest first."""
    editions = editions_of(request, chosen)
    found = []
    for language in {each.locale.language_code for each in editions}:
        own = {
            each.translation_key: each for each in editions if each.locale.language_code == language
        }
        for version in public_versions(own, language):
            found.append(FoundVersion(own[version.page.translation_key], version))
    return sorted(found, key=lambda each: each.version.replaced_at, reverse=True)
