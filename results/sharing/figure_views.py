"""The addresses of one figure: its page, a card to embed; and what is said once it is gone."""

from collections.abc import Callable
from functools import partial, wraps
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from ..models.addresses import address_in, card_word, figure_address, indicator_address
from ..models.metadata import PageMetadata, ShareImageDisplay
from ..models.navigation import ShownCrumb, ShownLanguage, context_of_index, languages_of, notice_of
from ..models.versions import gone
from ..quantities import Unit
from ..reading import PageReading
from ..reading.figures import changes_in
from .data_files import files_below
from .figures import OneFigure, Reference

View = Callable[..., HttpResponse]
# Of the card, in CSS pixels.
WIDTH, HEIGHT = 416, 280


def show_in_frames(response: HttpResponse) -> HttpResponse:
    """Let every site show the answer in a frame; all else of the site's policy stays."""
    response.xframe_options_exempt = True
    # Django's middleware reads it, as of `csp_override`.
    policy = getattr(settings, "SECURE_CSP", {})
    response._csp_config = {**policy, "frame-ancestors": ["*"]} if policy else {}  # type: ignore[attr-defined]
    return response


def of_figure(
    view: Callable[[HttpRequest, OneFigure], HttpResponse], *, in_frames: bool = False
) -> View:
    """Return the view of a figure, which answers 410 and says why for one that its edition had once."""

    @require_safe
    @wraps(view)
    def answer(request: HttpRequest, page: Any, figure: UUID) -> HttpResponse:
        try:
            return view(request, OneFigure(page, figure, request))
        except Http404:
            why = [each for each in changes_in(page) if each["figure"] == str(figure)]
            if not why:
                raise
        heading, reading = _("This figure is no longer published"), PageReading.of(page, request)
        context = {"heading": heading, "reading": reading, "changes": why, "back": page}
        response = gone(request, page, reading.language, **context)
        return show_in_frames(response) if in_frames else response

    return answer


@of_figure
def figure_page(request: HttpRequest, one: OneFigure) -> HttpResponse:
    """The figure with what it means, where it comes from, and how to use it elsewhere."""
    page, reading, definition = one.page, one.reading, one.definition
    languages: list[ShownLanguage] = [
        {**each, "url": figure_address(each["url"], each["language"], one.id)}
        for each in languages_of(reading)
    ]
    linked = [
        (each, address_in(reading, each.block_id), reading.texts(each))
        for each in reading.figures
        if each.quantity
    ]
    with override(one.language):
        unit = str(Unit.of(one.figure.get("unit")).label)
    indicator_url = definition and indicator_address(
        definition.index.get_url(request) or "", page.locale.language_code, definition.shown.slug
    )
    context = {
        "page": page,
        "self": page,
        "one": one,
        "reading": reading,
        "alternates": languages,
        "metadata": _metadata(one, languages),
        "notice": notice_of(reading),
        **context_of_index(page, request),
        "indicator_url": indicator_url,
        "unit": unit,
        "whole": next((each for each in linked if each[0] is one.figure.whole_figure), None),
        "parts": [each for each in linked if each[0].whole_figure is one.figure],
        "years": one.years,
        "chart": one.chart,
        "changes": [each for each in reading.changes if each["figure"] == one.id],
        "reference": Reference(one, one.organisation, one.address()),
        "note": next((each for each in reading.notes if one.id in each.figures), None),
        "frame": frame(one),
        # Where nothing else is counted alike, the figure's edition is all there is.
        "files": list(files_below(indicator_url or page.get_url(request) or "")),
        "card_url": one.address(card_word(page.locale.language_code), is_whole=False),
        "picture_url": one.address(one.picture, is_whole=False),
    }
    return render(request, "results/figure_page.html", context)


def _metadata(one: OneFigure, languages: list[ShownLanguage]) -> PageMetadata:
    """Return the metadata of the edition, said of the figure."""
    found = PageMetadata(one.page, one.request, reading=one.reading, languages=languages)
    spoken = one.texts.languages.get("label", found.language)
    found.description = f"{one.sentence}. {found.title}."
    found.title, found.is_article = one.sentence, False
    found.canonical = figure_address(found.canonical, found.language, one.id)
    found.breadcrumbs += (
        ShownCrumb(title=capfirst(one.label), url=one.address(), language=spoken),
    )
    found.image = ShareImageDisplay(url=one.address(one.picture), alt=one.share_card.alt_text)
    return found


@partial(of_figure, in_frames=True)
def card(request: HttpRequest, one: OneFigure) -> HttpResponse:
    """The figure on a small page without a script, which every site may show in a frame."""
    with override(one.language):
        response = render(request, "results/figure_card.html", {"one": one, "page": one.page})
    return show_in_frames(response)


def frame(one: OneFigure) -> SafeString:
    """Return the HTML that shows the card on another site."""
    return format_html(
        '<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy"></iframe>',
        one.address(card_word(one.page.locale.language_code)),
        one.sentence,
        WIDTH,
        HEIGHT,
    )
