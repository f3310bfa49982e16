"""The results index page: the stable address of results, and the overview of all editions."""

from decimal import Decimal
from typing import Any, ClassVar, NamedTuple
from uuid import UUID

from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from ..blocks import WaysToHelpBlock
from ..blocks.links import MAX_URL_LENGTH, validate_public_url
from ..blocks.resolving import IndicatorName
from ..fields import StreamField
from ..publishing.mixin import page_link
from ..quantities import format_period
from ..quantities.plots import Arc, draw_arcs
from ..reading import PageReading
from ..reading.provenance import TranslationFacts
from ..reading.targets import load_indicators
from ..record.models import Figure, oldest_first
from ..record.over_time import Point, ShownPoint, series_of
from ..rules import Rule
from ..rules.edition import care_of_index, reachable_targets
from ..rules.page import streams
from .addresses import ResultsMixin, indicator_address
from .metadata import PageMetadata
from .navigation import (
    edition_at,
    edition_links,
    index_context,
    languages_of,
    live_editions,
    notice_of,
)
from .page_display import PageDisplay, computed, fields, index_display
from .panels import IssuesPanel, StepsPanel


class Row(NamedTuple):
    """An indicator in the table: its name, its address, and a cell for each edition or None."""

    name: IndicatorName
    url: str
    cells: list[ShownPoint | None]


class Year(NamedTuple):
    """An edition beside the others; its arc is on their scale."""

    url: str
    period: str
    figures: list[tuple[IndicatorName, ShownPoint]]
    arc: Arc | None


class Overview:
    """Overview of the editions, newest first, in the index page's language; two queries."""

    def __init__(self, index: Any, editions: list[Any], reading: PageReading) -> None:
        self.language: str = reading.language
        self._editions = editions
        self._request = reading.request
        self._has_picture = reading.hero is not None
        self._index = index
        public = Figure.objects.filter(
            valid_to=None, translation_key__in=[each.translation_key for each in editions]
        )
        rows = oldest_first(public.exclude(indicator=None).select_related("indicator"))
        self._series = series_of(rows)[1]
        own = {key: each.indicator.pk for key, each in self._series.items() if each.indicator}
        names = load_indicators({*own.values()}, self.language)[1]
        self._names = {key: names[pk] for key, pk in own.items()}
        keys = reading.key_figures
        figures: tuple[Any, Any] = (keys.lead, keys.part) if keys else (None, None)
        chosen = (each and each.get("indicator") for each in figures)
        self._lead, self._part = (each and each.translation_key for each in chosen)

    @property
    def columns(self) -> list[str]:
        """The periods of the editions in words, newest first: a narrow screen shows these."""
        return [format_period(each.period, self.language) for each in self._editions]

    @property
    def rows(self) -> list[Row]:
        """A row for each indicator, by name."""
        url, language = self._index.get_url(self._request) or "", self._index.locale.language_code
        return [
            Row(
                name,
                indicator_address(url, language, name.slug),
                [self._cell(key, each) for each in self._editions],
            )
            for key, name in sorted(self._names.items(), key=lambda item: item[1].name.casefold())
        ]

    @cached_property
    def years(self) -> list[Year]:
        """The editions that have the newest one's lead figure, newest first."""
        shown = [each for each in self._editions if self._point(self._lead, each)]
        arcs = draw_arcs([self._numbers(each) for each in shown])
        return [
            Year(
                edition.get_url(self._request) or "",
                format_period(edition.period, self.language),
                [
                    (self._names[key], cell)
                    for key in (self._lead, self._part)
                    if key and (cell := self._cell(key, edition))
                ],
                arc,
            )
            for edition, arc in zip(shown, arcs, strict=True)
        ]

    @property
    def newest(self) -> Year | None:
        """The newest edition, when it is one of the years."""
        is_shown = self._editions and self._point(self._lead, self._editions[0])
        return self.years[0] if is_shown else None

    @property
    def earlier(self) -> list[Year]:
        """The years whose arcs do not stand at the top: all where that has a picture instead."""
        return self.years[1:] if self.newest and not self._has_picture else self.years

    @property
    def legend(self) -> dict[str, Any] | None:
        """What a dot of the arcs stands for: `unit`, `lead` and `part`; None without any arc."""
        unit = next((year.arc.unit for year in self.years if year.arc), 0)
        lead, part = (self._names.get(key) if key else None for key in (self._lead, self._part))
        return {"unit": unit, "lead": lead, "part": part} if unit else None

    def _point(self, key: UUID | None, edition: Any) -> Point | None:
        series = self._series.get(key) if key else None
        return series.points.get(edition.translation_key) if series else None

    def _cell(self, key: UUID, edition: Any) -> ShownPoint | None:
        point = self._point(key, edition)
        return point and point.shown(self.language)

    def _numbers(self, edition: Any) -> tuple[Decimal | None, Decimal] | None:
        """The numbers that an arc draws; None where they do not count things one by one."""
        lead, part = (self._point(key, edition) for key in (self._lead, self._part))
        if lead is None or not lead.row.quantity.is_counted:
            return None
        number = lead.row.value
        is_part = part and part.row.whole_value == number and part.row.quantity.is_counted
        return (part.row.value if part and is_part else None), number


