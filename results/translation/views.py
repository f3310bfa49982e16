"""The translator's ways to publish, which show why something was refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import redirect
from django.template.response import TemplateResponse

from wagtail.admin import messages
from wagtail_localize.views.edit_translation import edit_translation

from ..findings import describe_path
from ..publishing import Refused
from .blocks.joining import OURS
from .refusals import as_message, collecting_refusals, set_errors
from .saving import check, translated_page
from .strings.reasons import faults_in, publishing_because, reason_in
from .targets import translation_to

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from wagtail_localize.models import Translation


def refuse_publishing(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Answer the translation editor's "Publish" button if the guard would refuse.

    For the hook `before_edit_page`. wagtail-localize would only say that there are errors, which
    publishing again ignores. Returns None to let wagtail-localize go on.
    """
    if request.method != "POST" or request.POST.get("action") != "publish":
        return None
    if not isinstance(page, OURS) or not page.permissions_for_user(request.user).can_publish():
        return None
    translation = translation_to(page)
    if translation is None:
        return None
    source, locale = translation.source, translation.target_locale
    translated = translated_page(source, locale, fallback=True)
    try:
        check(translated, publish=True)
    except Refused as refused:
        set_errors(source, locale, refused)
        messages.error(request, as_message(refused))
        return redirect(request.path)
    return _ask_for_reason(request, translation, page)


def _ask_for_reason(request: HttpRequest, translation: Translation, page: Any) -> Any:
    """Ask why a translation that differs from its source is to be published; None if it does not."""
    faults = faults_in(translation.source, translation.target_locale)
    reason = reason_in(request)
    if not faults:
        return None
    if reason:
        with publishing_because(reason):
            return edit_translation(request, translation, page)
    shown = [
        (describe_path(page, tuple(fault.translation.context.path.split("."))), fault.found)
        for fault in faults
    ]
    return TemplateResponse(
        request,
        "results/translation/reason.html",
        {
            "page": page,
            "translation": translation,
            "faults": shown,
            "is_missing": "reason" in request.POST,
        },
    )


class ShowsRefusals:
    """Show refusals in a view of wagtail-localize that would swallow them."""

    request: HttpRequest

    def form_valid(self, form: Any) -> HttpResponse:
        with collecting_refusals() as refusals:
            response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        for refused in refusals:
            messages.error(self.request, as_message(refused))
        return response
