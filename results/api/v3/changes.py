"""What was changed in published editions, and the editions as they were, as API v3 gives them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from ...models.changes import FIELD
from ...models.versions import public_versions, version_address
from ...reading import PageReading
from ...reading.changes import Change, changes_in
from ...record.models import Figure
from ...sharing.figure_rows import keys_on_record
from .figure_schemas import ChangesSelection, EditionVersionSchema, FigureChangeSchema
from .published import address, edition_reference, editions_of, page_url

if TYPE_CHECKING:
    from django.http import HttpRequest

    from ...record.edition_version import EditionVersion

# An edition, its change, and whether the figure is still there.
Found = tuple[Any, Change, bool]


def changes_of(request: HttpRequest, chosen: ChangesSelection) -> list[Found]:
    """Return the changes of public editions, newest first."""
    editions = [each for each in editions_of(request, chosen) if hasattr(type(each), FIELD)]
    for model in {type(each) for each in editions}:
        keys = [each.pk for each in editions if type(each) is model]
        stored = model._base_manager.only(FIELD).in_bulk(keys)
        for each in editions:
            if each.pk in stored:
                setattr(each, FIELD, getattr(stored[each.pk], FIELD))
    on_record = keys_on_record(editions)
    figures = Figure.objects.filter(valid_to=None, translation_key__in=on_record.values())
    there = {(key, str(block)) for key, block in figures.values_list("translation_key", "block_id")}
    found = [
        (edition, change, (on_record[edition.pk], change.figure) in there)
        for edition in editions
        for change in changes_in(edition)
        if chosen.kind in (None, change.value.kind)
    ]
    return sorted(found, key=lambda each: each[1].date or date.min, reverse=True)


def change_schema(request: HttpRequest, found: Found) -> FigureChangeSchema:
    """Return what clients get of a change."""
    edition, change, is_there = found
    # Nothing that a change says is looked up anywhere else on the page.
    shown = change.display(PageReading([], page=edition, request=request))
    figure = UUID(change.figure)
    return FigureChangeSchema(
        id=UUID(change.id),
        edition=edition_reference(request, edition),
        figure=figure,
        figure_url=address(request, "detail_figure", edition.pk, figure) if is_there else "",
        kind=change.value.kind,
        date=change.date,
        label=change.value.get("label") or "",
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
