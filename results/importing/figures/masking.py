"""Numbers that are no figures: dates, laws and telephone numbers, years and parts of names."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING

from ...quantities import Qualifier, Unit

if TYPE_CHECKING:
    from .languages import Vocabulary
    from .measuring import Measured

# Stands for a character that was taken away; belongs to no word and no number.
HOLE = "\x00"
# What a measure or a currency makes a figure all the same: "section 3 %" is never meant.
_MEASURED = (
    r"(?! ?(?:%|procent|per cent|percent|kr\b|kronor|£|€|\$|"
    r"[\d ,.]*\d ?(?:%|procent|per cent|percent|kr\b|kronor)))"
)
_SOURCES = (
    # No words and no numbers that people write, and long to search.
    r"\w{80,}|(?:\d ?){60,}",
    # Fractions and powers.
    r"\d+ ?[½⅓⅔¼¾⅛⅜⅝⅞]|\b10[⁰¹²³⁴-⁹]+",
    # Addresses of the web, of mail, hashtags and handles.
    r"https?://\S+|www\.\S+|[^\s@]+@[^\s@]+\.\w+",
    r"\b[\w.-]+\.(?:se|org|com|net|nu|eu|uk|fi|no|dk|info|gov|edu)\b(?:/\S*)?",
    r"[#@]\w+",
    # Numbers with a colon, other than the price "250:-" : laws, clock times, scales, ordinals.
    r"\b\d:\d{1,3}(?: \d{3})+\b",
    r"\d+(?:/\d+)?:(?!-)\w+(?::\w+)?(?:[.,]\d+)?",
    r"§§ ?\d+(?: ?[a-z]\b)?(?:(?:, | och | og | and | und | ?[-–] ?)\d+(?: ?[a-z]\b)?)*",
    r"§ ?\d+[a-z]?(?: ?[-–] ?\d+)?",
    # The numbers of cases: "19/01234-2".
    r"\b\d{2}/\d{4,}(?:-\d+)?\b",
    # Dates.
    r"\b(?:19|20)\d{2}-\d{2}(?:-\d{2})?\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\b\d{4}/\d{2,4}\b|\b\d{1,3}/\d{1,3}\b",
    r"\b(?:19|20)\d{2} ?[–-] ?(?:(?:19|20)\d{2}|\d{2})\b",
    r"\b\d{1,2}\.\d{2} ?[–-] ?\d{1,2}\.\d{2}\b",
    r"\b\w+(?:/\w+){2,}\b",
    r"\b[^\W\d_]+\d+ \d+\b(?! [a-zåäö])",
    # Telephone numbers.
    r"(?<![\w+])(?:\+|00)\d[\d ()/–-]{6,}\d",
    r"(?<![\w.,])(?<!\d )\(?0\d{1,5}\)?[ /–-]{1,3}\d[\d /–-]{3,}\d",
    # Groups of two digits among others are those of a number that leads to somebody.
    r"\b\d{2,4} (?:\d{2,3} )*\d{2} (?:\d{2,3} )*\d{2,3}\b|\b\d{2,4} (?:\d{2,3} )+\d{2}\b",
    r"(?<![\d.,:] )(?<![\w.,:+-])0\d{3,}\b",
    # Of them those that are the same in all of Europe, such as that of a children's helpline.
    r"\b116 ?[01]\d\d\b",
    # The numbers of a register.
    r"\b\d+(?:-\d+){2,}\b",
    # The numbers of clauses within a paragraph.
    r"(?-i:(?<=[.!?;] )\d{1,2}\.\d{1,2} (?=[A-ZÅÄÖ]))",
    # A title between quotation marks.
    r"(?-i:(?<=[\"“”»])\d+ (?=[A-ZÅÄÖ]))",
    # Versions.
    r"\bv\d+(?:\.\d+)*|\b(?!\d{1,3}(?:\.\d{3})+(?!\.?\d))\d+\.\d+\.\d+(?:\.\d+)*\b",
    # Sizes of files, places along a line, the time in four digits.
    r"\b\d+(?:[.,]\d+)? ?[kMG]B\b",
    r"\bkm \d+(?:[.,]\d+)?\b",
    r"\b[0-2]\d[0-5]\d (?:hrs|hours|UTC|GMT)\b",
    # Years at school: "F–6".
    r"(?-i:\b[A-Z])[–-]\d\b",
    # Measures, and the age behind a name.
    r"\b\d+ ?[x×] ?\d+\b",
    r"(?-i:\b[A-ZÅÄÖ][a-zåäöé]+), \d{1,2}(?: år)?(?=[.,;:](?:\s|$)|$)",
    # Ordinals.
    r"\b\d[\d,]*(?:st|nd|rd|th)\b",
    # What a rate is of: "3.6 per 1,000 births".
    r"\b(?:per|pro|je|for every|för varje|for hver) 1(?:0{0,2}[ .,\u00a0\u202f]?000|00)\b(?![.,]?\d| ?%)",
    # A unit without its number, and the name of a publication.
    r"[£€$] ?['’]?000s?\b(?!,)",
    r"(?:\b(?:i|in) |\()1[ .,\u00a0\u202f]?000 (?:(?:kr|kroner|kronor|euroa?|sek|nok|dkk)\b|€)",
    r"\b10\.\d{4,}/\S+",
)
_ANYWHERE = [re.compile(source, re.IGNORECASE) for source in _SOURCES]
_ACRONYM = re.compile(
    r"\b(?!(?:SEK|EUR|GBP|USD|NOK|DKK|CA|KR|MAX|MIN|MSEK|TSEK|KSEK)\b)(?:[B-HJ-ZÄ]|[A-ZÅÄÖ]{2,6})[ -]\d+(?:\.\d+)?(?![\d ]*\d)(?:[ -]\d+)*"
    rf"(?![.,]?\d){_MEASURED}(?! ?(?:million|miljon|miljard|billion|tusen|thousand|[kmb]n?\b))(?! [a-zåäö]{{3,}})"
)
_WITHIN = re.compile(r"\d[.,]$")
_SERIES = re.compile(
    r"(?P<word>[^\W\d_]{4,}) \d{1,3}[a-z]?(?:(?:, | och | and | to | till | & |–|-)\d{1,3}[a-z]?)+\b(?! ?[%\d£€$])(?![.,]\d)(?P<next> [^\W\d_]+)?"
)
# What is a year without more; a number before these is one only where nothing else is meant.
FIRST_YEAR, LAST_YEAR = 1800, 2100
LARGEST_IN_A_NAME = 999
LARGEST_WITH_A_NOUN = 200
LARGEST_AT_THE_END = 20
SHORTEST_IDENTIFIER = 7
# As far as the words around a number are looked at.
REACH = 80
CLOSING_QUOTES = '”"’»'
_DETERMINED = re.compile(r"\b(?:the|our|an?) $", re.IGNORECASE)
_WORD_BEFORE = re.compile(r"([^\W\d_][\w’'-]*)[ ]*$")
_WORD_BEHIND = re.compile(r"[ ]+([^\W\d_][\w’'-]*)")
_UNIT_BEHIND = re.compile(r" (?:[kMGT]?Wh?|MB|GB|TB|[kcm]?m[²³2]?|kg|ha|t)\b")
_PREDICATE_BEHIND = re.compile(r", (?:was|is|were|are|has|had|which|who|som|är|var|har)\b")
_SENTENCE_STARTS = re.compile(r"(?:^|[.!?:;•\n\"”“(–—-])\s*$")


def mask(text: str, vocabulary: Vocabulary) -> str:
    """The text of the same length, with holes where a number is surely no figure."""
    for pattern in (*_ANYWHERE, *vocabulary.exclusions.compiled, _ACRONYM):
        text = pattern.sub(_hidden, text)
    return text


def _hidden(match: re.Match[str]) -> str:
    # What begins within "4.8" is a part of a number.
    is_part = match[0][:1].isdigit() and _WITHIN.search(match.string[: match.start()][-2:])
    return match[0] if is_part else HOLE * len(match[0])


def mask_named_series(text: str, vocabulary: Vocabulary) -> str:
    """The text with holes for numbers that a noun before them names: "gates 1, 2 and 4"."""

    def hide(match: re.Match[str]) -> str:
        word, following = match["word"].lower(), (match["next"] or "").strip()
        counts_something = following.islower() and following not in vocabulary.words.function_words
        if (
            counts_something
            or word in vocabulary.words.function_words
            or not vocabulary.words.is_noun(word)
        ):
            return match[0]
        end = len(match[0]) - len(match["next"] or "")
        return match["word"] + HOLE * (end - len(match["word"])) + (match["next"] or "")

    return _SERIES.sub(hide, text)


def is_year(text: str, found: Measured, vocabulary: Vocabulary) -> bool:
    """Whether four digits are a year, and not as many people."""
    body = found.number.body
    if not (len(body) == 4 and body.isdigit() and int(body) <= LAST_YEAR):
        return False
    if int(body) < FIRST_YEAR:
        return _is_long_ago(text, found, vocabulary)
    if found.has_measure:
        # "2016 års": of the year 2016.
        return found.unit is Unit.YEARS
    behind = text[found.end : found.end + REACH]
    counts = vocabulary.words.counted_behind.match(behind) is not None
    if found.has_qualifier and found.qualifier is not Qualifier.UNDER:
        word = _WORD_BEHIND.match(behind)
        return not counts and (word is None or word[1].lower() in vocabulary.words.function_words)
    before = _WORD_BEFORE.search(text[max(0, found.start - REACH) : found.start])
    return not counts or before is None or before[1].lower() in vocabulary.words.before_years


def _is_long_ago(text: str, found: Measured, vocabulary: Vocabulary) -> bool:
    """Whether a number says when: "a Bible from 1620;"."""
    before = text[max(0, found.start - REACH) : found.start]
    behind = text[found.end : found.end + 2]
    says_when = vocabulary.roles.undated.search(before) is not None and not found.has_measure
    return says_when and not found.has_qualifier and re.match(r"[;.,)](?!\d)|$", behind) is not None


def is_in_name(text: str, found: Measured, vocabulary: Vocabulary) -> bool:
    """Whether a number belongs to the word before it: "Studio 3", "sporthall 3", "riktlinjer 2.1"."""
    if found.has_measure or found.has_qualifier or found.unit is not Unit.NUMBER:
        return False
    before = text[max(0, found.start - REACH) : found.start]
    behind = text[found.end : found.end + REACH]
    word = _WORD_BEFORE.search(before)
    if not before.endswith(" "):
        return False
    if behind[:1] and behind[0] in CLOSING_QUOTES:
        return True
    if word is None:
        return False
    follower = _follower(behind, vocabulary)
    if word[1][0].isupper() and not vocabulary.words.capital_nouns:
        return _names_thing(before[: word.start()], word[1], found, follower, vocabulary)
    number, noun = found.number, word[1].lower()
    if not number.value:
        return vocabulary.words.is_noun(noun)
    if follower is Follower.COUNTED:
        return False
    if "." in number.body and vocabulary.words.decimal_sign == ",":
        return number.value < LARGEST_IN_A_NAME
    is_small = number.body.isdigit() and abs(number.value) <= LARGEST_IN_A_NAME
    return is_small and vocabulary.words.is_noun_of_one(noun)


class Follower(Enum):
    """What stands behind a number."""

    NOTHING = "the end, or a mark"
    LINK = "a verb, a name, or a word without a meaning of its own"
    COUNTED = "what is counted"


def _follower(behind: str, vocabulary: Vocabulary) -> Follower:
    if _UNIT_BEHIND.match(behind):
        return Follower.COUNTED
    word = _WORD_BEHIND.match(behind)
    if word is None:
        return Follower.LINK if _PREDICATE_BEHIND.match(behind) else Follower.NOTHING
    lower = word[1].lower()
    is_link = lower in vocabulary.words.function_words or vocabulary.words.is_verb(lower)
    is_name = word[1][0].isupper() and not vocabulary.words.capital_nouns
    return Follower.LINK if is_link or is_name else Follower.COUNTED


def _names_thing(
    before: str, name: str, found: Measured, follower: Follower, vocabulary: Vocabulary
) -> bool:
    """Whether a number belongs to a capitalised word. `before` is what stands before that word."""
    number = found.number
    if _SENTENCE_STARTS.search(before):
        # "Tåg 107 mot Vrå"; but "Utlån 107" alone in a line is a label with its figure.
        return (
            follower is Follower.LINK
            and number.body.isdigit()
            and abs(number.value) <= LARGEST_IN_A_NAME
            and vocabulary.words.is_noun_of_one(name.lower())
        )
    if follower is Follower.COUNTED:
        is_small = abs(number.value) <= LARGEST_WITH_A_NOUN
        return is_small and _DETERMINED.search(before) is not None
    if not number.body.isdigit() or name.isupper():
        return True
    # "Göteborg 120, Malmö 80" are figures.
    largest = LARGEST_IN_A_NAME if follower is Follower.LINK else LARGEST_AT_THE_END
    return abs(number.value) <= largest


def is_identifier(text: str, found: Measured, vocabulary: Vocabulary) -> bool:
    """Whether so many digits without a space are the number of a register."""
    if found.has_measure or found.has_qualifier or len(found.number.body) < SHORTEST_IDENTIFIER:
        return False
    return found.number.body.isdigit() and (
        vocabulary.words.counted_behind.match(text[found.end : found.end + REACH]) is None
    )


def is_part_of_something(text: str, found: Measured) -> bool:
    """Whether the number touches what was taken away, or a letter that is no unit."""
    behind = text[found.number.end : found.number.end + 1]
    if found.end == found.number.end and (behind.isalpha() or behind == HOLE):
        return True
    before = text[found.number.start - 1 : found.number.start]
    return before == HOLE


def is_no_figure(text: str, found: Measured, vocabulary: Vocabulary) -> bool:
    """Whether a number is a year, a name, the number of a register or a piece of a word."""
    return (
        is_part_of_something(text, found)
        or is_year(text, found, vocabulary)
        or is_identifier(text, found, vocabulary)
        or is_in_name(text, found, vocabulary)
    )
