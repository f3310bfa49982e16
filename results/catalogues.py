"""The plugin's own words: where it has no catalogue of a language, in English."""

import gettext
from pathlib import Path
from typing import Any

from .compat import FALLBACK

# The written Norwegian that there is a catalogue of.
_RELATED = {"no": "nb", "nn": "nb"}
_LOCALES = Path(__file__).parent / "locale"


class _English(gettext.NullTranslations):
    """The plugin's messages as they are in the code; all others come after it."""

    # Swedish has every message.
    messages: Any = vars(gettext.translation("django", _LOCALES, ["sv"]))["_catalog"]

    def gettext(self, message: str) -> str:
        return message if message in self.messages else super().gettext(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        is_ours = (msgid1, 0) in self.messages
        return (msgid1, msgid2)[n != 1] if is_ours else super().ngettext(msgid1, msgid2, n)


def connect() -> None:
    """Let no language fall back to LANGUAGE_CODE for the plugin's messages."""
    FALLBACK.apply(
        lambda plain: (
            lambda translation, localedirs=None: _fall_back(plain, translation, localedirs)
        )
    )


def _fall_back(plain: Any, translation: Any, localedirs: Any) -> None:
    if translation.domain == "django":
        own = translation.language().partition("-")[0]
        related = [_RELATED.get(own, own)]
        translation.add_fallback(gettext.translation("django", _LOCALES, related, fallback=True))
        translation.add_fallback(_English())
    plain(translation, localedirs)
