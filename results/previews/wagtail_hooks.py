"""The screen on which a draft is shared with readers without an account, and its hooks."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry, log

from ..admin.editions import PageScreen
from ..models import ResultsIndexPageMixin, ResultsPageMixin
from .models import REVOKED, token_for
from .views import in_front_end

SHARED = "results.preview_shared"


class ShareDraft(PageScreen, TemplateView):
    """Makes and revokes links to the draft of a page, for whoever may publish it."""

    template_name = "results/previews/share.html"
    page_title = gettext_lazy("Share the draft")
    header_icon = "link"

    def is_open(self, page: Any) -> bool:
        return may_share(page, self.request.user)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make a link to the draft as it is now, or revoke all that there are."""
        address = ""
        if "revoke" in request.POST:
            log(self.page, REVOKED)
            messages.success(request, _("Links to this draft open nothing any more."))
        else:
            log(self.page, SHARED)
            token = token_for(self.page, request.user, is_shared=True)
            address = request.build_absolute_uri(reverse("results_previews:page", args=[token]))
        return self.render_to_response(self.get_context_data(address=address))


def may_share(page: Any, user: Any) -> bool:
    """Return whether the user may show the draft of the page to readers without an account."""
    is_ours = isinstance(page, ResultsPageMixin | ResultsIndexPageMixin)
    return is_ours and bool(page.permissions_for_user(user).can_publish())


SCREENS = [path("results/pages/<int:page_id>/share-draft/", ShareDraft.as_view(), name="share")]


hooks.register("before_serve_preview", in_front_end)


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
    actions.register_action(SHARED, gettext_lazy("Share draft"), gettext_lazy("Draft shared"))
    actions.register_action(
        REVOKED, gettext_lazy("Revoke links to draft"), gettext_lazy("Links to draft revoked")
    )
