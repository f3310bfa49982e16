"""Lines that belong to what stands beside them: captions of pictures and tables, speakers of quotations."""

import re
from dataclasses import replace
from itertools import zip_longest

from ..document import Paragraph, Part, Picture, Quote, Table, text_of
from .plan import MAX_CAPTION, MAX_TEXT
from .rich import one_line

# "Table 1: Activity", "Figur 2."
_NUMBERED = re.compile(
    r"(?:tabell?e?|table|taulukko|figure?|fig\.|diagram|abbildung|abb\.|kuva|kuvio)\s?\d",
    re.IGNORECASE,
)
_BELOW_PICTURE = re.compile(
    rf"(?:foto|photo|photograph|bild|fotograf|photographer)\s?:|photo by\b|©|{_NUMBERED.pattern}",
    re.IGNORECASE,
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
MOST_WORDS_OF_TITLE = 12  # of a table
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
    for part, following in zip_longest(parts, parts[1:]):
        # A line between two tables names the second.
        leads = isinstance(following, Table)
        joined = _joined(done[-1], part, leads=leads) if done else None
        if joined is None:
            done.append(part)
        else:
            done[-1] = joined
    return done


def _joined(above: Part, below: Part, *, leads: bool) -> Part | None:
    """Both as one part, None where neither belongs to the other."""
    match above, below:
        case Paragraph(), Table(caption="") if _is_caption(above):
            return replace(below, caption=one_line(text_of(above.runs)))
        case Table(caption=""), Paragraph() if not leads and _NUMBERED.match(text := _line(below)):
            return replace(above, caption=text) if len(text) <= MAX_TEXT else None
        case _, Paragraph():
            return _joined_line(above, below)
    return None


def _joined_line(above: Part, line: Paragraph) -> Part | None:
    text = text_of(line.runs).strip()
    match above:
        case Picture() if len(text) <= MAX_CAPTION and _BELOW_PICTURE.match(text):
            return replace(above, caption=one_line(f"{above.caption} {text}"))
        case Quote() if speaker(text) and not speaker(text_of(above.paragraphs[-1])):
            return replace(above, paragraphs=(*above.paragraphs, line.runs))
        case Paragraph() if speaker(text) and _QUOTED.fullmatch(text_of(above.runs).strip()):
            return Quote((above.runs, line.runs), page=above.page)
    return None


def _is_caption(line: Paragraph) -> bool:
    """Whether a line above a table names it, and is no heading or the end of a text."""
    text = _line(line)
    is_title = not line.is_line and len(text.split()) <= MOST_WORDS_OF_TITLE
    is_named = _NUMBERED.match(text) or (is_title and not text.endswith((".", "!", "?", ":", ";")))
    return bool(is_named) and 0 < len(text) <= MAX_TEXT and not any(run.href for run in line.runs)


def _line(part: Paragraph) -> str:
    return one_line(text_of(part.runs))
