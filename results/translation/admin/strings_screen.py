"""The screen "Texts", on which a translation is made."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail.admin import messages
from wagtail.models import Comment
from wagtail_localize.machine_translators import get_machine_translator

from ...number_check import knows
from ..glossary import Term
from ..strings.deciding import confirm_all, decide
from ..strings.doubts import Doubt, TranslatedString, readable, strings_of
from ..strings.shown import (
    Beside,
    Decision,
    History,
    Surroundings,
    marked_changes,
    marked_pair,
    questions_of,
)
from ..tables import TextState
from .screen import (
    STOPPED,
    TranslationScreen,
    named,
    other_editor_of,
    said_meanwhile,
    told,
)

CLEARED = {Doubt.STALE, Doubt.MACHINE, Doubt.MEMORY, Doubt.UNSURE, Doubt.OTHER_YEAR}
LINE = 55  # letters
# Filters besides those by doubt.
ALL, DONE = "all", "done"
# So many texts have their numbers marked at once.
FIRST = 100


def also_in(number: int) -> str:
    """Return the notice that the same has been decided in so many other places."""
    return ngettext(
        "Also in %(count)d other place with the same source.",
        "Also in %(count)d other places with the same source.",
        number,
    ) % {"count": number}


def _as_seen(string: TranslatedString) -> str:
    """Return what the string is known by as long as nobody changes its translation."""
    return f"{string.key}-{string.row.updated_at.timestamp() if string.row else 0}"


@dataclass
class Shown:
    """One string on the screen, with what was typed and why it was not saved."""

    string: TranslatedString
    place: str
    preview_url: str
    languages: tuple[str, str]
    terms: list[Term]
    history: list[Decision]
    beside: Beside
    questions: list[Comment]
    with_numbers: bool
    typed: str | None = None
    error: str = ""

    @property
    def can_be_confirmed(self) -> bool:
        """Whether the string has a doubt that a person can clear without changing the text."""
        return bool(CLEARED & set(self.string.doubts)) and Doubt.INVALID not in self.string.doubts

    @property
    def changes(self) -> SafeString:
        """What has changed in the source text since it was translated."""
        return marked_changes(self.string.previous_source, self.string.source)

    @property
    def seen(self) -> str:
        return readable(self.string.text)

    @property
    def copied(self) -> str:
        return readable(self.string.source)

    @property
    def text(self) -> str:
        return self.seen if self.typed is None else self.typed

    @cached_property
    def marked(self) -> tuple[SafeString, SafeString]:
        """The source text and the translation, with what is marked in them at once.

        Further down, numbers are marked when somebody comes to the text.
        """
        faults = self.string.faults if self.typed is None else []
        texts = self.string.source, self.text
        return marked_pair(
            *texts, self.languages, self.terms, faults, with_numbers=self.with_numbers
        )

    @property
    def rows(self) -> int:
        """The height of the text field in lines."""
        return 2 + max(len(self.text), len(self.string.source)) // LINE


class StringsScreen(TranslationScreen):
    """Show the texts of a translation in page order, to be translated, saved or confirmed."""

    template_name = "results/translation/strings.html"

    def get_page_title(self) -> str:
        return _("Texts")

    @property
    def doubt(self) -> Doubt | None:
        """The doubt that the URL asks for, None for all."""
        return next((each for each in Doubt if each.value == self.request.GET.get("doubt")), None)

    @property
    def chosen(self) -> list[TranslatedString]:
        """Those of the filter and the search: what is to be done, unless the URL asks for others."""
        words = self.request.GET.get("q", "").casefold()
        return [
            string
            for string in self.strings
            if self._is_chosen(string)
            and (not words or words in f"{string.source}\n{string.text}".casefold())
        ]

    def _is_chosen(self, string: TranslatedString) -> bool:
        asked = self.request.GET.get("doubt", "")
        if self.doubt:
            return self.doubt in string.doubts
        return asked == ALL or bool(string.doubts) != (asked == DONE)

    @cached_property
    def history(self) -> History:
        return History(self.strings)

    def get(self, request: HttpRequest, translation_id: int) -> HttpResponse:
        return self._show(self._shown(self.chosen))

    def post(self, request: HttpRequest, translation_id: int) -> HttpResponse:
        """Save or confirm a translation, and redirect to the next string; or confirm all that are listed."""
        if "all" in request.POST:
            return self._confirm_all()
        key, path = request.POST.get("string", ""), request.POST.get("path", "")
        seen, typed = request.POST.get("seen", ""), request.POST.get("text", "")
        string = next((each for each in self.strings if str(each.key) == key), None)
        if string is None:
            return self._show_changed(path, typed)
        if "confirm" in request.POST and readable(typed) != readable(seen):
            reason = _("You have changed the text: save it, or undo the change.")
            return self._show_error(string, typed, reason)
        text = seen if "confirm" in request.POST else typed
        following = self._following(string)
        try:
            longest = self.longest(string)
            made = decide(self.translation, string, text, seen, request.user, longest=longest)
        except ValidationError as error:
            return self._show_error(string, typed, " ".join(error.messages))
        state, *together = made
        is_new = state.decision["kind"] == TextState.Kind.SAVED
        # What is unsure has been seen by whoever says that the text is right.
        faults = state.found if is_new else state.certain
        others = {each.translation_id for each in together}
        also = also_in(len(others)) if others else ""
        if self.wants_json:
            said = [{"message": each.message, "certain": each.certain} for each in faults]
            undo = reverse("results_translation:undo", args=[self.translation.pk, state.act])
            return JsonResponse(
                {
                    "seen": readable(state.decision["text"]),
                    "faults": said,
                    "undo": undo,
                    "also": also,
                    "others": self._told(others),
                }
            )
        if faults:
            # It stays in sight until it is mended, or published with a reason.
            messages.warning(request, " ".join([_("Saved."), *(each.message for each in faults)]))
            address = reverse("results_translation:strings", args=[self.translation.pk])
            return redirect(f"{address}#{string.anchor}")
        messages.success(request, f"{_('Saved.') if is_new else _('Still right.')} {also}".strip())
        return redirect(f"{request.get_full_path()}#{following}")

    def _told(self, rows: set[int]) -> list[dict[str, Any]]:
        """What the browser is told of the other texts of the page that were decided on together."""
        strings = strings_of(self.translation) if rows else []
        return [told(each) for each in strings if each.row and each.row.pk in rows]

    def _confirm_all(self) -> HttpResponse:
        """Confirm the texts that the form names, except those that have been changed since it was made."""
        asked = set(self.request.POST["all"].split(","))
        strings = [each for each in self._from_memory() if _as_seen(each) in asked]
        made = confirm_all(strings, self.request.user)
        number = ngettext("%(count)d text confirmed.", "%(count)d texts confirmed.", made)
        messages.success(self.request, number % {"count": made})
        if left := len(asked) - made:
            said = ngettext(
                "%(count)d text has been changed meanwhile, and was not confirmed.",
                "%(count)d texts have been changed meanwhile, and were not confirmed.",
                left,
            )
            messages.warning(self.request, said % {"count": left})
        return redirect(self.request.get_full_path())

    def _from_memory(self) -> list[TranslatedString]:
        """Those with no other doubt than that they come from the memory, which can be confirmed at once."""
        return [each for each in self.strings if each.doubts == [Doubt.MEMORY]]

    def _following(self, string: TranslatedString) -> str:
        chosen = self.chosen
        later = chosen[chosen.index(string) + 1 :] if string in chosen else []
        return later[0].anchor if later else "latest-decisions"

    def _show_changed(self, path: str, typed: str) -> HttpResponse:
        """Show what somebody wrote beside the source, which has changed meanwhile."""
        there = [each for each in self.strings if each.segment.context.path == path]
        if len(there) != 1:
            return self.refuse(_("This text is not on the page any more."), 409)
        if self.wants_json:
            reason = _(
                "The source has changed while you were writing. Load this page again, compare, and "
                "save: what you typed will be there."
            )
            return JsonResponse({"error": reason, "moved": there[0].key}, status=409)
        reason = _("The source has changed while you were writing. Compare, and save again.")
        return self._show_error(there[0], typed, reason)

    def _show_error(self, string: TranslatedString, typed: str, reason: str) -> HttpResponse:
        if self.wants_json:
            return JsonResponse({"error": reason}, status=409)
        chosen = self.chosen
        shown = self._shown(chosen if string in chosen else [string, *chosen])
        for each in shown:
            if each.string is string:
                each.typed, each.error = typed, reason
        messages.error(self.request, _("The translation was not saved. See the field."))
        return self._show(shown)

    def _shown(self, strings: list[TranslatedString]) -> list[Shown]:
        preview = reverse("wagtail_localize:preview_translation", args=[self.translation.pk])
        surroundings = Surroundings(self.source_page, self.page, self.languages)
        shown = []
        questions = questions_of(self.translation, self.request.user)
        for index, string in enumerate(strings):
            path = string.path
            anchor = f"#block-{path[1]}" if len(path) > 1 else ""
            shown.append(
                Shown(
                    string,
                    string.place_on(self.source_page),
                    preview + anchor,
                    self.languages,
                    self.terms,
                    self.history.of(string),
                    surroundings.of(path),
                    questions.get(string.segment.context.path, []),
                    with_numbers=index < FIRST,
                )
            )
        return shown

    def _show(self, shown: list[Shown]) -> HttpResponse:
        return self.render_to_response(
            self.get_context_data(
                shown=shown,
                source_language_name=named(self.translation.source.locale),
                language_name=named(self.translation.target_locale),
                only_digits=self._only_digits(),
                doubts=self._choices(),
                decisions=self.history.latest(),
                words=self.request.GET.get("q", ""),
                may_publish=self.page.permissions_for_user(self.request.user).can_publish(),
                stopped="" if self.translation.enabled else STOPPED,
                has_machine=get_machine_translator() is not None,
                to_confirm=self._to_confirm(shown),
                meanwhile=said_meanwhile(_("Somebody"), "{text}"),
                page=self.page,
                is_all=self.request.GET.get("doubt") == ALL and not self.request.GET.get("q"),
                publish_url=reverse("wagtailadmin_pages:edit", args=[self.page.pk]),
                editor_url=other_editor_of(self.page),
            )
        )

    def _to_confirm(self, shown: list[Shown]) -> list[str]:
        """Which of the texts that are shown can be confirmed together."""
        found = {_as_seen(each) for each in self._from_memory()}
        listed = [_as_seen(each.string) for each in shown] if self.doubt is Doubt.MEMORY else []
        return [each for each in listed if each in found][:FIRST]

    def _only_digits(self) -> str:
        """The languages of which only digits are compared, "" if there is none."""
        locales = (self.translation.source.locale, self.translation.target_locale)
        return ", ".join(named(each) for each in locales if not knows(each.language_code))

    def _choices(self) -> list[tuple[str, Any, int, int, bool]]:
        """What the texts can be narrowed to: code, label, how many texts and words, whether it is chosen."""
        to_do = [string for string in self.strings if string.doubts]
        done = [string for string in self.strings if not string.doubts]
        asked = self.request.GET.get("doubt", "")
        chosen = self.doubt.value if self.doubt else asked if asked in {ALL, DONE} else ""
        choices: list[tuple[str, Any, list[TranslatedString]]] = [
            ("", _("To do"), to_do),
            *((each.value, each.label, [s for s in to_do if each in s.doubts]) for each in Doubt),
            (DONE, _("Done"), done),
            (ALL, _("All"), self.strings),
        ]
        return [
            (code, label, len(texts), sum(each.words for each in texts), code == chosen)
            for code, label, texts in choices
            if texts or code == chosen or not code
        ]
