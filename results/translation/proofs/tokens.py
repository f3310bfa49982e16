"""A text in the parts that numbers are made of."""

import re
import unicodedata
from dataclasses import dataclass

# All spaces of Unicode lie below.
_SPACES = {code: " " for code in range(0x3001) if unicodedata.category(chr(code)) == "Zs"}
_LOOKALIKES = _SPACES | {
    ord("\t"): " ",
    ord("\N{NON-BREAKING HYPHEN}"): "-",
    ord("\N{HYPHEN}"): "-",
    ord("\N{FIGURE DASH}"): "–",
    ord("\N{EM DASH}"): "–",
    ord("\N{HORIZONTAL BAR}"): "–",
    ord("\N{MINUS SIGN}"): "−",
    ord("’"): "'",
    ord("´"): "'",
}
# Marks that are not seen; a space in their place would part a number.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_NOON = re.compile(r"(?<![^\W_])([apAP])\. ?([mM])\.?(?![^\W_])")
_YEAR = r"(?:1[5-9]|20)\d\d"
_RAISED, _LOWERED, _VULGAR = "⁰¹²³⁴-⁹", "₀-₉", "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_LETTER = rf"[^\W\d_{_RAISED}{_LOWERED}{_VULGAR}]"
_TOKEN = re.compile(
    rf"""
    (?P<word>{_LETTER}+(?:'{_LETTER}+)?)
  | (?P<iso>{_YEAR}[-/.](?:0[1-9]|1[0-2])[-/.](?:0[1-9]|[12]\d|3[01]))(?!\d)
  | (?P<date>(?<![\d/.])(?:0?[1-9]|[12]\d|3[01])(?P<sep>[./-])(?:0?[1-9]|[12]\d|3[01])(?P=sep)(?:19|20)\d\d)(?!\d)
  | (?P<phone>(?<![\w.,:])(?:\+(?!\d{{1,3}}(?:\ \d{{3}})+(?!\ ?\d))|0(?!,))(?=(?:[ ()–/-]{{0,3}}\d){{6}})\d*(?:[ ()–/-]{{1,3}}\d+)*)(?![.:]\d)
  | (?P<time>(?<![\d:])(?:[01]?\d|2[0-4]):[0-5]\d)(?![\d:])
  | (?P<years>{_YEAR}[/–-]\d\d)(?![\d/]|-\d)
  | (?P<slash>\d{{1,4}}/\d{{1,4}})(?![\d/])
  | (?P<number>
        [1-9]\d{{0,2}}(?:\ \d{{3}})+(?:[.,]\d+)?(?!\d)
      | [1-9]\d{{0,2}}(?:,\d{{3}})+(?:\.\d+)?(?!\d)
      | [1-9]\d{{0,2}}(?:\.\d{{3}})+(?:,\d+)?(?!\d)
      | [1-9]\d{{0,2}}(?:'\d{{3}})+(?!\d)
      | \d+(?:\.\d+){{2,}}
      | (?:{_YEAR})(?=,{_YEAR}(?!\d))
      | \d+(?:[.,]\d+)?
    )
  | (?P<raised>[{_RAISED}]+)
  | (?P<lowered>[{_LOWERED}]+)
  | (?P<vulgar>[{_VULGAR}])
  | (?P<symbol>\S)
    """,
    re.VERBOSE,
)


@dataclass(slots=True)
class Token:
    """A part of a text: its kind is the name of its group in the pattern above."""

    kind: str
    text: str
    low: str
    start: int
    end: int
    is_spaced: bool  # whether something lies between it and the token before


def level(text: str) -> str:
    """The text with one character for each that looks like it, and without those that are not seen."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).translate(_LOOKALIKES)
        text = _UNSEEN.sub("", text)
    return _NOON.sub(r"\1\2 ", text) if _has_noon(text) else text


def _has_noon(text: str) -> bool:
    return "m." in text or "M." in text or ". m" in text


def tokens_of(text: str) -> list[Token]:
    """The tokens of a levelled text."""
    found = []
    end = -1
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        part = match[0]
        start, new_end = match.span()
        found.append(
            Token(
                "date" if kind == "sep" else kind, part, part.lower(), start, new_end, start != end
            )
        )
        end = new_end
    return found