class ResultsIndexPageMixin(ResultsMixin):
    """Fields and behaviour of a results index page, for page types of your own."""

    rules: ClassVar[tuple[Rule, ...]] = (streams, care_of_index, reachable_targets)

    introduction = models.TextField(
        _("introduction"),
        blank=True,
        default="",
        max_length=1000,
        help_text=_("A few sentences above the list of editions."),
    )

    leave_url = models.URLField(
        _("where “Leave this page quickly” leads"),
        blank=True,
        default="",
        max_length=MAX_URL_LENGTH,
        validators=[validate_public_url],
        help_text=_(
            "A harmless page on another website. When it is given, every edition shows the link, "
            "for readers who must not be seen here."
        ),
    )

    content_notice = models.TextField(
        _("content notice"),
        blank=True,
        default="",
        max_length=400,
        help_text=_(
            "For results that may be hard to read: what every edition is about, soberly. It stands "
            "at the top of each of them."
        ),
    )
    ways_to_help: Any = StreamField(
        WaysToHelpBlock(),
        verbose_name=_("ways to help"),
        blank=True,
        help_text=_(
            "Where readers turn for help, and where they report what they have seen. Every edition "
            "shows them at its top, in its middle and at its end."
        ),
    )
    contact_email = models.EmailField(
        _("e-mail address for questions"),
        blank=True,
        default="",
        help_text=_("Where readers ask about the figures. Every edition shows it."),
    )

    results_panels: ClassVar = [
        FieldPanel("introduction"),
        MultiFieldPanel(
            [FieldPanel("content_notice"), FieldPanel("leave_url"), FieldPanel("ways_to_help")],
            heading=_("Care for readers"),
        ),
        FieldPanel("contact_email"),
        IssuesPanel(heading=_("Before publishing")),
        StepsPanel(heading=_("After publishing")),
    ]
    results_api_fields: ClassVar = [
        *fields("introduction", "leave_url", "content_notice", "ways_to_help", "contact_email"),
        computed("translation", TranslationFacts),
        computed("display", PageDisplay),
    ]

    class Meta:
        abstract = True

    display = property(index_display)

    def route_below(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Route to an edition without asking first of which type it is, to all else as Wagtail does."""
        edition = edition_at(self, path_components[0]) if path_components else None
        if edition is None:
            return super().route_below(request, path_components)
        edition._cached_parent_obj = self
        found: RouteResult = edition.route(request, path_components[1:])
        return found

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the newest edition, the overview, the list of editions and the page's languages."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        own = PageReading.of(self, request)
        own.load()
        languages, editions = languages_of(own), live_editions(self)
        context |= {
            "page_texts": own.page_texts,
            "editions": edition_links(editions, self.locale.language_code, request),
            "alternates": languages,
            "notice": notice_of(own),
            **index_context(own),
        }
        reading = None
        for newest in editions[:1]:
            reading = PageReading.of(newest, request, is_cover=True)
            reading.load()
            context |= {
                "edition": newest,
                "edition_url": newest.get_url(request) or "",
                "edition_notice": notice_of(reading),
                "period_text": format_period(newest.period, reading.language),
                "reading": reading,
                "overview": Overview(self, editions, reading),
            }
        context["metadata"] = PageMetadata(
            self, request, reading=own, languages=languages, newest=reading
        )
        return context


class ResultsIndexPage(ResultsIndexPageMixin, Page):
    """Shows the newest edition of the results and lists all of them."""

    page_ptr = page_link()
    content_panels: ClassVar = [*Page.content_panels, *ResultsIndexPageMixin.results_panels]
    api_fields: ClassVar = ResultsIndexPageMixin.results_api_fields
    subpage_types: ClassVar = ["results.ResultsPage"]
    template = "results/results_index_page.html"
    page_description = _("The stable address of your results: shows the newest edition, lists all.")

    class Meta:
        verbose_name = _("results index page")
        verbose_name_plural = _("results index pages")
