"""The pattern library, for everyone with access to the admin."""

from __future__ import annotations

import json
from collections import deque
from datetime import date
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import render
from django.templatetags.static import static
from django.utils import translation

from wagtail.images import get_image_model
from wagtail.models import Locale

from ..blocks import Picture
from ..blocks.choosers import loaded
from ..blocks.displays import PictureSource
from ..blocks.walking import walk
from ..models import ResultsPage
from ..models.editions import EditionLink
from ..models.navigation import RulerMark, closing_sections
from ..quantities import format_period
from ..reading import PageReading
from .examples import EXAMPLES, IMAGE
from .texts import TEXTS

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from .examples import Example

YEAR = 2016


class PatternReading(PageReading):
    """The reading of a made-up edition, with placeholder pictures."""

    @property
    def address(self) -> str:
        """An example URL to share."""
        return "https://example.org/resultat/2016/"

    def picture(self, pk: int) -> Picture | None:
        """Return the placeholder."""
        url = static("results/preview.svg")
        sources = tuple(
            PictureSource(url=url, width=width, height=width * 2 // 3) for width in (480, 960)
        )
        return Picture(url=url, width=960, height=640, sources=sources)

    def poster(self, pk: int) -> Picture | None:
        """Return the placeholder."""
        return self.picture(pk)

    def load(self) -> None:
        """Build the blocks with a made-up image in place of one from the database."""
        model: Any = get_image_model()
        with loaded({model: {IMAGE: model(pk=IMAGE, title="")}}):
            for block, value in self._values:
                deque(walk(block, value), maxlen=0)
        super().load()


def pattern(request: HttpRequest, name: str, language: str) -> HttpResponse:
    """Show an example edition in a language, exactly as visitors would get it.

    Raises Http404 for an unknown name or language.
    """
    if name not in EXAMPLES or language not in TEXTS:
        raise Http404
    with translation.override(language):
        page = made_up_edition(EXAMPLES[name](TEXTS[language]), language)
        response = render(
            request, "results/pattern_library/pattern.html", _context(page, name, language)
        )
    response.headers["Content-Language"] = language
    return response


def made_up_edition(example: Example, language: str) -> ResultsPage:
    """Return the example as an edition that is not saved."""
    return ResultsPage(
        title=example.title[:255].strip(),
        introduction=example.introduction,
        period_start=date(YEAR, 1, 1),
        period_end=date(YEAR, 12, 31),
        body=json.dumps(example.body),
        main_points=json.dumps(example.main_points),
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
        "sections": [*page.get_sections(), *closing_sections(reading)],
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
