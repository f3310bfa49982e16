"""Reasons for refusals, shown as messages in every admin view and in the page's history."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail.admin import messages
from wagtail.log_actions import LogFormatter
from wagtail.users.models import UserProfile

from ..compat import LOCALIZED_RESPONSE
from ..issues import Issue
from ..publishing import Refused
from ..publishing.people import shown_to
from ..rules.changes import may_change_figures
from ..rules.places import describe_path
from .change_screen import is_about_changes

SEVERAL = ("wagtailadmin_pages:unpublish", "wagtailadmin_pages:move_confirm")


def show_refusals() -> None:
    """Make every admin view answer a refusal with its reasons; called once, at startup.

    All admin URLs go through one wrapper, which turns PermissionDenied into a message. Workflow
    approval, moving, copying and views of other packages have no hook, and only the guard knows for
    certain, under its lock. Nor have their lists, which name pages as their reader may see them.
    """
    LOCALIZED_RESPONSE.apply(_showing_refusals)


def _showing_refusals(plain: Callable[..., Any]) -> Callable[..., Any]:
    def get_localized_response(
        view_func: Any, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> Any:
        with shown_to(request.user):
            try:
                with _whole(request):
                    response = plain(view_func, request, *args, **kwargs)
            except Refused as error:
                is_script = request.headers.get("x-requested-with") == "XMLHttpRequest"
                if is_script and not _is_one_of_several_files(request):
                    raise
                return _refused(request, error)
        if hasattr(response, "render"):
            # Django renders it when this wrapper is left.
            response.render = partial(_rendered, response.render, request.user)
        return response

    return get_localized_response


def _whole(request: HttpRequest) -> AbstractContextManager[None]:
    # Wagtail withdraws or moves one language version after the other: all of them, or none.
    match = request.resolver_match
    is_several = request.method == "POST" and match is not None and match.view_name in SEVERAL
    return transaction.atomic() if is_several else nullcontext()


def _is_one_of_several_files(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and match.url_name == "add_multiple"


def _rendered(render: Callable[[], Any], user: Any) -> Any:
    with shown_to(user):
        return render()


def _refused(request: HttpRequest, error: Refused) -> HttpResponse:
    # Wagtail has left the language of the person's admin by now.
    language = UserProfile.get_for_user(request.user).get_preferred_language()
    with translation.override(language):
        if _is_one_of_several_files(request):
            # As Wagtail's script shows it beside the file.
            return JsonResponse({"success": False, "error_message": str(error)})
        if is_about_changes(error) and may_change_figures(request.user, error.page):
            return redirect("results_admin:changes", error.page.pk)
        add_refusals(request, error.page, error.refusals)
    return redirect(_where_from(request))


def add_refusals(request: HttpRequest, page: Any, refusals: Sequence[Issue]) -> None:
    """Show the reasons as a message on the next admin page."""
    reasons = " ".join(dict.fromkeys(_reason(page, refusal) for refusal in refusals))
    if page is None:
        messages.error(request, reasons)
        return
    title = page.get_admin_display_title()
    # A copy that was refused has a title, but nothing to edit.
    edit = page.pk and messages.button(
        reverse("wagtailadmin_pages:edit", args=[page.pk]), _("Edit")
    )
    messages.error(
        request,
        _("“%(title)s” was not changed for visitors. %(reasons)s")
        % {"title": title, "reasons": reasons},
        buttons=[edit] if edit else [],
    )


def _reason(page: Any, refusal: Issue) -> str:
    place = describe_path(page, refusal.path) if page is not None else ""
    return f"{place}: {refusal.message}" if place else str(refusal.message)


def _where_from(request: HttpRequest) -> str:
    """Return where the button was pressed, as the browser says; never the page that failed."""
    address = request.headers.get("referer", "")
    is_itself = request.method == "GET" and address == request.build_absolute_uri()
    if not is_itself and url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return address
    return reverse("wagtailadmin_home")


class RefusedFormatter(LogFormatter):
    """Scheduled publishing that was refused, with the reasons."""

    label = gettext_lazy("Scheduled publishing refused")

    def format_message(self, log_entry: Any) -> str:
        """Return the event in one sentence."""
        return _("Not published at the set time")

    def format_comment(self, log_entry: Any) -> str:
        """Return the reasons, in the language of the time."""
        return " ".join(log_entry.data.get("reasons", []))
