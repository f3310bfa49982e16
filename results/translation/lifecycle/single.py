"""Acts on one page, in Wagtail's own screens."""

from __future__ import annotations

from inspect import unwrap
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.shortcuts import redirect

from .families import is_ours, kind_of, versions_of
from .performing import perform, refuse, tell_afterwards, tell_beforehand
from .planning import Plan, plan
from .rules import Act, Version

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
    """The pages that Wagtail treats as it treats these, and counts when it asks for confirmation.

    For the hook `construct_translated_pages_to_cascade_actions`.
    """
    found = {}
    for page in pages:
        known: Plan | None = page.__dict__.get(_PLAN)
        if known is not None:
            found[page] = list(known.follows)
        elif action == "unpublish":
            versions = versions_of([page]).get(page.pk, [])
            found[page] = [each for each in versions if kind_of(each) is Version.LIVE]
    return found


def before_unpublish(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Refuse it as a whole when it may not be done to a version that follows."""
    below = bool(request.POST.get("include_descendants"))
    return _prepare(request, page, Act.UNPUBLISH, below=below)


def before_move(request: HttpRequest, page: Any, destination: Any) -> HttpResponse | None:
    """Tell which versions will move and which will not, or refuse the move as a whole."""
    return _prepare(request, page, Act.MOVE, destination=destination)


def before_delete(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Tell which versions will be deleted, or refuse the deletion as a whole."""
    return _prepare(request, page, Act.DELETE)


def after(request: HttpRequest, page: Any) -> None:
    """Do to the versions what Wagtail has left, and tell what was done."""
    known: Plan | None = page.__dict__.get(_PLAN)
    if known is not None:
        perform(known, request.user)
        tell_afterwards(request, known)


def _prepare(request: HttpRequest, page: Any, act: Act, **options: Any) -> HttpResponse | None:
    if not is_ours(page) and act is not Act.DELETE and not options.get("below"):
        return None
    made = plan(act, [page], request.user, **options)
    if made.reasons:
        refuse(request, made)
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    if request.method != "POST":
        tell_beforehand(request, made)
    page.__dict__[_PLAN] = made
    return None
