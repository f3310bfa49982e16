"""Why a page is refused: the reasons, the exception, and asking beforehand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.utils.translation import gettext_lazy as _

from ..issues import Issue, place_of
from .people import is_system

if TYPE_CHECKING:
    from wagtail.models import Revision

UNREADABLE = Issue(
    _(
        "This version of the page is damaged and cannot be read. "
        "Choose an earlier one in the history of the page."
    ),
    "revision_unreadable",
)
ALIAS = Issue(_("This page is an alias. Edit the page that it follows."), "page_is_alias")


class Refused(ValidationError, PermissionDenied):
    """Raised by the guard before anything is written; a dict of errors, keyed by form field.

    It is a ValidationError, so that API v3 answers 422 and a form shows it beside the field. It is
    a PermissionDenied too: wherever nobody asked beforehand, Wagtail's admin then turns it into a
    message and Django into a 403, and nobody sees a server error.
    """

    def __init__(self, refusals: Sequence[Issue], page: Any = None) -> None:
        """Take the reasons, at least one, and the page that they are about."""
        self.refusals = tuple(refusals)
        self.page = page
        errors: dict[str, list[ValidationError]] = {}
        for refusal in self.refusals:
            name = refusal.field or NON_FIELD_ERRORS
            errors.setdefault(name, []).append(ValidationError(refusal.message, refusal.code))
        super().__init__(errors)

    def __str__(self) -> str:
        """The reasons as sentences, each with its place ("body[2].stats[0].value: …").

        Wagtail's editor shows a PermissionDenied as it reads.
        """
        parted = (
            (place_of(self.page, each.path).lstrip("."), str(each.message))
            for each in self.refusals
        )
        return " ".join(": ".join(filter(None, parts)) for parts in parted)


def refusals_of(
    page: Any, content: Any = None, *, publishing: bool, goes_public: bool = False
) -> list[Issue]:
    """Ask the page, as it stands in memory, what refuses it; `content` is its, if it has been read.

    `goes_public` says that readers do not see it yet, and will.

    The rules of publishing hold when a person publishes; what the system does, and an alias, which
    follows a source that has been asked already, must be safe only. The guard asks an alias for its
    conflicts when it is made or moved. When its source is published with a period that a sibling of
    the alias has, the alias follows nevertheless: Wagtail keeps no alias behind its source, and
    whoever publishes the source is not to be stopped by a page elsewhere, nor lose one there.
    """
    editorial = publishing and not is_system() and not page.alias_of_id
    refusals = list(page.get_refusals(content, publishing=editorial))
    return [*refusals, *page.get_refusals_to_go_public()] if editorial and goes_public else refusals


def refusals_to_publish(page: Any, revision: Revision | None = None) -> list[Issue]:
    """Ask a revision, by default the latest, or the page without any, what refuses publishing it."""
    revision = revision or page.get_latest_revision()
    try:
        latest = revision.as_object() if revision else page.specific
    except Refused as error:
        return list(error.refusals)
    goes_public, latest.live = not latest.live, True
    return refusals_of(latest, publishing=True, goes_public=goes_public)


def publishes(data: Mapping[str, Any], page: Any, parent: Any = None) -> bool:
    """Whether the button in the page editor's form leads to the page being published.

    That is "Publish", also for a set time; the approval of a workflow's last task; and the
    submission to a workflow that has no task. `parent` is that of a page which is not saved yet.
    """
    if data.get("action-publish"):
        return True
    if data.get("action-workflow-action"):
        state = page.current_workflow_state if page.pk else None
        is_approval = data.get("workflow-action-name") == "approve"
        return bool(is_approval and state and state.is_at_final_task)
    if data.get("action-submit") or data.get("action-restart-workflow"):
        place = page if page.pk else parent
        workflow = place.get_workflow() if place else None
        return workflow is not None and not workflow.tasks.filter(active=True).exists()
    return False
