"""The shapes of `display`: what readers get of a block beyond its raw value.

What `get_display` of a block is annotated with is what API v3 says of it.
"""

from typing import NotRequired

from typing_extensions import TypedDict


class StaleNumber(TypedDict):
    """A number of a text, and the one that its source says now."""

    text: str
    now: str


class Facts(TypedDict, total=False):
    """What there is to know of the texts of a block in a translation, by the names of the children.

    `languages`: those in another language than the page; `older`: since when (ISO 8601) the source
    says something else; `numbers`: those that the source has changed; `machine`: not yet confirmed.
    """

    languages: dict[str, str]
    older: dict[str, str]
    numbers: dict[str, list[StaleNumber]]
    machine: list[str]


class TextDisplay(Facts):
    """`text`: the text as HTML with its links resolved."""

    text: str


class CampaignDisplay(TextDisplay):
    """`layout`: how the campaign is drawn (a value of `Layout`)."""

    layout: str


class PictureSource(TypedDict):
    """A picture in one size, in pixels."""

    url: str
    width: int
    height: int


class SizedPicture(TypedDict):
    """A picture that every browser can show; `sources` (for `srcset`) has it as WebP."""

    url: str
    width: int
    height: int
    sources: list[PictureSource]


class PictureDisplay(Facts):
    """As of `SizedPicture`, with `alt`; empty without a picture."""

    url: str
    width: int | None
    height: int | None
    sources: list[PictureSource]
    alt: str


class VideoDisplay(Facts):
    """`site`: "YouTube", else the host name; `player`: one that sets no cookies, "" if unknown."""

    site: str
    poster: SizedPicture | None
    player: str


class LinkDisplay(Facts):
    """Target of a link; `url` is "" when visitors cannot reach it.

    `language` is the target's where that is another; `file` says "PDF, 1.2 MB" of a document.
    """

    kind: str
    url: str
    title: str
    language: str
    file: str


class HelplineDisplay(Facts):
    """`telephone_url`: "tel:116111" or ""; `site`: host name of the web address or ""."""

    telephone_url: str
    site: str


class ShareLink(TypedDict):
    """An address at which a visitor shares the page."""

    channel: str
    label: str
    url: str


class ShareDisplay(Facts):
    """`address` of the page, and a link for each channel; both empty without an address."""

    address: str
    links: list[ShareLink]


class ChartPoint(TypedDict):
    """A point of a series; `value` is in plain notation, "" for a gap."""

    label: str
    value: str
    text: str


class ChartSeries(TypedDict):
    """One line or row of bars."""

    name: str
    points: list[ChartPoint]


class ChartPanel(TypedDict):
    """A drawing as SVG, which needs no style sheet; `name` and `text` stand above it."""

    name: str
    text: str
    svg: str


class ChartKey(TypedDict):
    """What a letter or sign in the drawing stands for; `language` is "" for that of the page."""

    key: str
    meaning: str
    language: str


class ChartDisplay(Facts):
    """The data of the drawing; `refusal` is the code of why there is none, or ""."""

    refusal: str
    description: str
    unit: str
    notes: list[str]
    legend: list[ChartKey]
    panels: list[ChartPanel]
    series: list[ChartSeries]


class TableDisplay(Facts):
    """The cells of each row as text in the reader's language."""

    rows: list[list[str]]


class FigureChangeDisplay(Facts):
    """A change in words; `previous` and `data` (plain notation) are "" of a figure that is new."""

    text: str
    previous: str
    data: str


class ShownChange(FigureChangeDisplay):
    """A change of a figure, with the figure's label; `date` is ISO 8601 or ""."""

    id: str
    kind: str
    date: str
    reason: str


class ShownComparison(TypedDict):
    """The change since another period, or only `reason`, the code of why there is none.

    `better` is None where that cannot be said; `relative` is in per cent, "" without any.
    """

    text: str
    reason: NotRequired[str]
    period: NotRequired[str]
    absolute: NotRequired[str]
    better: NotRequired[bool | None]
    relative: NotRequired[str]


class ShownTarget(TypedDict):
    """A target for the figure's own period; `value` is in plain notation."""

    text: str
    status: str
    value: str


class ComparisonDisplay(TypedDict):
    """A figure over the years."""

    previous: ShownComparison | None
    baseline: ShownComparison | None
    target: ShownTarget | None


class ShownIndicator(TypedDict):
    """What is measured over the years."""

    slug: str
    name: str


class StatDisplay(Facts):
    """A figure as text in the reader's language.

    `text` ("over 250 %") has the parts `qualifier` ("over") and `amount` ("250 %"); `number` is
    "250", `data` the same in plain notation; `share` is per cent of the whole in plain notation,
    `share_text` "16.8 %"; `changes` are oldest first. What there is not is "" or None.
    """

    text: str
    qualifier: str
    amount: str
    number: str
    data: str
    when: str
    whole: str
    whole_label: str
    share: str
    share_text: str
    note_number: int | None
    indicator: ShownIndicator | None
    comparison: ComparisonDisplay | None
    changes: list[ShownChange]
