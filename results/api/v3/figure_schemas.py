"""What API v3 says of figures and indicators, and where it stands in their views."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from django.urls import reverse

from wagtail.api.v2.utils import get_full_url
from wagtail.models import Site

from ninja import Schema
from pydantic import BeforeValidator, ConfigDict, Field, PositiveInt, with_config

from ...blocks.displays import ShownComparison, StatDisplay
from ...quantities import (
    Direction,
    Incomparable,
    Period,
    Qualifier,
    Scale,
    TargetStatus,
    Unit,
    format_plain,
)
from ...reading.targets import site_name
from ...record.indicator import Level
from ...sharing.figures import Reference
from .blocks import Digits

Exact = Annotated[Digits, BeforeValidator(format_plain)]
PeriodSlug = Annotated[
    str, Field(description="As in the address of a new edition: 2016, 2016-17, 2015-2018.")
]
# What is shown has no keys besides either.
for shape in (StatDisplay, ShownComparison):
    with_config(ConfigDict(extra="forbid"))(shape)


def at(path: str) -> Any:
    """Return a field whose value stands at this path of the view."""
    return Field(validation_alias=path)


def address(context: dict[str, Any], name: str, *args: Any) -> str:
    """Return the whole address of an endpoint."""
    return str(get_full_url(context["request"], reverse(f"wagtailapi_v3:{name}", args=args)))


def page_url(context: dict[str, Any], page: Any) -> str:
    """Return where people read a page, "" of one that no site has."""
    return str(page.get_full_url(context["request"]) or "")


class StrictSchema(Schema):
    """Response schema without extra fields; they are read from the attributes of a view."""

    # To forbid them by `extra` would have Ninja read the view itself, without the paths.
    model_config = ConfigDict(json_schema_extra={"additionalProperties": False})


class PageReferenceSchema(StrictSchema):
    """A page; `url` is where people read it."""

    id: int
    title: str
    url: str

    resolve_url = staticmethod(lambda page, context: page_url(context, page))


class EditionReferenceSchema(PageReferenceSchema):
    """An edition, with its period and its language."""

    period: PeriodSlug
    period_start: date
    period_end: date
    locale: str = at("locale.language_code")

    resolve_period = staticmethod(lambda page: Period(page.period_start, page.period_end).slug)


class CitationSchema(StrictSchema):
    """How a figure is cited."""

    bibtex: str
    plain: str


class DefinedSchema(StrictSchema):
    """What is measured; `languages` names the texts that are in another language than the page.

    `slug` is that of the page's language, `key` the same in every language.
    """

    slug: str = at("shown.slug")
    key: str = at("source.slug")
    name: str = at("shown.name")
    definition: str = at("shown.definition")
    method: str = at("shown.method")
    languages: dict[str, str]
    unit: Unit = at("shown.unit")
    direction: Direction = at("shown.direction")
    level: Level = at("shown.level")
    definition_version: int = at("shown.definition_version")


class FigureSchema(StrictSchema):
    """A public figure, in the language of its edition.

    `value` and `whole` are exact, `text` is the figure as it is written, `spoken` the sentence that is
    read aloud. A figure with `as_of` has no period. `definition_version` is that by which it was counted.
    """

    id: UUID
    edition: EditionReferenceSchema = at("page")
    url: str
    detail_url: str
    label: str
    value: Digits
    unit: Unit = at("figure.quantity.unit")
    qualifier: Qualifier = at("figure.quantity.qualifier")
    scale: Scale = at("figure.quantity.scale")
    decimals: int | None = at("figure.decimals")
    text: str
    spoken: str = at("sentence")
    when: str
    period_start: date | None = at("figure.period_start")
    period_end: date | None = at("figure.period_end")
    as_of: date | None = at("figure.as_of")
    whole: Exact | None = at("figure.whole_value")
    whole_label: str
    indicator: DefinedSchema | None
    definition_version: int | None = at("figure.definition_version")
    source: str
    source_url: str
    note: str
    published_from: datetime = at("figure.valid_from")
    citation: CitationSchema

    resolve_detail_url = staticmethod(
        lambda view, context: address(context, "detail_figure", view.page.pk, view.figure.block_id)
    )
    resolve_citation = staticmethod(
        lambda view, context: Reference(
            view, site_name(Site.find_for_request(context["request"])), view.url
        )
    )


class FigureOverTimeSchema(StrictSchema):
    """The figure in one edition; `url` is that of its own page, "" of the figure itself."""

    when: str = at("shown.when")
    value: Digits = at("shown.value")
    text: str = at("shown.text")
    change: str = at("shown.change")
    url: str
    is_own: bool

    resolve_url = staticmethod(
        lambda year, context: year.url and context["request"].build_absolute_uri(year.url)
    )


class FigureDetailSchema(FigureSchema):
    """A figure with all that its page shows: comparison, changes, and what it was in other editions."""

    display: StatDisplay = at("one.display")
    series: list[FigureOverTimeSchema] = at("one.years")


class BaselineSchema(StrictSchema):
    """What later figures of an indicator are compared with."""

    value: Exact = at("measurement.quantity.value")
    text: str
    period_start: date = at("measurement.period.start")
    period_end: date = at("measurement.period.end")


class IndicatorSchema(DefinedSchema):
    """An indicator below an index page, in the language of that page."""

    index: PageReferenceSchema
    locale: str = at("language")
    url: str
    detail_url: str
    baseline: BaselineSchema | None

    resolve_url = staticmethod(lambda view, context: view.below(page_url(context, view.index)))
    resolve_detail_url = staticmethod(
        lambda view, context: address(context, "detail_indicator", view.index.pk, view.shown.slug)
    )


class IndicatorPointSchema(StrictSchema):
    """A figure of the series; `change` is that since the point before it.

    `is_break` tells that it was counted by another definition than the point before it.
    """

    figure: FigureSchema
    change: ShownComparison | None
    change_text: str
    is_break: bool


class IndicatorTargetSchema(BaselineSchema):
    """A target; `status` is what became of it, or why nothing can be said."""

    status: TargetStatus | Incomparable


class DefinitionVersionSchema(StrictSchema):
    """A version of the definition, and the first and the last time that was counted by it."""

    version: int
    first: str
    last: str


class IndicatorDetailSchema(IndicatorSchema):
    """An indicator with its series, the oldest figure first."""

    points: list[IndicatorPointSchema]
    targets: list[IndicatorTargetSchema]
    definitions: list[DefinitionVersionSchema]


class EditionsSelection(Schema):
    """Which editions are asked for."""

    locale: str | None = None
    edition: PositiveInt | None = None
    period: PeriodSlug | None = None


class FiguresSelection(EditionsSelection):
    """Which figures are asked for; `indicator` is a slug in any language."""

    indicator: str | None = None
