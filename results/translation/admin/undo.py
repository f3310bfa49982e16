"""The undo of decisions about strings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from wagtail.admin import messages

from ..strings.deciding import undo
from ..tables import StringDecision
from .screen import TranslationScreen

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class UndoDecision(TranslationScreen):
    """Undo a decision about a string."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, translation_id: int, decision_id: int) -> HttpResponse:
        decision = get_object_or_404(
            StringDecision.objects.select_related("translation__context"), pk=decision_id
        )
        row = decision.translation
        if (row.locale_id, row.context.object_id) != (
            self.translation.target_locale_id,
            self.translation.source.object_id,
        ):
            raise Http404
        try:
            undo(decision)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("Undone."))
        return redirect("results_translation:strings", self.translation.pk)
