"""Writes the draft: all of it or nothing."""

import json
import logging
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import Error, IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from wagtail.log_actions import log

from ...publishing import as_user
from ...rules.page import OpenPoint, store
from ..errors import ImportRefused
from ..importing import Source
from ..models import DocumentImport
from ..planning import Plan
from .images import collection_for, leave_damaged_out, leave_pictures_out, named, save
from .place import Place, taken_by
from .streaming import stream_of
from .undoing import lock, remove_files, sweep_index

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The edition, and whether it is new or was made of the document before."""

    page: Any
    record: DocumentImport
    is_new: bool


def already_imported(source: Source, place: Place) -> DocumentImport | None:
    """The import that made an edition of this document for this period, if that still exists."""
    return (
        DocumentImport.objects.filter(
            index_id=place.index.pk,
            digest=source.digest,
            period_start=place.period_start,
            period_end=place.period_end,
            state=DocumentImport.State.MADE,
            page__isnull=False,
        )
        .order_by("-pk")
        .first()
    )


def check_free(place: Place) -> None:
    """Raise ImportRefused where the period has an edition already."""
    found = taken_by(place)
    if found is not None:
        raise ImportRefused(
            _(
                "There is an edition for %(year)d already: “%(title)s”. Choose another year, or continue with that edition."
            )
            % {"year": place.year, "title": found.get_admin_display_title()},
            "period_taken",
            "year",
            found,
        )


def make_draft(
    plan: Plan, source: Source, place: Place, user: Any = None, *, again: bool = False
) -> Outcome:
    """Write the edition as a draft with its pictures, open points and history.

    The same document for the same period gives the edition that is there, unless `again`.
    Raises ImportRefused, with nothing written.
    """
    if not again and (known := already_imported(source, place)):
        return _known(known)
    leave_pictures_out(plan, user)
    token = uuid4().hex
    pictures = list(named(plan, token))
    names = [image.file.name for _planned, image in pictures]
    record = DocumentImport.objects.create(
        index_id=place.index.pk,
        digest=source.digest,
        file_name=source.short_name,
        period_start=place.period_start,
        period_end=place.period_end,
        user=user,
        files=names,
    )
    try:
        with transaction.atomic(), as_user(user):
            index = lock(place.index.pk)
            if index is None:
                raise ImportRefused(_("The index page no longer exists."), "no_index", "parent")
            place = replace(place, index=index.specific)
            sweep_index(place.index.pk, but=[record.pk])
            if not again:
                if known := already_imported(source, place):
                    record.delete()
                    return _known(known)
                check_free(place)
            collection = collection_for(user)
            saved, damaged = [], []
            for planned, image in pictures:
                if save(image, planned, collection, user):
                    saved.append((planned, image))
                else:
                    damaged.append(planned)
            leave_damaged_out(plan, damaged)
            page = _write_page(plan, place, saved, user)
            _remember(record, page, saved)
    except BaseException as error:
        _forget(record, names)
        if refusal := _refusal(error):
            raise refusal from error
        raise
    return Outcome(page, record, is_new=True)


def _known(record: DocumentImport) -> Outcome:
    page = record.page
    assert page is not None  # noqa: S101
    return Outcome(page.specific, record, is_new=False)


def unsaved_page(plan: Plan, place: Place) -> Any:
    """The edition as a page that is stored nowhere, without the pictures of the document."""
    plan.hero = None
    for section in plan.sections:
        section.picture = None
    plan.sections = [section for section in plan.sections if not section.is_empty]
    page = _page_of(plan, place, [], None)
    # Where it would stand, so that it finds the pages above it, and has an address in its language.
    page.slug = slugify(page.title) or "edition"
    page.path = type(page)._get_children_path_interval(place.index.path)[1]
    page.depth = place.index.depth + 1
    page.set_url_path(place.index)
    return page


def _page_of(plan: Plan, place: Place, pictures: list[tuple[Any, Any]], user: Any) -> Any:
    images = {id(planned): image.pk for planned, image in pictures}
    page = place.model(
        title=plan.title,
        live=False,
        has_unpublished_changes=True,
        locale=place.index.locale,
        owner=user,
        period_start=place.period_start,
        period_end=place.period_end,
        introduction=plan.introduction,
        open_points=store(OpenPoint(point.text, point.path) for point in plan.points),
    )
    if plan.hero:
        page.hero_image_id = images[id(plan.hero)]
        page.hero_alt_text = plan.hero.alt
    body = place.model._meta.get_field("body")
    page.body = body.to_python(json.dumps(stream_of(plan, images)))
    return page


def _write_page(plan: Plan, place: Place, pictures: list[tuple[Any, Any]], user: Any) -> Any:
    page = _page_of(plan, place, pictures, user)
    try:
        with transaction.atomic():
            place.index.add_child(instance=page)
    except IntegrityError as error:
        # Whoever adds a page in another way does not hold the index page.
        raise ImportRefused(
            _("Somebody changed the pages here at the same moment. Import the document again."),
            "meanwhile",
            "parent",
        ) from error
    return page


def _remember(record: DocumentImport, page: Any, pictures: list[tuple[Any, Any]]) -> None:
    revision = page.save_revision(user=record.user, clean=False)
    log(
        instance=page,
        action="results.import",
        user=record.user,
        revision=revision,
        data={"file": record.file_name},
    )
    record.page_id = page.pk
    record.revision_id = revision.pk
    record.images = [image.pk for _planned, image in pictures]
    record.files = []
    record.state = DocumentImport.State.MADE
    record.save()


def _refusal(error: BaseException) -> ImportRefused | None:
    """The failure as a refusal, or None where it is the program's own fault."""
    match error:
        case ValidationError():
            # What the guard refuses even a draft, or a page type of the site's own.
            return ImportRefused(" ".join(error.messages), "refused")
        case OSError():
            return ImportRefused(
                _("The pictures of the document cannot be stored: %(reason)s.")
                % {"reason": error.strerror or error},
                "storage",
            )
    return None


def _forget(record: DocumentImport, names: list[str]) -> None:
    """Delete what a failed import has written outside the transaction."""
    try:
        remove_files(names)
        DocumentImport.objects.filter(pk=record.pk).delete()
    except (Error, OSError):
        # With the record there, the next import or reconciliation does it.
        logger.exception("Files of a failed import are left: %s", names)
