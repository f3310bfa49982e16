"""Lines that belong to what stands above them: captions of pictures, speakers of quotations."""

import re
from dataclasses import replace

from ..document import Paragraph, Part, Picture, Quote, text_of
from .plan import MAX_CAPTION
from .rich import one_line

_CAPTION = re.compile(
    r"(?:foto|photo|photograph|bild|fotograf|photographer)\s?:|photo by\b|©", re.I
)
_CREDIT = re.compile(r"\b(?:foto|photo|photograph|fotograf|photographer)\s?:|\bphoto by\b|©", re.I)
_BY = re.compile(
    r"\s*[–—-][\s–—-]*(?P<name>[^,–—(]+?)(?:\s*[,–—(]\s*(?P<role>.*?)\)?)?\s*", re.DOTALL
)
_NAMED = re.compile(
    r"(?:[–—-][\s–—-]*)?(?P<name>[A-ZÅÄÖÆØÉÜ][\w.'’-]*(?: (?:[A-ZÅÄÖÆØÉÜ][\w.'’-]*|von|af|de|van|la)){1,4}|"
    r"[A-ZÅÄÖÆØÉÜ][\w'’-]+(?=, \d)), (?P<role>[^.!?]+)\.?"
)
# A sentence that begins with a dash is speech, too.
_SAYS = re.compile(r"[.!?…]$|\b(?:säger|sade|sa|berättar|says?|said|tells?)\b", re.IGNORECASE)
_QUOTED = re.compile(r"[“”\"»«].+[“”\"«»]", re.DOTALL)
MOST_WORDS = 8  # of a name, or of what somebody is called instead
LONGEST = 120  # characters of a line that says who said something


def speaker(line: str) -> re.Match[str] | None:
    """The `name` and the `role` (or None) of who said the words above a line; None for another line."""
    if len(line) > LONGEST:
        return None
    by = _BY.fullmatch(line)
    if by is not None and not _SAYS.search(line) and len(by["name"].split()) <= MOST_WORDS:
        return by
    return _NAMED.fullmatch(line)


def caption_and_credit(text: str) -> tuple[str, str]:
    """The words below a picture: what they say of it, and whose it is."""
    credit = _CREDIT.search(text)
    if credit is None:
        return text, ""
    return text[: credit.start()].rstrip(" (–—|,[-"), text[credit.start() :].rstrip(" )]")


def with_belongings(parts: list[Part]) -> list[Part]:
    """The parts, with each caption and each speaker in the part that it belongs to."""
    done: list[Part] = []
    for part in parts:
        joined = _joined(done[-1], part) if done and isinstance(part, Paragraph) else None
        if joined is None:
            done.append(part)
        else:
            done[-1] = joined
    return done


def _joined(above: Part, line: Paragraph) -> Part | None:
    text = text_of(line.runs).strip()
    match above:
        case Picture() if _CAPTION.match(text) and len(text) <= MAX_CAPTION:
            return replace(above, caption=one_line(f"{above.caption} {text}"))
        case Quote() if speaker(text) and not speaker(text_of(above.paragraphs[-1])):
            return replace(above, paragraphs=(*above.paragraphs, line.runs))
        case Paragraph() if speaker(text) and _QUOTED.fullmatch(text_of(above.runs).strip()):
            return Quote((above.runs, line.runs), page=above.page)
    return None
