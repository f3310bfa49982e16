"""What everybody may read of figures: whoever asks, and with whichever token."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.urls import reverse

from wagtail.api.v2.utils import get_full_url
from wagtail.models import Locale, Page, Site

from ...blocks.body import FigureChangeValue
from ...figure_pages.citing import Reference
from ...models.addresses import indicator_address
from ...models.metadata import site_name
from ...models.navigation import editions_where
from ...models.versions import public_versions, version_address
from ...quantities import Period, format_plain
from ...reading import PageReading
from ...reading.figures import changes_in
from ...record.indicator import TEXTS
from ...record.models import Figure
from ...rules.changes import FIELD
from ...sharing.figure_rows import keys_on_record, load_changes, rows_of
from .figure_schemas import (
    ChangesSelection,
    CitationSchema,
    DefinedSchema,
    EditionReferenceSchema,
    EditionsSelection,
    EditionVersionSchema,
    FigureChangeSchema,
    FigureSchema,
    PageReferenceSchema,
)

if TYPE_CHECKING:
    from django.http import HttpRequest

    from ...models import Indicator
    from ...record.versions import EditionVersion
    from ...sharing.figure_rows import Row

# An edition, its change, and whether the figure is still there.
FoundChange = tuple[Any, FigureChangeValue, bool]


class LazyPage(Sequence[Any]):
    """A sequence that serialises only the requested slice."""

    def __init__(
        self, items: Sequence[Any], show: Callable[[HttpRequest, Any], Any], request: HttpRequest
    ) -> None:
        self._items, self._show, self._request = items, show, request

    def __len__(self) -> int:
        return len(self._items)

    def __getitem__(self, part: Any) -> Any:
        """Return a part of the list."""
        return [self._show(self._request, each) for each in self._items[part]]


def on_the_site(request: HttpRequest) -> Q:
    """Return the condition that a page is on the site that is asked, in any language."""
    site = Site.find_for_request(request)
    if site is None:
        return Q(pk=None)
    found = Q()
    for root in site.root_page.get_translations(inclusive=True):
        found |= Page.objects.descendant_of_q(root, inclusive=True)
    return found


def editions_of(request: HttpRequest, chosen: EditionsSelection) -> list[Any]:
    """Return the public editions of the site that are asked for, newest period first.

    Raises Http404 for a language that the site has not.
    """
    where = on_the_site(request)
    if chosen.locale is not None:
        where &= Q(locale=get_object_or_404(Locale, language_code=chosen.locale))
    if chosen.edition is not None:
        where &= Q(pk=chosen.edition)
    found = editions_where(where)
    return [each for each in found if chosen.period in (None, _period(each).slug)]


def rows_in(
    request: HttpRequest, editions: Sequence[Any], indicator: UUID | None = None
) -> list[Row]:
    """Return the figures of public editions; the queries are few for each language."""
    return [
        row
        for language in dict.fromkeys(each.locale.language_code for each in editions)
        for row in rows_of(
            [each for each in editions if each.locale.language_code == language],
            language,
            request,
            indicator=indicator,
            at_once=len(editions),
        )
    ]


def address(request: HttpRequest, name: str, *args: Any) -> str:
    """Return the whole address of an endpoint."""
    return str(get_full_url(request, reverse(f"wagtailapi_v3:{name}", args=args)))


def page_url(request: HttpRequest, page: Any) -> str:
    """Return where people read a page, "" of one that no site has."""
    return page.get_full_url(request) or ""


def page_reference(request: HttpRequest, page: Any) -> PageReferenceSchema:
    """Return what leads to a page."""
    return PageReferenceSchema(id=page.pk, title=page.title, url=page_url(request, page))


def edition_reference(request: HttpRequest, edition: Any) -> EditionReferenceSchema:
    """Return what leads to an edition."""
    period = _period(edition)
    return EditionReferenceSchema(
        id=edition.pk,
        title=edition.title,
        url=page_url(request, edition),
        period=period.slug,
        period_start=period.start,
        period_end=period.end,
        locale=edition.locale.language_code,
    )


def figure_schema(request: HttpRequest, row: Row) -> FigureSchema:
    """Return what clients get of a figure."""
    figure, edition = row.figure, row.edition
    language, quantity = edition.locale.language_code, figure.quantity
    text, when = figure.text(language), figure.when(language)
    reference = Reference(
        organisation=site_name(Site.find_for_request(request)),
        edition=edition,
        figure=str(figure.block_id),
        text=text,
        label=row.label,
        when=when,
        url=row.url,
        language=language,
    )
    recorded = ("decimals", "period_start", "period_end", "as_of", "definition_version")
    return FigureSchema(
        **{name: getattr(figure, name) for name in recorded},
        id=figure.block_id,
        edition=edition_reference(request, edition),
        url=row.url,
        detail_url=address(request, "detail_figure", edition.pk, figure.block_id),
        label=row.label,
        value=format_plain(figure.value),
        unit=quantity.unit,
        qualifier=quantity.qualifier,
        scale=quantity.scale,
        text=text,
        spoken=", ".join(filter(None, (f"{text} {row.label}", when))),
        when=when,
        whole=None if figure.whole_value is None else format_plain(figure.whole_value),
        whole_label=row.whole_label,
        indicator=DefinedSchema(**defined(row.defined, row.indicator, language))
        if row.indicator
        else None,
        source=row.said.get("source") or "",
        source_url=row.said.get("source_url") or "",
        note=row.said.get("note") or "",
        published_from=figure.valid_from,
        citation=CitationSchema(bibtex=reference.bibtex, plain=reference.plain),
    )


def defined(shown: Any, source: Indicator, language: str) -> dict[str, Any]:
    """Return the fields of `DefinedSchema` of an indicator for readers of a language."""
    spoken = {name: shown.language_of(name, source) for name in TEXTS if getattr(shown, name)}
    return {
        "slug": shown.slug,
        "key": source.slug,
        **{name: getattr(shown, name) for name in TEXTS},
        "languages": {name: code for name, code in spoken.items() if code != language},
        "unit": shown.unit,
        "direction": shown.direction,
        "level": shown.level,
        "definition_version": shown.definition_version,
    }


def indicator_url(request: HttpRequest, index: Any, slug: str) -> str:
    """Return where people read of an indicator."""
    return indicator_address(page_url(request, index), index.locale.language_code, slug)


def _period(edition: Any) -> Period:
    return Period(edition.period_start, edition.period_end)


def changes_of(request: HttpRequest, chosen: ChangesSelection) -> list[FoundChange]:
    """Return the changes of public editions, newest first."""
    editions = [each for each in editions_of(request, chosen) if hasattr(type(each), FIELD)]
    load_changes(editions)
    on_record = keys_on_record(editions)
    figures = Figure.objects.filter(valid_to=None, translation_key__in=on_record.values())
    there = {(key, str(block)) for key, block in figures.values_list("translation_key", "block_id")}
    found = [
        (edition, change, (on_record[edition.pk], change["figure"]) in there)
        for edition in editions
        for change in changes_in(edition)
        if chosen.kind in (None, change.kind)
    ]
    return sorted(found, key=lambda each: each[1].get("date") or date.min, reverse=True)


def change_schema(request: HttpRequest, found: FoundChange) -> FigureChangeSchema:
    """Return what clients get of a change."""
    edition, change, is_there = found
    # Nothing that a change says is looked up anywhere else on the page.
    shown = change.display(PageReading([], page=edition, request=request))
    figure = UUID(change["figure"])
    return FigureChangeSchema(
        id=UUID(change.id),
        edition=edition_reference(request, edition),
        figure=figure,
        figure_url=address(request, "detail_figure", edition.pk, figure) if is_there else "",
        kind=change.kind,
        date=change.get("date"),
        label=change.get("label") or "",
        reason=shown["reason"],
        text=shown["text"],
        previous=shown["previous"],
        previous_value=shown["data"] or None,
    )


def versions_in(editions: list[Any]) -> list[tuple[Any, EditionVersion]]:
    """Return each edition with each of its public versions, the newest version first."""
    found = []
    for language in {each.locale.language_code for each in editions}:
        own = {
            each.translation_key: each for each in editions if each.locale.language_code == language
        }
        for version in public_versions(own, language):
            found.append((own[version.page.translation_key], version))
    return sorted(found, key=lambda each: each[1].replaced_at, reverse=True)


def version_schema(request: HttpRequest, found: tuple[Any, EditionVersion]) -> EditionVersionSchema:
    """Return what clients get of a version."""
    edition, version = found
    url = page_url(request, edition)
    return EditionVersionSchema(
        edition=edition_reference(request, edition),
        number=version.number,
        url=version_address(url, edition.locale.language_code, version),
        replaced_at=version.replaced_at,
        changes=version.change_ids,
    )
