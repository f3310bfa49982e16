"""The HTML document that is rendered as PDF: the page of an edition in a frame for paper."""

import dataclasses
import re
from functools import cached_property
from typing import Any
from urllib.parse import urljoin

from django.template.loader import render_to_string
from django.utils import translation

from ..blocks import ShareBlock
from ..models.care import index_context
from ..models.navigation import alternates
from ..models.share_card import site_name
from ..reading import PageReading

# Links within the site, whose whole addresses stand on paper.
_WITHIN = re.compile(r'(<a\b[^>]*?\shref=")(/[^"]*)')
_LABELLED = re.compile(r'(<dt class="results-figure__label">.*?</dt>)(\s*<dd.*?</dd>)', re.DOTALL)
_DRAWING = re.compile(r"<svg\b[^>]*>")
# WeasyPrint applies no rule of a page within a drawing, so each has what the style sheet says of it.
_COLOURS = (
    "<style>text { font-family: 'Results Sans', sans-serif } .on, .line-on { fill: #09545e; "
    "stroke: #09545e } .off { fill: #e3eeee; stroke: #738689 } .line { fill: #fff } "
    ".results-arc { stroke: #a9bcbf } .lit { stroke: #09545e }</style>"
)


class Print:
    """One edition in print."""

    def __init__(self, page: Any) -> None:
        self.page = page

    @cached_property
    def context(self) -> dict[str, Any]:
        """What the templates get: that of the web page, without what only a screen has."""
        page = self.page
        context = index_context(page.get_parent().specific, None) | page.get_reading_context(None)
        address = context["reading"].address
        # A call to follow links makes no sense on paper.
        calls = {f"block-{each.id}" for each in page.body if isinstance(each.block, ShareBlock)}
        return context | {
            "page": page,
            "self": page,
            "leave_url": "",
            "downloads": [],
            "sections": [each for each in context["sections"] if each.id not in calls],
            "organisation": site_name(page.get_site()),
            "others": [
                dataclasses.replace(each, url=urljoin(address, each.url))
                for each in alternates(page, None)
                if not each.current
            ],
        }

    @property
    def reading(self) -> PageReading:
        """The page as it is read on paper."""
        reading: PageReading = self.context["reading"]
        return reading

    def html(self, static: str) -> str:
        """Return the whole document; `static` is the base URL of static files."""
        reading = self.reading
        with translation.override(reading.language):
            html: str = render_to_string(
                "results/pdf/document.html", {**self.context, "static": static}
            )
        html = _WITHIN.sub(lambda link: link[1] + urljoin(reading.address, link[2]), html)
        html = _LABELLED.sub(r"\2\1", html)
        # A picture without words is no error: `tagging` leaves it out of what is read aloud.
        html = html.replace(' alt=""', ' alt=" "')
        return _DRAWING.sub(rf"\g<0>{_COLOURS}", html)
