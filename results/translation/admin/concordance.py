"""The screen on which words are looked up in all translations of the site."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from ..strings.memory import MOST_PAIRS, concordance
from ..strings.usable import without_controls
from .screen import TranslationScreen

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

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
        return self.render_to_response(
            self.get_context_data(
                words=words,
                pairs=found,
                most=MOST_PAIRS,
                translation=self.translation,
                source_language=self.translation.source.locale,
                language=self.translation.target_locale,
            )
        )


def words_in(asked: str) -> str:
    """Return the words that somebody looks for."""
    return without_controls(asked)[:LONGEST_WORDS].strip()
