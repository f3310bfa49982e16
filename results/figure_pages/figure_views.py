"""The addresses of one figure: its page, a card to embed, oEmbed, JSON; and what is said once it is gone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial, wraps
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext, override
from django.views.decorators.http import require_safe

from wagtail.models import Page

from ..models import Indicator
from ..models.addresses import address_in, card_word, figure_address, indicator_address
from ..models.care import index_context
from ..models.metadata import PageMetadata, ShareImageDisplay
from ..models.navigation import ShownCrumb, notice_of
from ..models.navigation import alternates as versions_of
from ..models.one_figure import OneFigure
from ..models.versions import GONE
from ..quantities import Unit
from ..reading import PageReading
from ..reading.figures import changes_in
from ..reading.publicity import without_private
from ..reading.targets import reachable
from ..record.series import Point, ShownPoint, chart_over_time, series_with
from ..sharing.data_files import files_below
from .citing import Reference

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest
    from django.utils.safestring import SafeString

    from ..blocks.stat_value import StatValue
    from ..drawing.chart import Chart
    from ..models.navigation import Alternate


class Year(NamedTuple):
    """The figure in one edition; `url` is that of its own page in the reader's language, or ""."""

    shown: ShownPoint
    url: str
    is_own: bool


class History:
    """The figure in each edition that everybody may read; two queries."""

    def __init__(self, one: OneFigure) -> None:
        """Ask the record for it."""
        self.one = one
        indicator = one.figure.get("indicator")
        key = indicator.translation_key if indicator else None
        self.editions, self.series = series_with(one.page, UUID(one.id), key)

    @property
    def years(self) -> list[Year]:
        """The figure in each of them, oldest first."""
        urls = self._urls
        return [
            self._year(point, urls.get(edition.translation_key, ""))
            for edition in self.editions
            if self.series and (point := self.series.points[edition.translation_key])
        ]

    @property
    def chart(self) -> Chart | None:
        """The series as it is drawn, the figure's own edition standing out; None for a single one."""
        own, language = self.one.page.translation_key, self.one.language
        name = capfirst(self.one.label)
        if self.series is None:
            return None
        return chart_over_time(self.series, self.editions, language, name, own)

    @cached_property
    def _urls(self) -> dict[UUID, str]:
        """The addresses of the editions in the reader's language, where they have one."""
        keys = [edition.translation_key for edition in self.editions]
        public = without_private(Page.objects.filter(reachable(), translation_key__in=keys))
        versions = public.filter(locale=self.one.page.locale_id)
        return {each.translation_key: each.get_url(self.one.request) or "" for each in versions}

    def _year(self, point: Point, url: str) -> Year:
        row, page = point.row, self.one.page
        is_own = row.translation_key == page.translation_key
        address = figure_address(url, page.locale.language_code, row.block_id) if url else ""
        return Year(point.shown(self.one.language), "" if is_own else address, is_own)


def definition_of(one: OneFigure) -> dict[str, str] | None:
    """Return what the figure's indicator is in words, None without one; one query.

    `key` is the same in every language, as in the data files; `url` is that of the indicator's own
    page. `name_language` and the like are languages other than the reader's.
    """
    indicator = one.figure.get("indicator")
    if indicator is None:
        return None
    same = Indicator.objects.filter(translation_key=indicator.translation_key)
    # The source of a translation is older.
    versions = list(same.select_related("locale").order_by("pk"))
    own = [each for each in versions if each.locale.language_code == one.language]
    shown, source = (own or versions)[0], versions[0]
    page = one.page
    index_url = page.get_parent().get_url(one.request) or ""
    said = {
        "key": source.slug,
        "url": indicator_address(index_url, page.locale.language_code, shown.slug),
    }
    for name, text in shown.texts_for(one.language, source).items():
        said |= {name: text.text, f"{name}_language": text.language}
    return said


View = Callable[..., HttpResponse]
# Of the card, in CSS pixels.
WIDTH, HEIGHT, LEAST = 416, 280, 1
# What is shown of a figure as JSON, under the names that the APIs have for it.
SHOWN = ("text", "when", "whole", "whole_label", "share", "indicator", "comparison", "changes")


def show_in_frames(response: HttpResponse) -> HttpResponse:
    """Let every site show the answer in a frame; all else of the site's policy stays."""
    response.xframe_options_exempt = True
    # Django's middleware reads it, as of `csp_override`.
    policy = getattr(settings, "SECURE_CSP", {})
    response._csp_config = {**policy, "frame-ancestors": ["*"]} if policy else {}  # type: ignore[attr-defined]
    return response


def or_gone(view: View, *, in_frames: bool = False) -> View:
    """Return the view, which answers 410 and says why for a figure that its edition had once."""

    @wraps(view)
    def answer(request: HttpRequest, page: Any, figure: UUID) -> HttpResponse:
        try:
            return view(request, page, figure)
        except Http404:
            why = [each for each in changes_in(page) if each["figure"] == str(figure)]
            if not why:
                raise
        reading = PageReading.of(page, request)
        with override(reading.language):
            context = {
                "page": page,
                "self": page,
                "heading": gettext("This figure is no longer published"),
                "language": reading.language,
                "reading": reading,
                "changes": why,
                "back": page,
                **index_context(PageReading.of(page.get_parent().specific, request)),
            }
            gone = render(request, GONE, context, status=HTTPStatus.GONE)
        return show_in_frames(gone) if in_frames else gone

    return answer


