"""Unpublishing, moving and deleting one page in Wagtail's own screens."""

from __future__ import annotations

from inspect import unwrap
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.shortcuts import redirect

from .performing import perform, refuse, show_outcome, show_plan
from .planning import Act, Plan, plan
from .versions import is_ours, versions_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

_PLAN = "_results_plan"
_WHOLE = "_results_in_one_transaction"


def in_one_transaction(request: HttpRequest, *_pages: Any) -> HttpResponse | None:
    """The answer of the view that asks its hooks before an act, made in one transaction.

    Wagtail unpublishes and moves one version after the other, which must be all or none. No hook
    spans its view, so the first one calls that again, below the wrapper that turns an error into
    a message: None, so that it goes on, when that is what asks.
    """
    match = request.resolver_match
    if match is None or request.method != "POST" or _WHOLE in request.__dict__:
        return None
    request.__dict__[_WHOLE] = True
    with transaction.atomic():
        answer: HttpResponse = unwrap(match.func)(request, *match.args, **match.kwargs)
    return answer


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
