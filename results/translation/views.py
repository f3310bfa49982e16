"""The translator's ways to publish, with the reasons for a refusal told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import redirect

from wagtail.admin import messages
from wagtail_localize.models import Translation
from wagtail_localize.views.submit_translations import SubmitPageTranslationView
from wagtail_localize.views.update_translations import UpdateTranslationsView

from ..publishing import Refused
from .joining import OURS
from .refusals import as_message, hearing, mark
from .saving import check, translated_page

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def refuse_publishing(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Answer the button "Publish" of the translation's editor when the guard would refuse.

    For the hook `before_edit_page`. wagtail-localize would only say that there are errors, and
    that publishing again ignores them. None lets wagtail-localize go on.
    """
    if request.method != "POST" or request.POST.get("action") != "publish":
        return None
    if not isinstance(page, OURS) or not page.permissions_for_user(request.user).can_publish():
        return None
    translation = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
    ).first()
    if translation is None:
        return None
    source, locale = translation.source, translation.target_locale
    translated = translated_page(source, locale, fallback=True)
    try:
        check(translated, publish=True)
    except Refused as refused:
        mark(source, locale, refused)
        messages.error(request, as_message(refused))
        return redirect(request.path)
    return None


class TellsRefusals:
    """A view of wagtail-localize that saves translations and passes over their refusals."""

    request: HttpRequest

    def form_valid(self, form: Any) -> HttpResponse:
        """Do what the view does, then tell what was refused."""
        with hearing() as refusals:
            response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        for refused in refusals:
            messages.error(self.request, as_message(refused))
        return response


class SubmitView(TellsRefusals, SubmitPageTranslationView):
    """wagtail-localize's "Translate this page"."""


class SyncView(TellsRefusals, UpdateTranslationsView):
    """wagtail-localize's "Sync translated pages"."""
