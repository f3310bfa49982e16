"""Structured data for search engines: JSON-LD in the vocabulary of schema.org."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from django.utils.safestring import SafeString

if TYPE_CHECKING:
    from .metadata import FigureFact, PageMetadata

# As Django's json_script does; its element has a type that search engines pass over.
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def structured_data(metadata: PageMetadata) -> dict[str, Any]:
    """Return a page's JSON-LD: organisation, breadcrumbs, the report of an edition, its data."""
    return {"@context": "https://schema.org", "@graph": list(_things(metadata))}


def as_json_ld(metadata: PageMetadata) -> SafeString:
    """Return the JSON-LD as the text of a script element, which no word in it can end."""
    text = json.dumps(structured_data(metadata), ensure_ascii=False)
    return SafeString(text.translate(_ESCAPES))


def _things(metadata: PageMetadata) -> Iterator[dict[str, Any]]:
    organization = {
        "@type": "Organization",
        "@id": f"{metadata.site_url}#organization",
        "name": metadata.site_name,
        "url": metadata.site_url,
    }
    yield organization
    if len(metadata.breadcrumbs) > 1:
        yield {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {
                    "@type": "ListItem",
                    "position": position,
                    "name": crumb.title,
                    "item": urljoin(metadata.site_url, crumb.url),
                }
                for position, crumb in enumerate(metadata.breadcrumbs, 1)
            ],
        }
    if metadata.is_article:
        yield {key: value for key, value in _report(metadata, organization["@id"]) if value}
    if any(download.media_type for download in metadata.downloads):
        yield {key: value for key, value in _dataset(metadata, organization["@id"]) if value}
    for figure in metadata.figures:
        yield {key: value for key, value in _observation(figure) if value not in ("", None)}


def _dataset(metadata: PageMetadata, organization: str) -> Iterator[tuple[str, Any]]:
    yield "@type", "Dataset"
    yield "@id", f"{metadata.canonical}#data"
    yield "url", metadata.canonical
    yield "name", metadata.title
    yield "description", metadata.description
    yield "inLanguage", metadata.language
    if metadata.period:
        yield "temporalCoverage", f"{metadata.period.start}/{metadata.period.end}"
    yield "creator", {"@id": organization}
    yield "isAccessibleForFree", True
    yield (
        "distribution",
        [
            {
                "@type": "DataDownload",
                "encodingFormat": download.media_type.partition(";")[0],
                "contentUrl": download.url,
            }
            for download in metadata.downloads
            if download.media_type
        ],
    )


def _observation(figure: FigureFact) -> Iterator[tuple[str, Any]]:
    yield "@type", "Observation"
    yield "name", figure.label
    yield "value", float(figure.value) if "." in figure.value else int(figure.value)
    yield "unitText", figure.unit
    yield "observationDate", figure.end and figure.end.isoformat()
    if figure.start and figure.end:
        yield "observationPeriod", f"P{(figure.end - figure.start).days + 1}D"
    if figure.indicator:
        yield "variableMeasured", {"@type": "StatisticalVariable", "name": figure.indicator}


def _report(metadata: PageMetadata, organization: str) -> Iterator[tuple[str, Any]]:
    yield "@type", "Report"
    yield "@id", metadata.canonical
    yield "url", metadata.canonical
    yield "name", metadata.title
    yield "headline", metadata.title
    yield "description", metadata.description
    yield "inLanguage", metadata.language
    yield "datePublished", metadata.published and metadata.published.isoformat()
    yield "dateModified", metadata.modified and metadata.modified.isoformat()
    if metadata.period:
        yield "temporalCoverage", f"{metadata.period.start}/{metadata.period.end}"
    yield (
        "correction",
        [
            {
                "@type": "CorrectionComment",
                "text": correction.text,
                "datePublished": correction.date and correction.date.isoformat(),
            }
            for correction in metadata.corrections
        ],
    )
    yield "publisher", {"@id": organization}
    yield "image", metadata.image and metadata.image.url
    # Nobody records which language came first; readers of another one than the site's are told
    # that theirs is the translation.
    if metadata.original and metadata.original.language != metadata.language:
        yield "translationOfWork", {"@type": "Report", "@id": metadata.original.url}
    else:
        yield (
            "workTranslation",
            [
                {"@type": "Report", "@id": version.url, "inLanguage": version.language}
                for version in metadata.versions
                if version.language != metadata.language
            ],
        )
