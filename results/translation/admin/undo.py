"""The undo of decisions about strings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from wagtail.admin import messages

from ..strings.deciding import decisions_of, undo
from .screen import TranslationScreen

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class UndoDecision(TranslationScreen):
    """Undo a decision about a string, and those that the form names besides."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, translation_id: int, decision_id: int) -> HttpResponse:
        asked = {str(decision_id), *request.POST.getlist("decision")}
        keys = decisions_of(self.translation).values_list("pk", flat=True)
        found = [key for key in keys if str(key) in asked]
        if decision_id not in found:
            raise Http404
        refused, emptied = [], []
        for decision in decisions_of(self.translation).filter(pk__in=found):
            try:
                undo(decision)
                emptied += [] if decision.before else [decision.text]
            except ValidationError as error:
                refused += error.messages
        for reason in dict.fromkeys(refused):
            messages.error(request, reason)
        if len(refused) < len(found):
            # What was written first stands nowhere else any more.
            was = [_("It was: “%(text)s”.") % {"text": text} for text in emptied]
            messages.success(request, " ".join([_("Undone."), *was]))
        return redirect("results_translation:strings", self.translation.pk)
