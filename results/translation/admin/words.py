"""The screens on which words are looked up in all translations of the site, and replaced in those of a page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ..strings.deciding import decide
from ..strings.memory import MOST_PAIRS, concordance
from ..strings.usable import marked_changes, readable, without_controls
from .screen import TranslationScreen
from .strings_screen import CLEARED

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.utils.safestring import SafeString

    from ..strings.doubts import Doubt, TranslatedString
    from ..tables import StringDecision

# So many letters of what is looked up count.
LONGEST_WORDS = 200


class Concordance(TranslationScreen):
    """Show where the site has some words, and how they were translated there."""

    http_method_names = ("get",)
    template_name = "results/translation/concordance.html"

    def get_page_title(self) -> str:
        return _("Words in all translations")

    def get(self, request: HttpRequest, translation_id: int) -> HttpResponse:
        words = words_in(request.GET.get("q", ""))
        found: list[Any] = concordance(self.translation, words, request.user) if words else []
        context = self.get_context_data(words=words, pairs=found, most=MOST_PAIRS)
        return self.render_to_response(context)


def words_in(asked: str) -> str:
    """Return the words that somebody looks for."""
    return without_controls(asked)[:LONGEST_WORDS].strip()


@dataclass(frozen=True, slots=True)
class Replacement:
    """A translation in which the words would be replaced, or were, or were not for a reason."""

    string: TranslatedString
    place: str
    seen: str
    text: str
    decision: StringDecision | None = None
    reason: str = ""

    @property
    def changes(self) -> SafeString:
        return marked_changes(self.seen, self.text)

    @property
    def cleared(self) -> list[Doubt]:
        """Why the string needs a look, which whoever saves it says that they have had."""
        return [doubt for doubt in self.string.doubts if doubt in CLEARED]


class ReplaceWords(TranslationScreen):
    """List what would change if words were replaced in a translation, and save what is ticked."""

    template_name = "results/translation/replace.html"

    def get_page_title(self) -> str:
        return _("Replace words")

    def get(self, request: HttpRequest, translation_id: int) -> HttpResponse:
        return self._list(words_in(request.GET.get("q", "")), request.GET.get("by", ""))

    def _list(self, words: str, by: str) -> HttpResponse:
        all_of_them = [self._replacement(each, words, by) for each in self.strings] if words else []
        found = [each for each in all_of_them if each.text != each.seen]
        return self._show(words, by, found=found)

    def post(self, request: HttpRequest, translation_id: int) -> HttpResponse:
        """Save each text that is ticked by a decision of its own, and say what became of it."""
        words, by = words_in(request.POST.get("q", "")), request.POST.get("by", "")
        ticked = set(request.POST.getlist("string"))
        if not ticked:
            return self._list(words, by)
        chosen = [each for each in self.strings if words and str(each.key) in ticked]
        done = [self._replaced(each, words, by) for each in chosen]
        saved = [each.decision for each in done if each.decision]
        return self._show(words, by, done=done, saved=saved, gone=len(ticked) - len(chosen))

    def _replacement(
        self, string: TranslatedString, words: str, by: str, **more: Any
    ) -> Replacement:
        seen = readable(string.text)
        # What stands within a tag stays.
        text = re.sub(f"(<[^>]*>)|{re.escape(words)}", lambda found: found[1] or by, seen)
        return Replacement(string, string.place_on(self.source_page), seen, text, **more)

    def _replaced(self, string: TranslatedString, words: str, by: str) -> Replacement:
        text = self._replacement(string, words, by).text
        seen = self.request.POST.get(f"seen-{string.key}", "")
        try:
            longest, user = self.longest(string), self.request.user
            decision = decide(self.translation, string, text, seen, user, longest=longest)
        except ValidationError as error:
            return self._replacement(string, words, by, reason=" ".join(error.messages))
        return self._replacement(string, words, by, decision=decision)

    def _show(self, words: str, by: str, **more: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(words=words, by=by, **more))
