"""The pattern pages, below the admin and for whoever may enter it."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.template.response import TemplateResponse
from django.utils import translation

from wagtail.models import Locale

from ..models import ResultsPage
from ..models.contents import RulerMark, closing_sections
from ..models.editions import EditionLink
from ..quantities import format_period
from .examples import EXAMPLES, numbered
from .reading import PatternReading
from .texts import TEXTS

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from .examples import Example

YEAR = 2016


def pattern(request: HttpRequest, name: str, language: str) -> HttpResponse:
    """An edition of examples in a language, exactly as a visitor would get it.

    Raises Http404 for a name or a language that has none.
    """
    if name not in EXAMPLES or language not in TEXTS:
        raise Http404
    with translation.override(language):
        page = _edition(EXAMPLES[name](TEXTS[language]), language)
        response = TemplateResponse(
            request, "results/patterns/pattern.html", _context(page, name, language)
        )
        response.render()
    response.headers["Content-Language"] = language
    return response


def _edition(example: Example, language: str) -> ResultsPage:
    return ResultsPage(
        title=example.title[:255].strip(),
        introduction=example.introduction,
        period_start=date(YEAR, 1, 1),
        period_end=date(YEAR, 12, 31),
        body=json.dumps(numbered(example.body)),
        locale=Locale.objects.filter(language_code=language).first()
        or Locale(language_code=language),
    )


def _context(page: ResultsPage, name: str, language: str) -> dict[str, Any]:
    reading = PatternReading.of(page)
    reading.load()
    whole = name == "complete"
    return {
        "name": name,
        "names": list(EXAMPLES),
        "language": language,
        "languages": list(TEXTS),
        "edition": page,
        "reading": reading,
        "period_text": format_period(page.period, language) if page.period else "",
        "sections": [*page.get_sections(), *closing_sections(reading, has_downloads=False)],
        "ruler": [
            RulerMark(str(YEAR + step), "#", current=not step, newest=step == 1)
            for step in ((-1, 0, 1) if whole else ())
        ],
        "editions": [
            EditionLink(str(year), "#", f"{year}/{year + 1}")
            for year in (range(2013, 2016) if whole else ())
        ],
        "leave_url": "https://example.org/" if whole else "",
    }
