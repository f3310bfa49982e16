"""Check translations against the glossary."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from ..proofs import Fault

if TYPE_CHECKING:
    from .term import Term

# Shorter words have too many others that begin like them.
INFLECTED = 5
_TAGS = re.compile(r"<[^>]*>")


def term_faults(terms: Iterable[Term], source: str, translation: str) -> list[Fault]:
    """Return what is wrong with a translation according to these entries of the glossary.

    A term is found in any case and with an ending of up to three letters; a kept name must be
    repeated exactly. Texts without the term have no faults.
    """
    source, translation = _TAGS.sub("", source), _TAGS.sub("", translation)
    faults = []
    for term in terms:
        if not _is_in(term.term, source):
            continue
        if term.keep:
            if term.term not in translation:
                faults.append(Fault("term_kept", term.term, reason=term.reason))
            continue
        allowed = term.allowed
        if allowed and not any(_is_in(word, translation) for word in allowed):
            faults.append(Fault("term_missing", term.term, " / ".join(allowed), term.reason))
        used = next((word for word in term.ruled_out if _is_in(word, translation)), "")
        if used:
            faults.append(Fault("term_forbidden", term.term, used, term.reason))
    return faults


def _is_in(words: str, text: str) -> bool:
    return _pattern(words).search(text) is not None


@lru_cache(maxsize=2048)
def _pattern(words: str) -> re.Pattern[str]:
    ending = r"\w{0,3}" if len(words) >= INFLECTED and words[-1].isalpha() else ""
    spaced = r"\s+".join(re.escape(word) for word in words.split())
    return re.compile(rf"(?<!\w){spaced}{ending}(?!\w)", re.IGNORECASE)
