"""Unpublishing, moving and deleting one page in Wagtail's own screens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.shortcuts import redirect

from wagtail.admin.views.pages import move
from wagtail.admin.views.pages.unpublish import UnpublishView

from .performing import perform, refuse, show_outcome, show_plan
from .planning import Act, Plan, plan
from .versions import is_ours, versions_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

_PLAN = "_results_plan"


def make_acts_whole() -> None:
    """Unpublish or move a page and its versions in one transaction; called once.

    Wagtail does so for deleting only.
    """
    UnpublishView.post = transaction.atomic(UnpublishView.post)
    if hasattr(move, "MoveConfirmView"):
        move.MoveConfirmView.post = transaction.atomic(move.MoveConfirmView.post)
    else:
        # Wagtail before 8; its addresses are read after its hooks.
        move.move_confirm = transaction.atomic(move.move_confirm)


def versions_that_follow(pages: list[Any], action: str) -> dict[Any, list[Any]]:
    """Return the versions that Wagtail treats like their pages, and counts in its confirmation.

    For the hook `construct_translated_pages_to_cascade_actions`.
    """
    found = {}
    for page in pages:
        known: Plan | None = page.__dict__.get(_PLAN)
        if known is not None:
            found[page] = list(known.follows)
        elif action == "unpublish":
            versions = versions_of([page]).get(page.pk, [])
            found[page] = [each for each in versions if each.live and not each.alias_of_id]
    return found


def before_unpublish(request: HttpRequest, page: Any) -> HttpResponse | None:
    below = bool(request.POST.get("include_descendants"))
    return _prepare(request, page, Act.UNPUBLISH, below=below)


def before_move(request: HttpRequest, page: Any, destination: Any) -> HttpResponse | None:
    return _prepare(request, page, Act.MOVE, destination=destination)


def before_delete(request: HttpRequest, page: Any) -> HttpResponse | None:
    return _prepare(request, page, Act.DELETE)


def after(request: HttpRequest, page: Any) -> None:
    """Do to the versions what Wagtail has not done, and tell the user."""
    known: Plan | None = page.__dict__.get(_PLAN)
    if known is not None:
        perform(known, request.user)
        show_outcome(request, known)


def _prepare(request: HttpRequest, page: Any, act: Act, **options: Any) -> HttpResponse | None:
    if not is_ours(page) and act is not Act.DELETE and not options.get("below"):
        return None
    made = plan(act, [page], request.user, **options)
    if made.reasons:
        refuse(request, made)
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    if request.method != "POST":
        show_plan(request, made)
    page.__dict__[_PLAN] = made
    return None
