"""The page about the data: every file of the series, every indicator, what the columns mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from ..models.addresses import indicators_below
from ..models.editions import edition_links, live_editions
from ..reading.publicity import is_public
from ..sharing import cached
from ..sharing.data_addresses import downloads_below
from ..sharing.figure_rows import COLUMNS
from .pages_below import context_below

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase


@require_safe
def data_page(request: HttpRequest, index: Any) -> HttpResponseBase:
    """The figures of all public editions below an index page, as files and by indicator."""
    language, editions = index.locale.language_code, live_editions(index)
    with translation.override(language):
        description = gettext("Every published figure, as files that you may open and reuse.")
        context = context_below(
            index,
            request,
            title=gettext("The figures as data"),
            description=description,
            path=lambda _language: "data/",
            downloads=downloads_below(index, request),
        )
        context |= {
            "description": description,
            "columns": COLUMNS,
            "editions": edition_links(editions, language, request),
            "indicators": indicators_below(index, editions, request),
        }
        return cached(
            render(request, "results/data_page.html", context), is_public=is_public(index)
        )
