"""The description of the data files as a Frictionless data package."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.text import slugify
from django.utils.translation import gettext, override

from ..models.metadata import site_name
from .figure_rows import COLUMNS

if TYPE_CHECKING:
    from django.http import HttpRequest


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
