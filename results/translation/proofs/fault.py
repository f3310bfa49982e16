"""One thing in which a translation says something else than its source, and what to tell of it."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

_MISSING = _("%(source)s is missing in the translation.")
_ADDED = _("%(translation)s is not in the source text.")
_CHANGED = _("%(source)s has become %(translation)s in the translation.")
_PERHAPS = _("Perhaps: %(message)s")
_MESSAGES = {
    "term_missing": _("“%(source)s” is to be translated as “%(translation)s”."),
    "term_forbidden": _("“%(translation)s” is not to be used for “%(source)s”."),
    "term_kept": _("“%(source)s” is to be kept as it is."),
    "unit_changed": _("%(source)s has another unit in the translation: %(translation)s."),
    "link_count": _(
        "The number of links differs: %(source)s in the source text, %(translation)s in the translation."
    ),
    "link_mixed_up": _("The links of the translation are not those of the source text."),
    "markup": _(
        "The markup of the translation is broken or not that of the source text: %(translation)s."
    ),
}


def message_of(code: str, source: str, translation: str) -> str:
    """The sentence in the active language."""
    message = _MESSAGES.get(code)
    if message is None:
        message = _ADDED if not source else _MISSING if not translation else _CHANGED
    return str(message) % {"source": source, "translation": translation}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, for programs and for people.

    docs/reference/translation-checks.md lists the codes. `source` and `translation` are the words
    of the two texts that it is about; what a text does not have is "". `reason` is why it matters,
    in the words of whoever keeps the glossary. One that is not `certain` may be right after all.
    """

    code: str
    source: str = ""
    translation: str = ""
    reason: str = ""
    certain: bool = True

    @property
    def message(self) -> str:
        """The fault as a sentence in the active language, with the reason."""
        message = message_of(self.code, self.source, self.translation)
        if not self.certain:
            message = str(_PERHAPS) % {"message": message}
        return f"{message} {self.reason}".rstrip()
