"""The page of one figure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import override
from django.views.decorators.http import require_safe

from ..models.addresses import address_in, card_word, figure_address
from ..models.care import index_context
from ..models.editions import alternates as versions_of
from ..models.metadata import PageMetadata, ShareImage
from ..models.navigation import Crumb
from ..models.one_figure import OneFigure
from ..quantities import Unit
from ..reading.marks import notice_of
from ..sharing.data_addresses import files_below
from .card import frame
from .citing import Reference
from .gone import or_gone
from .history import History, definition_of

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from ..models.editions import Alternate
    from ..reading.figures import Figure, Note


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
        unit = str(Unit.of(one.figure.value.get("unit")).label)
    context = {
        "page": page,
        "self": page,
        "one": one,
        "reading": reading,
        "alternates": alternates,
        "metadata": _metadata(one, alternates),
        "notice": notice_of(page, request),
        **index_context(page.get_parent().specific, request),
        "definition": definition,
        "unit": unit,
        "whole": next((each for each in _linked(one) if _is_whole(each[0], one.figure)), None),
        "parts": [each for each in _linked(one) if _is_whole(one.figure, each[0])],
        "years": history.years,
        "chart": history.chart,
        "changes": [each for each in reading.changes if each.figure == one.id],
        "reference": Reference.of(one),
        "note": next((each for each in reading.notes if one.id in _ids(each)), None),
        "frame": frame(one),
        "oembed_url": one.address("oembed/"),
        "json_url": one.url("json/"),
        # Where nothing else is counted alike, the figure's edition is all there is.
        "files": list(files_below(definition.url if definition else page.get_url(request) or "")),
        "card_url": one.url(card_word(page.locale.language_code)),
        "picture_url": one.url(one.picture),
    }
    return render(request, "results/figure_page.html", context)


def _ids(note: Note) -> set[str]:
    return {figure.id for figure in note.figures}


def _linked(one: OneFigure) -> list[tuple[Figure, str, Any]]:
    """Return the figures of the page that have a number, with the URL and the texts of each."""
    return [
        (each, address_in(one.reading, each.id), one.reading.texts(each.value))
        for each in one.reading.figures
        if each.value.quantity
    ]


def _is_whole(whole: Figure, part: Figure) -> bool:
    return part.value.whole_figure is whole.value


def _metadata(one: OneFigure, alternates: list[Alternate]) -> PageMetadata:
    """Return the metadata of the edition, said of the figure."""
    page = PageMetadata.of(one.page, one.request, alternates=alternates, reading=one.reading)
    url = one.address()
    spoken = one.texts.languages.get("label", page.language)
    return replace(
        page,
        title=one.sentence,
        description=f"{one.sentence}. {page.title}.",
        canonical=figure_address(page.canonical, page.language, one.id),
        is_article=False,
        breadcrumbs=(*page.breadcrumbs, Crumb(capfirst(one.label), url, spoken)),
        image=ShareImage(one.address(one.picture), one.share_card.alt_text),
        corrections=(),
    )
