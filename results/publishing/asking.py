"""Asking beforehand what the guard will say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from .acts import is_system_act
from .refused import Refused

if TYPE_CHECKING:
    from .refused import Refusal


def refusals_of(page: Any, *, publishing: bool) -> list[Refusal]:
    """What refuses the page as it stands in memory, asked of the page itself.

    The rules of publishing hold when a person publishes; what the system does, and an alias, which
    follows a source that has been asked already, must be safe only. The guard asks an alias for its
    conflicts when it is made or moved. When its source is published with a period that a sibling of
    the alias has, the alias follows nevertheless: Wagtail keeps no alias behind its source, and
    whoever publishes the source is not to be stopped by a page elsewhere, nor lose one there.
    """
    editorial = publishing and not is_system_act() and not page.alias_of_id
    return list(page.get_refusals(publishing=editorial))


def refusals_to_publish(page: Any) -> list[Refusal]:
    """What refuses publishing the page's latest revision, or the page where it has none."""
    revision = page.get_latest_revision()
    try:
        latest = revision.as_object() if revision else page.specific
    except Refused as error:
        return list(error.refusals)
    latest.live = True
    return refusals_of(latest, publishing=True)


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
