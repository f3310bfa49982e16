"""Whose words a quotation is: told by marks, a dash, a verb such as "said", or the line below it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

MARKS = '“”"»«„'
_ENDINGS = tuple(".!?…")
_ENDS = r"[.!?…]"
_MARKED = rf"[{MARKS}](?P<marked>[^{MARKS}]+)[{MARKS}]"
# Of all languages: a document is read before anybody knows which it is in.
_SAYS = (
    r"(?:säger|sade|sa|berättar|menar|förklarar|konstaterar|tycker|skriver|sier|siger|forteller|fortæller|"
    r"mener|forklarer|sanoo|sanoi|kertoo|sagt|sagte|erklärt|erklärte|berichtet|betont|schreibt|"
    r"says|said|explains|adds|added|writes|wrote)"
)
_DASH = r"[–—-]{1,2}"
_SHORT = r"\b(?:[Dd]r|[Pp]rof|Mrs?|Ms|St|f\.d|[A-ZÅÄÖÆØÜ])\."
_BY = rf"(?P<by>(?:{_SHORT}|[^.!?…]){{2,160}}+)"
_SPOKEN = re.compile(
    rf"(?:{_MARKED},?|{_DASH} (?P<spoken>.{{10,}}?)(?:,|(?<=[?!…]))) (?P<verb>{_SAYS}|so) {_BY}"
    rf"(?:\. (?:{_DASH} )?(?P<rest>.+)|\.)?"
)
_SPEAKER = r"(?P<by>[A-ZÅÄÖÆØÜ][^.!?…:]{1,160}?)"
_TOLD_BEHIND = re.compile(rf"{_MARKED},? {_SPEAKER},? (?P<verb>{_SAYS})\.?")
_TOLD_BEFORE = re.compile(rf"{_SPEAKER},? (?P<verb>{_SAYS}) ?: ?{_MARKED}")
_SAID_BELOW = re.compile(rf"(?P<verb>{_SAYS}) {_BY}\.")
_SIGNED = re.compile(rf"{_MARKED} ?(?:{_DASH} ?|(?<={_ENDS}[{MARKS}]) ){_BY}")
_DASHED = re.compile(rf"(?P<words>.+{_ENDS}[{MARKS}]?) {_DASH} {_BY}")
_WHOLE = re.compile(rf"{_MARKED}[.,]?")
_NAME_AND_ROLE = re.compile(r"(?P<name>[^,–—(]+?)\s*(?:[,–—(]\s*(?P<role>.*?)\)?)?")
_PRONOUN = re.compile(
    r"(?:han|hon|hen|de|vi|jag|he|she|they|I|we|er|sie|wir|hun|jeg|hän|me)\b", re.IGNORECASE
)
MOST_WORDS = 12
LONGEST = 120  # characters of a line that says who said something
_LONGEST_SPEECH = 1200


@dataclass(frozen=True, slots=True)
class Quotation:
    """What somebody said. `verb` is the word between this and the name, which a page has no place for."""

    words: str
    name: str = ""
    role: str = ""
    verb: str = ""


def byline(line: str) -> tuple[str, str] | None:
    """The name and the role of a line that says whose the words above it are; None for another line."""
    dashed = re.match(r"[–—-][–—\s-]*", line)
    by = line[dashed.end() :] if dashed else line
    if len(by) > LONGEST or len(by.split()) > MOST_WORDS or not re.match(r"\w", by):
        return None
    # A sentence that begins with a dash is speech, too.
    if re.search(rf"{_ENDS}$|[:;\n]|[.!?] [A-ZÅÄÖÆØÜ]|\b{_SAYS}\b", re.sub(_SHORT, "", by)):
        return None
    return _split(by) if dashed or by[0].isupper() else None


def quotation_in(text: str) -> Quotation | None:
    """The quotation that a paragraph is from its beginning to its end, with whose it is."""
    if len(text) > _LONGEST_SPEECH:
        return None
    text = " ".join(text.split())
    for pattern in (_SPOKEN, _TOLD_BEHIND, _TOLD_BEFORE):
        if told := pattern.fullmatch(text):
            found = told.groupdict()
            if _PRONOUN.match(found["by"]):
                return None
            words = (found["marked"] or found["spoken"]).rstrip(",")
            if rest := found.get("rest"):
                end = "" if words.endswith(_ENDINGS) else "."
                words = f"{words}{end} {rest.strip(MARKS)}"
            return Quotation(words, *_split(found["by"]), found["verb"])
    signed = _SIGNED.fullmatch(text)
    by = signed and byline(f"– {signed['by']}")
    return Quotation(signed["marked"], *by) if signed and by else None


def quotation_of(lines: Sequence[str]) -> Quotation:
    """What a quotation says, with whose it is where its end or its last line tells."""
    text = " ".join(lines)
    if within := quotation_in(text):
        return within
    if len(lines) > 1:
        above = " ".join(lines[:-1])
        if said := _SAID_BELOW.fullmatch(lines[-1]):
            return Quotation(above, *_split(said["by"]), said["verb"])
        if by := byline(lines[-1]):
            return Quotation(above, *by)
    dashed = _DASHED.fullmatch(text) if len(text) <= _LONGEST_SPEECH else None
    by = dashed and byline(f"– {dashed['by']}")
    return Quotation(dashed["words"], *by) if dashed and by else Quotation(text)


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does, within quotation marks or without."""
    return text.rstrip(f"{MARKS}’') ").endswith(_ENDINGS)


def is_quoted(text: str) -> bool:
    """Whether a paragraph stands between quotation marks and says something, and is no title."""
    text = text.strip()
    marked = _WHOLE.fullmatch(text) if len(text) <= _LONGEST_SPEECH else None
    # “It helped,” goes on with who said it.
    return marked is not None and (ends_sentence(marked["marked"]) or "," in text[-2:])


def is_said_below(line: str) -> bool:
    """Whether a line tells who said what stands above it: "said Åsa Ek."."""
    return len(line) <= LONGEST and _SAID_BELOW.fullmatch(line.strip()) is not None


def _split(by: str) -> tuple[str, str]:
    found = _NAME_AND_ROLE.fullmatch(by.strip())
    return (found["name"].strip(), (found["role"] or "").rstrip(".")) if found else (by.strip(), "")
