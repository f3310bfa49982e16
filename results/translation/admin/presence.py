"""Who else is on the screen of texts, and what they have saved meanwhile."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.http import JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail.admin.models import EditingSession
from wagtail.admin.utils import get_user_display_name
from wagtail_localize.models import Translation

from ..strings.usable import readable
from ..tables import string_translations
from .screen import TranslationScreen

if TYPE_CHECKING:
    from django.http import HttpRequest

    from ..strings.doubts import TranslatedString

# Browsers ask every ten seconds, and are gone when they have missed two.
GONE = timedelta(seconds=30)
# What was saved while an answer was made is told by the next one.
MARGIN = 10


def moment() -> int:
    """Return the time from which on a browser does not know what was saved, in seconds."""
    return int(time.time()) - MARGIN


class PingForm(forms.Form):
    """Where a user is, and since when they do not know what others have saved."""

    since = forms.IntegerField(min_value=0, max_value=2**32)
    string = forms.IntegerField(min_value=1, max_value=2**62, required=False)


class Presence(TranslationScreen):
    """Keep that a user is on the screen, and answer who else is, and what they have saved.

    The session is Wagtail's; its object is a translation, with the text that the user is in.
    """

    http_method_names = ("post",)

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
                "saved": [_saved(each) for each in saved],
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


def warning(name: str, text: str) -> str:
    """Return the warning that somebody has saved this in place of what a user has seen."""
    return _("%(name)s has saved this text meanwhile: “%(text)s”. Saving yours replaces it.") % {
        "name": name,
        "text": text,
    }


def _saved(string: TranslatedString) -> dict[str, Any]:
    by, text = string.row and string.row.last_translated_by, readable(string.text)
    name = get_user_display_name(by) if by else _("Somebody")
    return {
        "string": string.key,
        "text": text,
        "sentence": _("%(name)s has saved this text.") % {"name": name},
        "warning": warning(name, text),
    }
