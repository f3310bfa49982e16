"""Response schemas of figures, indicators, changes and versions in API v3."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict, Field, PositiveInt

from ...blocks import ChangeKind
from ...blocks.displays import ShownComparison, StatDisplay
from ...quantities import Direction, Incomparable, Qualifier, Scale, TargetStatus, Unit
from ...record.indicator import Level
from .blocks import Digits

PeriodSlug = Annotated[
    str, Field(description="As in the address of a new edition: 2016, 2016-17, 2015-2018.")
]


class StrictSchema(Schema):
    """Response schema that forbids extra fields."""

    model_config = ConfigDict(extra="forbid")


class PageReferenceSchema(StrictSchema):
    """A page; `url` is where people read it."""

    id: int
    title: str
    url: str


class EditionReferenceSchema(PageReferenceSchema):
    """An edition, with its period and its language."""

    period: PeriodSlug
    period_start: date
    period_end: date
    locale: str


class CitationSchema(StrictSchema):
    """How a figure is cited."""

    bibtex: str
    plain: str


class DefinedSchema(StrictSchema):
    """What is measured; `languages` names the texts that are in another language than the page.

    `slug` is that of the page's language, `key` the same in every language.
    """

    slug: str
    key: str
    name: str
    definition: str
    method: str
    languages: dict[str, str]
    unit: Unit
    direction: Direction
    level: Level
    definition_version: int


class FigureSchema(StrictSchema):
    """A public figure, in the language of its edition.

    `value` and `whole` are exact, `text` is the figure as it is written, `spoken` the sentence that is
    read aloud. A figure with `as_of` has no period. `definition_version` is that by which it was counted.
    """

    id: UUID
    edition: EditionReferenceSchema
    url: str
    detail_url: str
    label: str
    value: Digits
    unit: Unit
    qualifier: Qualifier
    scale: Scale
    decimals: int | None
    text: str
    spoken: str
    when: str
    period_start: date | None
    period_end: date | None
    as_of: date | None
    whole: Digits | None
    whole_label: str
    indicator: DefinedSchema | None
    definition_version: int | None
    source: str
    source_url: str
    note: str
    published_from: datetime
    citation: CitationSchema


class FigureOverTimeSchema(StrictSchema):
    """The figure in one edition; `url` is that of its own page, "" of the figure itself."""

    when: str
    value: Digits
    text: str
    change: str
    url: str
    is_own: bool


class FigureDetailSchema(FigureSchema):
    """A figure with all that its page shows: comparison, changes, and what it was in other editions."""

    display: StatDisplay
    series: list[FigureOverTimeSchema]


class BaselineSchema(StrictSchema):
    """What later figures of an indicator are compared with."""

    value: Digits
    text: str
    period_start: date
    period_end: date


class IndicatorSchema(DefinedSchema):
    """An indicator below an index page, in the language of that page."""

    index: PageReferenceSchema
    locale: str
    url: str
    detail_url: str
    baseline: BaselineSchema | None


class IndicatorPointSchema(StrictSchema):
    """A figure of the series; `change` is that since the point before it.

    `is_break` tells that it was counted by another definition than the point before it.
    """

    figure: FigureSchema
    change: ShownComparison | None
    change_text: str
    is_break: bool


class IndicatorTargetSchema(StrictSchema):
    """A target; `status` is what became of it, or why nothing can be said."""

    value: Digits
    text: str
    period_start: date
    period_end: date
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


class FigureChangeSchema(StrictSchema):
    """A change of a published figure; `previous` is the figure as it was, "" of one that is new.

    `figure_url` is where programs find the figure as it is now, "" of one that is withdrawn.
    """

    id: UUID
    edition: EditionReferenceSchema
    figure: UUID
    figure_url: str
    kind: ChangeKind
    date: date | None
    label: str
    reason: str
    text: str
    previous: str
    previous_value: Digits | None


class EditionVersionSchema(StrictSchema):
    """An edition as it was until `replaced_at`; `changes` are the ids of those that came then."""

    edition: EditionReferenceSchema
    number: int
    url: str
    replaced_at: datetime
    changes: list[UUID]


class EditionsSelection(Schema):
    """Which editions are asked for."""

    locale: str | None = None
    edition: PositiveInt | None = None
    period: PeriodSlug | None = None


class FiguresSelection(EditionsSelection):
    """Which figures are asked for; `indicator` is a slug in any language."""

    indicator: str | None = None


class ChangesSelection(EditionsSelection):
    """Which changes are asked for."""

    kind: ChangeKind | None = None
