"""Unpublishing, moving and deleting pages in Wagtail's own screens, one by one and in bulk."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from wagtail import hooks
from wagtail.admin.views.pages.bulk_actions import (
    DeleteBulkAction,
    MoveBulkAction,
    UnpublishBulkAction,
)
from wagtail.models import Page

from .acts import (
    BEFOREHAND,
    Act,
    Plan,
    following,
    named,
    perform,
    plan,
    refuse,
    show_outcome,
    show_plan,
)
from .publish_all import PublishAllItem, lead_to_screen

ACTS = {act.value: act for act in Act}


def versions_that_follow(pages: list[Any], action: str) -> dict[Any, list[Any]]:
    """Return the versions that Wagtail treats like their pages, and counts in its confirmation.

    For the hook `construct_translated_pages_to_cascade_actions`.
    """
    found = {}
    for page in pages:
        # Wagtail counts them before it asks whether it may unpublish.
        known: Plan | None = getattr(page, "results_plan", None)
        pairs = following(ACTS[action], [page])
        found[page] = known.follows if known else [version for _source, version in pairs]
    return found


def before(
    act: Act, request: HttpRequest, page: Any, destination: Any = None
) -> HttpResponse | None:
    """Refuse the act if the user may not do it to a language version, else tell which follow."""
    below = act is Act.UNPUBLISH and bool(request.POST.get("include_descendants"))
    made = plan(act, [page], request.user, destination=destination, below=below)
    if made.reasons:
        refuse(request, made)
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    if request.method != "POST":
        show_plan(request, made)
    page.results_plan = made
    return None


def after(request: HttpRequest, page: Any) -> None:
    """Do to the versions what Wagtail has not done, and tell the user."""
    known: Plan | None = getattr(page, "results_plan", None)
    if known is not None:
        perform(known, request.user)
        show_outcome(request, known)


def before_bulk_action(
    request: HttpRequest, action_type: str, objects: Sequence[Any], action: Any
) -> HttpResponse | None:
    """Refuse the whole action if the user may not do it to a language version."""
    act = ACTS.get(action_type)
    if act is None or not issubclass(action.model, Page):
        return None
    data = action.cleaned_form.cleaned_data
    below = data.get("include_descendants", False)
    made = plan(act, objects, request.user, destination=data.get("chooser"), below=below)
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
    template_name = "results/lifecycle/bulk_action.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add Wagtail's own template, the language versions that follow, and what prevents the action."""
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        act = ACTS[self.action_type]
        pages = [each["item"] for each in context["items"]]
        made = plan(act, pages, self.request.user, below=act is Act.UNPUBLISH)
        context["plain_template"] = super().template_name  # type: ignore[misc]
        context["versions_text"] = BEFOREHAND[act]
        context["versions"] = [named(page) for page in made.follows]
        context["versions_reasons"] = made.reasons
        return context


def register_hooks() -> None:
    """Register every hook; called once, when Wagtail looks for hooks."""
    hooks.register("construct_translated_pages_to_cascade_actions", versions_that_follow)
    for act in Act:
        hooks.register(f"before_{act.value}_page", partial(before, act))
        hooks.register(f"after_{act.value}_page", after)
    hooks.register("before_bulk_action", before_bulk_action)
    hooks.register("after_bulk_action", after_bulk_action)
    # After Wagtail's own, whose place they take.
    for plain in (UnpublishBulkAction, MoveBulkAction, DeleteBulkAction):
        action = type(plain.__name__, (ListsVersions, plain), {})
        hooks.register("register_bulk_action", action, order=1)
    hooks.register("register_page_action_menu_item", lambda: PublishAllItem(order=35))
    hooks.register("after_edit_page", lead_to_screen)
