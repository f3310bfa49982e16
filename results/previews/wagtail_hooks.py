"""The screen on which a draft is shared with readers without an account, and its hooks."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.shortcuts import get_object_or_404, redirect
from django.urls import include, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import log

from ..admin.editions import PageScreen
from ..models import ResultsIndexPageMixin, ResultsPageMixin
from .models import PreviewLink

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest, HttpResponse
    from django.urls import URLResolver

    from wagtail.log_actions import LogActionRegistry

SHARED, REVOKED = "results.preview_shared", "results.preview_revoked"
DAYS = ((1, gettext_lazy("a day")), (7, gettext_lazy("a week")), (30, gettext_lazy("30 days")))


class ShareForm(forms.Form):
    """For whom a link is, and how long it lasts."""

    name = forms.CharField(
        label=gettext_lazy("For whom"),
        max_length=100,
        help_text=gettext_lazy("Only you and your colleagues see it: “the board”, “a newspaper”."),
    )
    days = forms.TypedChoiceField(
        label=gettext_lazy("How long the link lasts"), choices=DAYS, coerce=int, initial=7
    )


class ShareDraft(PageScreen, FormView):  # type: ignore[type-arg]
    """Makes, lists and revokes links to the draft of a page, for whoever may publish it."""

    template_name = "results/previews/share.html"
    form_class = ShareForm
    page_title = gettext_lazy("Share the draft")
    header_icon = "link"

    def is_open(self, page: Any) -> bool:
        return may_share(page, self.request.user)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Revoke a link where the form names one, else make one."""
        if key := request.POST.get("revoke"):
            link = get_object_or_404(self._links, pk=key)
            link.revoked_at = timezone.now()
            link.save(update_fields=["revoked_at"])
            log(self.page, REVOKED, data={"name": link.name})
            messages.success(request, _("The link opens nothing any more."))
            return redirect(request.path)
        answer: HttpResponse = super().post(request, *args, **kwargs)
        return answer

    def form_valid(self, form: ShareForm) -> HttpResponse:
        """Make a link to the draft as it is now."""
        name = form.cleaned_data["name"]
        PreviewLink.objects.create(
            page=self.page,
            revision=self.page.latest_revision,
            name=name,
            made_by_id=self.request.user.pk,
            expires_at=timezone.now() + timedelta(days=form.cleaned_data["days"]),
        )
        log(self.page, SHARED, data={"name": name})
        messages.success(self.request, _("The link is below; send it to whom it is for."))
        return redirect(self.request.path)

    @property
    def _links(self) -> Any:
        links = PreviewLink.objects.filter(page=self.page.pk, revoked_at=None).exclude(name="")
        return links.filter(expires_at__gt=timezone.now())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the links that open something, each with its address."""
        found = [
            (
                each,
                self.request.build_absolute_uri(
                    reverse("results_previews:page", args=[each.token])
                ),
            )
            for each in self._links.select_related("page", "made_by").order_by("-made_at")
            if each.is_valid
        ]
        return super().get_context_data(links=found, **kwargs)


def may_share(page: Any, user: Any) -> bool:
    """Return whether the user may show the draft of the page to readers without an account."""
    is_ours = isinstance(page, ResultsPageMixin | ResultsIndexPageMixin)
    return is_ours and bool(page.permissions_for_user(user).can_publish())


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
    actions.register_action(SHARED, gettext_lazy("Share draft"), gettext_lazy("Draft shared"))
    actions.register_action(
        REVOKED, gettext_lazy("Revoke link to draft"), gettext_lazy("Link to draft revoked")
    )
