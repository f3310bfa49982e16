"""One thing in which a translation says something else than its source."""

from __future__ import annotations

from dataclasses import dataclass

from .messages import message_of


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, for programs and for people.

    `code` is one of the codes of `messages`. `source` and `translation` are the words of the two
    texts that it is about; what a text does not have is "". `reason` is why it matters, in the
    words of whoever keeps the glossary.
    """

    code: str
    source: str = ""
    translation: str = ""
    reason: str = ""

    @property
    def message(self) -> str:
        """The fault as a sentence in the active language, with the reason."""
        message = message_of(self.code, self.source, self.translation)
        return f"{message} {self.reason}".rstrip()
