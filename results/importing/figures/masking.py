"""Makes what is a number but no figure invisible to the search: dates, laws, telephone numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .languages import Vocabulary

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
    r"§+ ?\d+[a-z]?(?: ?[-–] ?\d+)?",
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
    # The numbers of a register.
    r"\b\d+(?:-\d+){2,}\b",
    # The numbers of clauses within a paragraph.
    r"(?-i:(?<=[.!?;] )\d{1,2}\.\d{1,2} (?=[A-ZÅÄÖ]))",
    # A title between quotation marks.
    r"(?-i:(?<=[\"“”»])\d+ (?=[A-ZÅÄÖ]))",
    # Versions, and the numbers of notes.
    r"\bv\d+(?:\.\d+)*|\b\d+\.\d+\.\d+(?:\.\d+)*\b",
    r"\[\^?\w{1,3}\]",
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
    # A unit without its number, and the name of a publication.
    r"[£€$] ?['’]?000s?\b(?!,)",
    r"\b10\.\d{4,}/\S+",
)
_ANYWHERE = [re.compile(source, re.IGNORECASE) for source in _SOURCES]
_ACRONYM = re.compile(
    r"\b(?!(?:SEK|EUR|GBP|USD|NOK|DKK|CA|KR|MAX|MIN|MSEK|TSEK|KSEK)\b)(?:[B-HJ-ZÄ]|[A-ZÅÄÖ]{2,6})[ -]\d+(?:\.\d+)?(?![\d ]*\d)(?:[ -]\d+)*"
    rf"(?![.,]?\d){_MEASURED}(?! ?(?:million|miljon|miljard|billion|tusen|thousand|[kmb]n?\b))(?! [a-zåäö]{{3,}})"
)


def mask(text: str, vocabulary: Vocabulary) -> str:
    """The text of the same length, with holes where a number is surely no figure."""
    for pattern in (*_ANYWHERE, *vocabulary.exclusions.compiled, _ACRONYM):
        text = pattern.sub(_holes, text)
    return text


_SERIES = re.compile(
    r"(?P<word>[^\W\d_]{4,}) \d{1,3}[a-z]?(?:(?:, | och | and | to | till | & |–|-)\d{1,3}[a-z]?)+\b(?! ?[%\d£€$])(?![.,]\d)(?P<next> [^\W\d_]+)?"
)


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


def _holes(match: re.Match[str]) -> str:
    return HOLE * len(match[0])