@require_safe
@or_gone
def figure_page(request: HttpRequest, page: Any, figure: UUID) -> HttpResponse:
    """The figure with what it means, where it comes from, and how to use it elsewhere."""
    one = OneFigure(page, figure, request)
    alternates = [
        replace(each, url=figure_address(each.url, each.language, figure))
        for each in versions_of(page, request, one.reading.around)
    ]
    reading, history, definition = one.reading, History(one), definition_of(one)
    with override(one.language):
        unit = str(Unit.of(one.figure.get("unit")).label)
    context = {
        "page": page,
        "self": page,
        "one": one,
        "reading": reading,
        "alternates": alternates,
        "metadata": _metadata(one, alternates),
        "notice": notice_of(page, request, one.reading.around),
        **index_context(PageReading.of(page.get_parent().specific, request)),
        "definition": definition,
        "unit": unit,
        "whole": next((each for each in _linked(one) if each[0] is one.figure.whole_figure), None),
        "parts": [each for each in _linked(one) if each[0].whole_figure is one.figure],
        "years": history.years,
        "chart": history.chart,
        "changes": [each for each in reading.changes if each["figure"] == one.id],
        "reference": Reference(
            organisation=one.organisation,
            edition=page,
            figure=one.id,
            text=one.display["text"],
            label=one.label,
            when=one.display["when"],
            url=one.address(),
            language=one.language,
        ),
        "note": next((each for each in reading.notes if one.id in each.figures), None),
        "frame": frame(one),
        "oembed_url": one.address("oembed/"),
        "json_url": one.url("json/"),
        # Where nothing else is counted alike, the figure's edition is all there is.
        "files": list(
            files_below(definition["url"] if definition else page.get_url(request) or "")
        ),
        "card_url": one.url(card_word(page.locale.language_code)),
        "picture_url": one.url(one.picture),
    }
    return render(request, "results/figure_page.html", context)


def _linked(one: OneFigure) -> list[tuple[StatValue, str, Any]]:
    """Return the figures of the page that have a number, with the URL and the texts of each."""
    return [
        (each, address_in(one.reading, each.block_id), one.reading.texts(each))
        for each in one.reading.figures
        if each.quantity
    ]


def _metadata(one: OneFigure, alternates: list[Alternate]) -> PageMetadata:
    """Return the metadata of the edition, said of the figure."""
    reading = one.reading
    page = PageMetadata.of(
        one.page, one.request, alternates=alternates, reading=reading, around=reading.around
    )
    url = one.address()
    spoken = one.texts.languages.get("label", page.language)
    return replace(
        page,
        title=one.sentence,
        description=f"{one.sentence}. {page.title}.",
        canonical=figure_address(page.canonical, page.language, one.id),
        is_article=False,
        breadcrumbs=(
            *page.breadcrumbs,
            ShownCrumb(title=capfirst(one.label), url=url, language=spoken),
        ),
        image=ShareImageDisplay(url=one.address(one.picture), alt=one.share_card.alt_text),
        corrections=(),
    )


@require_safe
@partial(or_gone, in_frames=True)
def card(request: HttpRequest, page: Any, figure: UUID) -> HttpResponse:
    """The figure on a small page without a script, which every site may show in a frame."""
    one = OneFigure(page, figure, request)
    with override(one.language):
        response = render(request, "results/figure_card.html", {"one": one, "page": page})
    return show_in_frames(response)


@require_safe
@or_gone
def oembed(request: HttpRequest, page: Any, figure: UUID) -> HttpResponse:
    """The card as oEmbed describes it, no larger than `maxwidth` and `maxheight` ask for."""
    if request.GET.get("format", "json") != "json":
        return HttpResponse(status=HTTPStatus.NOT_IMPLEMENTED)
    one = OneFigure(page, figure, request)
    width = _at_most(WIDTH, request.GET.get("maxwidth", ""))
    height = _at_most(HEIGHT, request.GET.get("maxheight", ""))
    site = page.get_site()
    response = JsonResponse(
        {
            "version": "1.0",
            "type": "rich",
            "title": one.sentence,
            "provider_name": one.organisation,
            "provider_url": f"{site.root_url}/" if site else "",
            "html": frame(one, width, height),
            "width": width,
            "height": height,
        },
        json_dumps_params={"ensure_ascii": False},
    )
    response["Access-Control-Allow-Origin"] = "*"
    return response


def frame(one: OneFigure, width: int = WIDTH, height: int = HEIGHT) -> SafeString:
    """Return the HTML that shows the card on another site."""
    return format_html(
        '<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy"></iframe>',
        one.card_address,
        one.sentence,
        width,
        height,
    )


def _at_most(size: int, asked: str) -> int:
    is_number = asked.isascii() and asked.isdecimal() and len(asked) < 6
    return min(size, max(int(asked), LEAST)) if is_number else size


@require_safe
@or_gone
def figure_json(request: HttpRequest, page: Any, figure: UUID) -> HttpResponse:
    """The figure, its definition and its series; numbers as text, so that no digit is lost."""
    one = OneFigure(page, figure, request)
    value, period = one.figure, one.figure.period or page.period
    shown: Mapping[str, Any] = one.display
    defined = definition_of(one) or {}
    content = {
        "id": one.id,
        "url": one.address(),
        "language": one.language,
        "organisation": one.organisation,
        "edition": {"title": page.title, "url": page.get_full_url(request)},
        "label": one.label,
        "value": shown["data"],
        "unit": value.get("unit"),
        "qualifier": value.get("qualifier"),
        "period": None if value.as_of or not period else [period.start, period.end],
        "as_of": value.as_of,
        **{name: shown[name] for name in SHOWN},
        "indicator_key": defined.get("key", ""),
        "definition": defined.get("definition", ""),
        "method": defined.get("method", ""),
        "source": one.texts.plain("source"),
        "source_url": value.get("source_url") or "",
        "note": one.texts.plain("note"),
        "series": [year.shown._asdict() for year in History(one).years],
    }
    response = JsonResponse(content, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Access-Control-Allow-Origin"] = "*"
    return response
