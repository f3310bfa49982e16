"""An edition as a PDF: the page in a frame for paper, and what WeasyPrint makes of it.

Imported late, so that a site without WeasyPrint can start.
"""

from __future__ import annotations

import mimetypes
import re
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urljoin

from django.contrib.staticfiles import finders
from django.core.exceptions import SuspiciousFileOperation
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.functional import cached_property

from wagtail.images import get_image_model

from PIL import Image, ImageFile

from ..blocks import ShareBlock
from ..models.navigation import languages_of
from ..reading.targets import site_name

# Loading it tells Pillow for the whole process to take images that are cut off, which a site that
# checks uploads relies on Pillow to refuse.
_takes_cut_off_images = ImageFile.LOAD_TRUNCATED_IMAGES
import pydyf  # noqa: E402
from weasyprint import HTML as HTML  # noqa: E402
from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: E402

ImageFile.LOAD_TRUNCATED_IMAGES = _takes_cut_off_images

if TYPE_CHECKING:
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


# Addresses that no name server ever knows (RFC 2606).
STATIC = "https://static.invalid/"


def printed(page: Any) -> tuple[str, PageReading]:
    """Return the page as an HTML document for paper, and what was read for it."""
    context = page.get_reading_context(None)
    reading: PageReading = context["reading"]
    # A call to follow links makes no sense on paper.
    calls = {f"block-{each.id}" for each in page.body if isinstance(each.block, ShareBlock)}
    context |= {
        "page": page,
        "self": page,
        "static": STATIC,
        "leave_url": "",
        "downloads": [],
        "sections": [each for each in context["sections"] if each.id not in calls],
        "organisation": site_name(page.get_site()),
        "others": [
            {**each, "url": urljoin(reading.address, each["url"])}
            for each in languages_of(reading)
            if not each["is_current"]
        ],
    }
    with translation.override(reading.language):
        html: str = render_to_string("results/pdf/document.html", context)
    html = _WITHIN.sub(lambda link: link[1] + urljoin(reading.address, link[2]), html)
    html = _LABELLED.sub(r"\2\1", html)
    # A picture without words is no error: `finish` leaves it out of what is read aloud.
    html = html.replace(' alt=""', ' alt=" "')
    return _DRAWING.sub(rf"\g<0>{_COLOURS}", html), reading


def finish(document: Any, pdf: pydyf.PDF) -> None:
    """Remove decoration from the structure tree, and fix deviations from PDF/UA.

    A picture without words, running heads and page numbers become artifacts. Whatever stands within
    a link has no link of its own. A figure among others, a group in a `dl`, is a list of its own.
    """
    root = _object(pdf, pdf.catalog["StructTreeRoot"])
    links = {page: _object(pdf, page).get("Annots", []) for page in pdf.page_references}
    held: set[bytes] = set()
    waiting = [(reference, False) for reference in root["K"]]
    while waiting:
        reference, in_link = waiting.pop()
        element = _object(pdf, reference)
        kind = element["S"]
        if kind == "/Figure" and not element.get("Alt", pydyf.String()).string.strip():
            _object(pdf, element["P"])["K"].remove(reference)
        else:
            held.add(reference)
        if in_link and kind == "/Link":
            element["S"] = "/Span"
        # What is no reference is the number of a piece of content.
        for kid in [each for each in element["K"] if isinstance(each, bytes)]:
            below = _object(pdf, kid)
            if below["Type"] != "/OBJR":
                waiting.append((kid, in_link or kind == "/Link"))
            elif in_link:
                element["K"].remove(kid)
                links[below["Pg"]].remove(below["Obj"])
            if kind == "/L" and below.get("S") == "/Div":
                element["S"], below["S"] = "/Div", "/L"
    parents = _object(pdf, root["ParentTree"])["Nums"]
    for page, references in zip(pdf.page_references, parents[1::2], strict=False):
        left_out = {number for number, each in enumerate(references) if each not in held}
        _unmark(_object(pdf, _object(pdf, page)["Contents"]).stream, left_out)


def _unmark(operators: list[Any], numbers: set[int]) -> None:
    """Turn the marks of these numbers in the content of a page into those of artifacts."""
    marks = [place for place, operator in enumerate(operators) if operator == b"BDC"]
    for place in marks:
        if operators[place - 1].get("MCID") in numbers:
            operators[place - 2 : place + 1] = ["/Artifact", b"", b"BMC"]


def _object(pdf: pydyf.PDF, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


UNREADABLE = (OSError, ValueError, SyntaxError, Image.DecompressionBombError)


class Refused(ValueError):
    """A URL that the fetcher does not serve."""


class Fetcher(URLFetcher):
    """Serves pictures of the page from the storage, and static files; no network, no other files."""

    def __init__(self, images: list[Any], base: str) -> None:
        super().__init__(allowed_protocols=())
        self._images, self._base = images, base

    @cached_property
    def _pictures(self) -> dict[str, Any]:
        renditions = get_image_model().get_rendition_model().objects.filter(image__in=self._images)
        # A storage may sign its addresses, each time anew.
        return {_unsigned(urljoin(self._base, each.url)): each.file for each in renditions}

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Return the content of a known URL; raise Refused for any other."""
        if url.startswith(STATIC):
            name = unquote(url.removeprefix(STATIC))
            with suppress(SuspiciousFileOperation):
                if path := finders.find(name):
                    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
                    return URLFetcherResponse(url, Path(path).read_bytes(), {"Content-Type": kind})
        elif file := self._pictures.get(_unsigned(url)):
            with suppress(*UNREADABLE), file.storage.open(file.name) as opened:
                content = opened.read()
                with Image.open(BytesIO(content)) as image:
                    image.load()
                return URLFetcherResponse(
                    url, content, {"Content-Type": image.get_format_mimetype()}
                )
        raise Refused(f"Not a picture of the page and not a static file: {url[:200]}")


def _unsigned(url: str) -> str:
    return url.partition("?")[0]


def make_pdf(page: Any) -> bytes:
    """Return the page as a tagged PDF (PDF/UA-1), in the language of its content."""
    html, reading = printed(page)
    document = HTML(
        string=html,
        base_url=reading.address or None,
        url_fetcher=Fetcher(reading.images, reading.address),
    )
    pdf: bytes = document.write_pdf(pdf_variant="pdf/ua-1", finisher=finish)
    return pdf
