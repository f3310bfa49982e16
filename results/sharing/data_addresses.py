"""Where the data files are: of an edition, of the whole series, of one indicator; and their data package."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.http import Http404, JsonResponse
from django.utils.text import slugify
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from ..models import (
    Download,
    ResultsIndexPageMixin,
    ResultsPageMixin,
    register_address,
    register_download,
)
from ..models.addresses import address_below, are_files_served
from ..models.navigation import live_editions
from ..models.share_card import site_name
from ..reading.publicity import is_public
from . import cached
from .data_files import FORMATS, LABELS, answer
from .figure_rows import COLUMNS, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest, HttpResponseBase

    from .data_files import Format


PACKAGE = "datapackage.json"


def data_package(index: Any, request: HttpRequest | None) -> dict[str, Any]:
    """Return the content of `datapackage.json` beside the `data.csv` of an index page."""
    site, language = index.get_site(), index.locale.language_code
    with override(language):
        title = gettext("%(title)s as data") % {"title": index.title}
        fields = [
            {
                "name": column.name,
                "type": column.kind,
                "title": str(column.title),
                **(
                    {"constraints": {"enum": [str(code) for code in column.codes]}}
                    if column.codes
                    else {}
                ),
            }
            for column in COLUMNS
        ]
    publisher = {"title": site_name(site), "path": site.root_url, "role": "publisher"}
    return {
        "profile": "tabular-data-package",
        "name": slugify(index.slug) or "results",
        "title": title,
        "description": index.search_description or index.introduction,
        "homepage": index.get_full_url(request),
        "languages": [language],
        **({"contributors": [publisher]} if publisher["title"] else {}),
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": "figures",
                "title": title,
                "path": "data.csv",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": {"fields": fields, "primaryKey": ["url"], "missingValues": [""]},
            }
        ],
    }


def connect() -> None:
    """Register the addresses of the files, and the links to them; called once, from `ready()`."""
    for name, (of_edition, of_series, find) in _FILES.items():
        register_address(f"data.{name}", of_edition, model=ResultsPageMixin)
        register_address(f"data.{name}", of_series, model=ResultsIndexPageMixin)
        register_download(find)
    register_address(PACKAGE, package, model=ResultsIndexPageMixin)


def edition_file(form: Format, request: HttpRequest, page: Any) -> HttpResponseBase:
    """The figures of an edition."""
    language = page.locale.language_code
    return answer(request, page, rows_of([page], language, request), form, language)


def series_file(form: Format, request: HttpRequest, index: Any) -> HttpResponseBase:
    """The figures of every public edition below an index page, the oldest edition first."""
    language = index.locale.language_code
    rows = rows_of(live_editions(index)[::-1], language, request)
    return answer(request, index, rows, form, language)


@require_safe
def package(request: HttpRequest, index: Any) -> HttpResponseBase:
    """The Frictionless data package of every public edition below an index page."""
    if not address_below(index, "data.csv", request):
        raise Http404
    content = data_package(index, request)
    response = JsonResponse(content, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Access-Control-Allow-Origin"] = "*"
    return cached(response, is_public=is_public(index))


def find_download(form: Format, page: Any, request: HttpRequest | None) -> Download | None:
    """The file of an edition or of the whole series, or None where the site serves none."""
    url = address_below(page, f"data.{form.name}", request)
    return Download(url, str(LABELS[form.name]), media_type=form.media_type) if url else None


def downloads_below(index: Any, request: HttpRequest | None) -> Iterator[Download]:
    """Yield the files of the whole series."""
    for form in FORMATS.values():
        if found := find_download(form, index, request):
            yield found
    if url := address_below(index, PACKAGE, request):
        yield Download(url, str(_("Data package (Frictionless)")), media_type="application/json")


def files_below(url: str) -> Iterator[Download]:
    """Yield the files at the address of an edition or an indicator, none where the site serves none."""
    for form in FORMATS.values() if are_files_served() else ():
        label = str(LABELS[form.name])
        yield Download(f"{url}data.{form.name}", label, media_type=form.media_type)


# Of each form, the views of an edition and of an index page, and the link.
_FILES = {
    name: (
        require_safe(partial(edition_file, form)),
        require_safe(partial(series_file, form)),
        partial(find_download, form),
    )
    for name, form in FORMATS.items()
}
