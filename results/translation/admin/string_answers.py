"""What the screen of texts asks while a translator types: checks, suggestions, questions, undo, and who else is there."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.http import Http404, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail.admin import messages
from wagtail.admin.models import EditingSession
from wagtail.admin.utils import get_user_display_name
from wagtail.models import Comment
from wagtail_localize.models import Translation

from ...characters import cleaned
from ..strings.checking import faults_between
from ..strings.deciding import undo
from ..strings.highlighting import corrected, marked_pair
from ..strings.memory import made_by_machine, suggestions
from ..strings.usable import LONGEST, readable, too_long, why_refused, without_controls
from ..tables import string_translations
from .screen import TranslationScreen, moment, told

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from ..strings.doubts import TranslatedString

# Browsers ask every ten seconds, and are gone when they have missed two.
GONE = timedelta(seconds=30)


class StringAnswer(TranslationScreen):
    """The base of answers about one string of a translation."""

    def string(self, key: int) -> TranslatedString:
        """Return the string with this key; raises Http404 for one that has gone."""
        for each in self.strings:
            if each.key == key:
                return each
        raise Http404


class CheckString(StringAnswer):
    """Answers what is wrong with a text that is not saved yet, and where."""

    http_method_names = ("post",)
    keeps = False

    def post(self, request: HttpRequest, translation_id: int, string: int) -> JsonResponse:
        """Give `faults`, each with `message` and `certain`, and of a text that could be saved
        `source` and `text` as HTML in which they are marked, and `corrected`, the text with its
        certain wrong numbers put right, or ""; no faults of an empty text.
        """
        asked, typed = self.string(string), request.POST.get("text", "")
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


class SuggestStrings(StringAnswer):
    """Answers translations of similar texts, and a machine's where it is asked for."""

    http_method_names = ("get",)

    def get(self, request: HttpRequest, translation_id: int, string: int) -> JsonResponse:
        """Give `suggestions`, each with `text`, `origin` and `source`; `error` where a machine fails."""
        asked = self.string(string)
        found = suggestions(self.translation, asked, request.user)
        error = ""
        if "machine" in request.GET:
            try:
                found += made_by_machine(self.translation, asked)
            except Exception:  # noqa: BLE001 -- whatever another service's library raises
                error = _("The machine translator does not answer. Try again later.")
        return JsonResponse({"suggestions": [asdict(each) for each in found], "error": error})


class AskAuthor(StringAnswer):
    """Puts a question about a text beside it in the editor of the source, as Wagtail's own comments."""

    http_method_names = ("post",)
    keeps = False

    def post(self, request: HttpRequest, translation_id: int, string: int) -> HttpResponse:
        """Save the question, and go back to the text."""
        asked = next((each for each in self.strings if each.key == string), None)
        if asked is None:
            return self.refuse(_("This text is not on the page any more."), 404)
        text = without_controls(request.POST.get("question", "")).strip()
        if not text or len(text) > LONGEST:
            return self.refuse(too_long(LONGEST) if text else _("Write a question."), 400)
        source = self.translation.source.get_source_instance()
        path = asked.segment.context.path
        comment = Comment(page=source, user=request.user, text=text, contentpath=path)
        comment.save()
        comment.log_create(user=request.user)
        messages.success(
            request, _("Your question is shown beside the text in the editor of the source.")
        )
        if self.wants_json:
            return JsonResponse({})
        back = reverse("results_translation:strings", args=[translation_id])
        return redirect(f"{back}?doubt=all#{asked.anchor}")


def _said(message: str, certain: bool = True) -> dict[str, Any]:
    return {"message": message, "certain": certain}


class PingForm(forms.Form):
    """Where a user is, and since when they do not know what others have saved."""

    since = forms.IntegerField(min_value=0, max_value=2**32)
    string = forms.IntegerField(min_value=1, max_value=2**62, required=False)


class Presence(TranslationScreen):
    """Keep that a user is on the screen, and answer who else is, and what they have saved.

    The session is Wagtail's; its object is a translation, with the text that the user is in.
    """

    http_method_names = ("post",)
    keeps = False

    def post(self, request: HttpRequest, translation_id: int) -> JsonResponse:
        """Give `people`, each with the `string` they are in, the `saved` strings, and the next `since`."""
        form = PingForm(request.POST)
        if not form.is_valid():
            return JsonResponse({"error": form.errors}, status=400)
        now = moment()
        sessions = EditingSession.objects.filter(
            content_type=ContentType.objects.get_for_model(Translation),
            object_id__startswith=f"{translation_id}/",
        )
        self._keep(sessions, form.cleaned_data["string"])
        others = sessions.filter(last_seen_at__gte=timezone.now() - GONE).exclude(user=request.user)
        people = {session.user_id: session for session in others.select_related("user")}
        saved = self._saved_since(datetime.fromtimestamp(form.cleaned_data["since"], UTC))
        return JsonResponse(
            {
                "people": [_person(people[key]) for key in sorted(people)],
                "saved": [told(each) for each in saved],
                "since": now,
            }
        )

    def _keep(self, sessions: Any, string: int | None) -> None:
        place = {
            "object_id": f"{self.translation.pk}/{string or ''}",
            "last_seen_at": timezone.now(),
            "is_editing": bool(string),
        }
        if not sessions.filter(user=self.request.user).update(**place):
            kind = ContentType.objects.get_for_model(Translation)
            EditingSession.objects.create(user=self.request.user, content_type=kind, **place)

    def _saved_since(self, since: datetime) -> list[TranslatedString]:
        rows = string_translations(self.translation).filter(updated_at__gt=since)
        keys = {*rows.exclude(last_translated_by=self.request.user).values_list("pk", flat=True)}
        return [each for each in self.strings if each.row and each.row.pk in keys] if keys else []


def _person(session: EditingSession) -> dict[str, Any]:
    name, key = get_user_display_name(session.user), session.object_id.partition("/")[2]
    sentence = _("%(name)s is in this text.") % {"name": name}
    return {"name": name, "string": int(key) if key else None, "sentence": sentence}


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
