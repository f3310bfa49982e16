"""Register the sharing of drafts with Wagtail's admin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _

from wagtail import hooks
from wagtail.admin.widgets.button import Button

from .share_screen import REVOKED, SHARED, ShareDraft, may_share

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.urls import URLResolver

    from wagtail.log_actions import LogActionRegistry

SCREENS = [path("results/pages/<int:page_id>/share-draft/", ShareDraft.as_view(), name="share")]


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLResolver]:
    return [path("", include((SCREENS, "results_previews_admin")))]


@hooks.register("register_page_header_buttons")
def share_button(page: Any, user: Any, **kwargs: Any) -> Iterator[Button]:
    """Offer to share the draft of an edition or index page."""
    if page.pk and may_share(page.specific_deferred, user):
        yield Button(
            _("Share the draft"),
            reverse("results_previews_admin:share", args=[page.pk]),
            icon_name="link",
            priority=60,
        )


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    actions.register_action(SHARED, _("Share draft"), _("Draft shared"))
    actions.register_action(REVOKED, _("Revoke link to draft"), _("Link to draft revoked"))
