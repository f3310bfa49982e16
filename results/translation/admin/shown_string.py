"""A string as the screen "Texts" shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import cached_property

from ..strings.doubts import Doubt
from ..strings.highlighting import marked_pair
from ..strings.usable import marked_changes, readable

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from wagtail.models import Comment

    from ..glossary import Term
    from ..strings.beside import Beside
    from ..strings.doubts import TranslatedString
    from ..tables import StringDecision

CLEARED = {Doubt.STALE, Doubt.MACHINE, Doubt.MEMORY, Doubt.UNSURE, Doubt.OTHER_YEAR}
LINE = 55  # letters


@dataclass
class Shown:
    """One string on the screen, with what was typed and why it was not saved."""

    string: TranslatedString
    place: str
    preview_url: str
    languages: tuple[str, str]
    terms: list[Term]
    history: list[StringDecision]
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
