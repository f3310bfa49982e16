"""Indicators as API v3 gives them: those with a public figure, and the series of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404

from wagtail.models import Page

from ...figure_pages.indicator_series import IndicatorSeries
from ...models import Indicator
from ...quantities import format_period, format_plain, format_quantity
from ...reading.publicity import without_private
from ...reading.targets import reachable
from ...record.comparing import baseline_of, shown_change
from ...record.models import Figure
from ...sharing.figure_rows import keys_on_record
from .figure_schemas import (
    BaselineSchema,
    DefinitionVersionSchema,
    IndicatorDetailSchema,
    IndicatorPointSchema,
    IndicatorSchema,
    IndicatorTargetSchema,
)
from .published import (
    address,
    defined,
    figure_schema,
    indicator_url,
    on_the_site,
    page_reference,
)

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest

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


def indicator_schema(request: HttpRequest, found: Found) -> IndicatorSchema:
    """Return what a list says of an indicator."""
    return IndicatorSchema(**_fields(request, *found))


def indicator_detail(request: HttpRequest, index_id: int, slug: str) -> IndicatorDetailSchema:
    """Return an indicator with its series below an index page; Http404 without any public figure."""
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
                change_text=line.change,
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
