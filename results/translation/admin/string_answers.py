"""What the screen of texts asks while a translator types: checks, suggestions, questions, undo."""

from dataclasses import asdict
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from wagtail.admin import messages
from wagtail.models import Comment

from ...characters import cleaned
from ..strings.deciding import undo
from ..strings.doubts import faults_between, readable
from ..strings.memory import made_by_machine, suggestions
from ..strings.shown import corrected, marked_pair
from ..strings.usable import LONGEST, too_long, why_refused, without_controls
from .screen import TranslationScreen


class CheckString(TranslationScreen):
    """Answers what is wrong with a text that is not saved yet, and where."""

    http_method_names = ("post",)
    keeps = False

    def post(self, request: HttpRequest, translation_id: int, string: int) -> JsonResponse:
        """Give `faults`, each with `message` and `certain`, and of a text that could be saved
        `source` and `text` as HTML in which they are marked, and `corrected`, the text with its
        certain wrong numbers put right, or ""; no faults of an empty text.
        """
        asked, typed = self.asked, request.POST.get("text", "")
        source, text = asked.source, cleaned(typed).strip()
        if text and (why := why_refused(source, text, self.longest(asked))):
            return JsonResponse({"faults": [_said(why)]})
        found = faults_between(source, text, self.languages, self.terms) if text else []
        marked = marked_pair(source, typed, self.languages, self.terms, found)
        said = [_said(each.message, each.certain) for each in found]
        if asked.refusal and readable(typed) == readable(asked.text):
            said.insert(0, _said(asked.refusal))
        right = corrected(readable(source), typed, self.languages) if found else ""
        return JsonResponse(
            {"faults": said, "source": marked[0], "text": marked[1], "corrected": right}
        )


class SuggestStrings(TranslationScreen):
    """Answers translations of similar texts, and a machine's where it is asked for."""

    http_method_names = ("get",)

    def get(self, request: HttpRequest, translation_id: int, string: int) -> JsonResponse:
        """Give `suggestions`, each with `text`, `origin` and `source`; `error` where a machine fails."""
        found = suggestions(self.translation, self.asked, request.user)
        error = ""
        if "machine" in request.GET:
            try:
                found += made_by_machine(self.translation, self.asked)
            except Exception:  # noqa: BLE001 -- whatever another service's library raises
                error = _("The machine translator does not answer. Try again later.")
        return JsonResponse({"suggestions": [asdict(each) for each in found], "error": error})


class AskAuthor(TranslationScreen):
    """Puts a question about a text beside it in the editor of the source, as Wagtail's own comments."""

    http_method_names = ("post",)
    keeps = False

    def post(self, request: HttpRequest, translation_id: int, string: int) -> HttpResponse:
        """Save the question, and go back to the text."""
        text = without_controls(request.POST.get("question", "")).strip()
        if not text or len(text) > LONGEST:
            return self.refuse(too_long(LONGEST) if text else _("Write a question."), 400)
        source = self.translation.source.get_source_instance()
        path = self.asked.segment.context.path
        comment = Comment(page=source, user=request.user, text=text, contentpath=path)
        comment.save()
        comment.log_create(user=request.user)
        messages.success(
            request, _("Your question is shown beside the text in the editor of the source.")
        )
        if self.wants_json:
            return JsonResponse({})
        back = reverse("results_translation:strings", args=[translation_id])
        return redirect(f"{back}?doubt=all#{self.asked.anchor}")


def _said(message: str, certain: bool = True) -> dict[str, Any]:
    return {"message": message, "certain": certain}


class UndoDecision(TranslationScreen):
    """Undo a decision about a text, in all places where it was made."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, translation_id: int, act: str) -> HttpResponse:
        try:
            emptied = undo(self.translation, act)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            # What was written first stands nowhere else any more.
            was = [_("It was: “%(text)s”.") % {"text": text} for text in dict.fromkeys(emptied)]
            messages.success(request, " ".join([_("Undone."), *was]))
        return redirect("results_translation:strings", self.translation.pk)
