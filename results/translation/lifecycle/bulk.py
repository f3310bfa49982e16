"""Bulk actions, for which Wagtail has no hook about language versions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.shortcuts import redirect

from wagtail.admin.views.pages.bulk_actions import (
    DeleteBulkAction,
    MoveBulkAction,
    UnpublishBulkAction,
)
from wagtail.models import Page

from .performing import BEFOREHAND, perform, refuse, show_outcome
from .planning import Act, named, plan

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

ACTS = {act.value: act for act in Act}


def before_bulk_action(
    request: HttpRequest, action_type: str, objects: Sequence[Any], action: Any
) -> HttpResponse | None:
    """Refuse the whole action if the user may not do it to a language version."""
    act = ACTS.get(action_type)
    if act is None or not issubclass(action.model, Page):
        return None
    data = action.cleaned_form.cleaned_data
    made = plan(
        act,
        objects,
        request.user,
        destination=data.get("chooser"),
        below=data.get("include_descendants", False),
    )
    if made.reasons:
        refuse(request, made)
        return redirect(action.next_url)
    action.results_plan = made
    return None


def after_bulk_action(
    request: HttpRequest, action_type: str, objects: Sequence[Any], action: Any
) -> None:
    """Do the same to the language versions, in the same transaction."""
    made = getattr(action, "results_plan", None)
    if made is not None:
        perform(made, request.user)
        show_outcome(request, made)


class ListsVersions:
    """A bulk action whose confirmation lists the language versions that follow."""

    action_type: str
    request: HttpRequest

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the language versions that follow, and what prevents the action."""
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        act = ACTS[self.action_type]
        pages = [each["item"] for each in context["items"]]
        made = plan(act, pages, self.request.user, below=act is Act.UNPUBLISH)
        context["versions_text"] = BEFOREHAND[act]
        context["versions"] = [named(page) for page in made.follows]
        context["versions_reasons"] = made.reasons
        return context


class UnpublishVersions(ListsVersions, UnpublishBulkAction):
    template_name = "results/lifecycle/bulk_unpublish.html"


class MoveVersions(ListsVersions, MoveBulkAction):
    template_name = "results/lifecycle/bulk_move.html"


class DeleteVersions(ListsVersions, DeleteBulkAction):
    template_name = "results/lifecycle/bulk_delete.html"
