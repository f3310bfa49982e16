"""The question why an edition is withdrawn, asked before Wagtail unpublishes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..blocks.figure_change import REASON_LENGTH
from ..models import ResultsPageMixin
from ..models.changes import follows_source
from ..models.versions import give_reason

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class WithdrawalForm(forms.Form):
    """Why an edition is withdrawn."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Readers see it at the address of the edition."),
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def ask_why_withdrawn(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Ask whoever unpublishes an edition for the reason, until there is one; a Wagtail hook."""
    if not _is_asked(page):
        return None
    form = WithdrawalForm(request.POST if "reason" in request.POST else None)
    if form.is_valid():
        return None
    edit_url, title = reverse("wagtailadmin_pages:edit", args=[page.pk]), _("Withdraw the edition")
    return TemplateResponse(
        request,
        "results/admin/withdrawal.html",
        {
            "page": page,
            "form": form,
            "edit_url": edit_url,
            "passed_on": [
                (name, request.POST[name])
                for name in ("next", "include_descendants")
                if request.POST.get(name)
            ],
            "page_title": title,
            "header_icon": "view",
            "breadcrumbs_items": [
                {"url": edit_url, "label": page.get_admin_display_title()},
                {"url": "", "label": title},
            ],
        },
    )


def note_reason(request: HttpRequest, page: Any) -> None:
    """Keep the reason for readers; a Wagtail hook, called once the page is unpublished."""
    if _is_asked(page):
        give_reason(page, request.POST["reason"])


def _is_asked(page: Any) -> bool:
    return isinstance(page, ResultsPageMixin) and not follows_source(page)
