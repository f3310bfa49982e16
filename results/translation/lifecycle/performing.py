"""Do to language versions what was done to their source, and tell the user."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail.actions.delete_page import DeletePageAction
from wagtail.actions.move_page import MovePageAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.admin import messages
from wagtail.log_actions import LogContext
from wagtail.models import Page

from .planning import Act, named

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.utils.safestring import SafeString

    from django_stubs_ext import StrOrPromise

    from .planning import Plan

BEFOREHAND = {
    Act.UNPUBLISH: gettext_lazy("These language versions will be unpublished too:"),
    Act.MOVE: gettext_lazy("These language versions will move too:"),
    Act.DELETE: gettext_lazy("These language versions will be deleted too:"),
}


def perform(plan: Plan, user: Any) -> None:
    """Do to each version that follows what Wagtail has not done to it yet.

    Call it in the transaction of the act itself; raises Refused for a version that must not move.
    """
    for page in Page.objects.filter(pk__in=[version.pk for version in plan.follows]):
        # Of entries of one context and one action, Wagtail's history shows a single page's.
        with LogContext(user=user):
            _perform(plan, page, user)


def _perform(plan: Plan, page: Any, user: Any) -> None:
    if plan.act is Act.DELETE:
        DeletePageAction(page, user=user).execute(skip_permission_checks=True)
    elif plan.act is Act.UNPUBLISH and page.live:
        UnpublishPageAction(page, user=user).execute(skip_permission_checks=True)
    elif plan.act is Act.MOVE:
        destination = plan.destination.get_translation_or_none(page.locale)
        if destination is not None and not page.is_child_of(destination):
            MovePageAction(page, destination, pos="last-child", user=user).execute(
                skip_permission_checks=True
            )


def refuse(request: HttpRequest, plan: Plan) -> None:
    messages.error(
        request,
        _listed(
            _("Nothing was done, since the other languages of the page would follow it:"),
            plan.reasons,
        ),
    )


def show_plan(request: HttpRequest, plan: Plan) -> None:
    """Tell the user which language versions will follow, and which will not."""
    if plan.follows:
        messages.info(request, _names(BEFOREHAND[plan.act], plan.follows))
    if plan.stays:
        messages.warning(
            request,
            _names(
                _("These stay where they are, since there is no such place in their language:"),
                plan.stays,
            ),
        )


def show_outcome(request: HttpRequest, plan: Plan) -> None:
    """Tell the user which language versions have followed, and which have not."""
    if plan.follows:
        messages.success(request, _names(_("This was also done to:"), plan.follows))
    if plan.stays:
        messages.warning(request, _names(_("These stayed where they were:"), plan.stays))


def _names(text: StrOrPromise, pages: list[Page]) -> SafeString:
    return _listed(text, [named(page) for page in pages])


def _listed(text: StrOrPromise, items: list[str]) -> SafeString:
    return format_html(
        "{}<ul>{}</ul>", text, format_html_join("", "<li>{}</li>", ((i,) for i in items))
    )
