"""From the pages of a site to an archive."""

from __future__ import annotations

import json
from collections import defaultdict
from contextlib import suppress
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.exceptions import ValidationError
from django.db.models import FileField
from django.forms.models import model_to_dict

from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from ..blocks.leaves import as_pk
from ..blocks.links import validate_public_url
from ..models import Figure, Indicator
from ..publishing import Refused
from ..publishing.steps import content_types
from ..reading.targets import private_collections
from ..record.versions import EditionVersion
from .archive import CONTENT, FORMAT, VERSION, Report, with_keys

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


# What the file itself says.
_MEASURED = {"file_hash", "file_size", "width", "height", "created_at"}


def pages_of(page: Page | None = None) -> Any:
    """Return the plugin's pages, of the site or at and below a page, in every language; no aliases."""
    pages = Page.objects.filter(content_type__in=content_types(), alias_of=None)
    if page is not None:
        below = pages.descendant_of(page, inclusive=True)
        pages = pages.filter(translation_key__in=below.values("translation_key"))
    return pages.order_by("depth", "pk")


def export(path: Path, page: Page | None = None) -> Report:
    """Write the archive of `pages_of(page)`; raises FileExistsError where there is a file already.

    A page that is public goes with what is public; another one with its latest draft.
    """
    # A file that is there is somebody's: "x" refuses it.
    archive = ZipFile(path, "x", ZIP_DEFLATED)
    try:
        with archive:
            return _export(archive, page)
    except BaseException:
        path.unlink()
        raise


def _export(archive: ZipFile, page: Page | None) -> Report:
    report, seen = Report(), defaultdict[str, set[int]](set)
    pages = list(pages_of(page).select_related("locale").specific())
    rows = [_page(each, {other.pk for other in pages}, seen) for each in pages]
    indicators = [
        {
            "key": each.pk,
            "language": each.locale.language_code,
            "translation_key": each.translation_key,
            "content": each.serializable_data(),
        }
        for each in Indicator.objects.select_related("locale").order_by("pk")
    ]
    figures = Figure.objects.filter(translation_key__in={each.translation_key for each in pages})
    outside = Page.objects.filter(pk__in=seen["page"] - {each.pk for each in pages})
    files, records = list(_files(archive, seen, report)), list(figures.order_by("pk").values())
    content = {
        "format": FORMAT,
        "version": VERSION,
        "pages": rows,
        "indicators": indicators,
        "files": files,
        "figures": records,
        "outside": {
            each.pk: {
                "translation_key": each.translation_key,
                "language": each.locale.language_code,
                "address": _public_address(each),
            }
            for each in outside.select_related("locale")
        },
    }
    # Django's encoder cuts moments down to milliseconds.
    archive.writestr(CONTENT, json.dumps(content, default=str))
    report.pages, report.indicators = len(rows), len(indicators)
    report.files, report.figures = len(files), len(records)
    return report


def _page(page: Any, exported: set[int], seen: dict[str, set[int]]) -> dict[str, Any]:
    parent, shown = page.get_parent(), page
    if not page.live:
        # What of a draft cannot be read is as it was first saved.
        with suppress(Refused):
            shown = page.get_latest_revision_as_object()
    content = shown.serializable_data()
    versions = list(EditionVersion.objects.filter(page=page.pk).order_by("number").values())
    earlier = (found for version in versions for found in version["contents"].values())

    def see(kind: str, key: Any) -> None:
        # Of a damaged link in a text it may be anything.
        seen[kind].update(filter(None, [as_pk(key)]))

    for each in (content, *earlier):
        with_keys(type(page), each, see)
    return {
        "type": page._meta.label_lower,
        "key": page.pk,
        "parent": parent.pk if parent.pk in exported else None,
        "language": page.locale.language_code,
        "translation_key": page.translation_key,
        "live": page.live,
        "private": page.get_view_restrictions().exists(),
        "content": content,
        "versions": versions,
    }


def _public_address(page: Page) -> str:
    address = page.get_full_url() or ""
    with suppress(ValidationError):
        validate_public_url(address)
        return address
    return ""


def _files(archive: ZipFile, seen: dict[str, set[int]], report: Report) -> Iterator[dict[str, Any]]:
    private = private_collections()
    wanted = (
        (kind, each)
        for kind, model in (("image", get_image_model()), ("document", get_document_model()))
        for each in model.objects.filter(pk__in=seen[kind]).order_by("pk")
    )
    for kind, each in wanted:
        name = f"files/{kind}-{each.pk}"
        if each.collection_id in private:
            report.notes.append(f"“{each.title}”, which is in a private collection")
            continue
        try:
            with each.file.storage.open(each.file.name) as file:
                archive.writestr(name, file.read())
        except OSError as error:
            report.notes.append(f"“{each.title}”, whose file cannot be read: {error}")
            continue
        yield {
            "kind": kind,
            "key": each.pk,
            "name": each.filename,
            "fields": model_to_dict(each, fields=plain_fields(each)),
        }


def plain_fields(model: Any) -> list[str]:
    """Return the names of a picture's or document's fields besides its file: title, focal point, …"""
    return [
        each.name
        for each in model._meta.concrete_fields
        if not (each.is_relation or each.primary_key or isinstance(each, FileField))
        and each.name not in _MEASURED
    ]
