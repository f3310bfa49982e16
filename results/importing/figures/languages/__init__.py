"""What each language knows of numbers: its words from the file of its code, made into patterns by grammar.toml.

The next language, or another word, needs these files alone.
"""

import re
import tomllib
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from ....number_check.languages import language_of as counted_in
from ....number_check.languages import lexicon_of
from ....quantities import Unit
from ....quantities.languages import LANGUAGES as MEASURES

KNOWN = ("sv", "en", "nb", "da", "de", "fi")
_ALIASES = {"nn": "nb", "no": "nb"}
_NEVER = "(?!)"
# Numbers that a noun names go on: "sections 3, 4 and 7".
_JOINED = (
    r"(?:(?: ?[–-] ?|, | och | og | and | und | ja | or | eller | oder | to | till | til | bis | & )"
    r"\d+(?:\.\d+)*[a-z]?\b(?! ?(?:%|\d)| at\b| i\b))*"
)
LEAST_IN_WORDS, MOST_IN_WORDS = 2, 12


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text("utf-8"))


GRAMMAR = _read("grammar")


def _words_of(code: str) -> dict[str, Any]:
    """The words of a language; one that is `like` another adds its own to those."""
    own = _read(code)
    base = _words_of(own.pop("like")) if "like" in own else {}
    lists = {
        name: f"{_joined(words, ' ')} {base.get('lists', {}).get(name, '')}"
        for name, words in own.pop("lists", {}).items()
    }
    compounds = base.get("compounds", {}) | own.pop("compounds", {})
    said = {
        name: _joined([_joined(words, "|"), *_rows(base.get(name))], "|")
        for name, words in own.items()
    }
    return base | said | {"lists": base.get("lists", {}) | lists, "compounds": compounds}


def _rows(words: str | None) -> list[str]:
    return [words] if words else []


def _joined(words: str | list[str], by: str) -> str:
    return words if isinstance(words, str) else by.join(words)


class Language:
    """The words of a language and their patterns; `measures` is what stands beside its numbers."""

    def __init__(self, code: str) -> None:
        words = _words_of(code)
        self.measures = MEASURES[code]
        self.decimal_sign = counted_in(code).decimal
        self.numbers = {
            word: int(number)
            for number, forms in lexicon_of(code)["cardinals"].items()
            if number.isdecimal() and LEAST_IN_WORDS <= int(number) <= MOST_IN_WORDS
            for word in forms.split()
        }
        self._compounds = {
            Unit(unit): re.compile(rf" (?:{noun})\b", re.IGNORECASE)
            for unit, noun in words.pop("compounds").items()
        }
        self._lists = {name: frozenset(each.split()) for name, each in words.pop("lists").items()}
        self._words = {**words, "numbers": "|".join(self.numbers), "joined": _JOINED}
        self._patterns: dict[str, re.Pattern[str]] = {}

    def pattern(self, name: str) -> re.Pattern[str]:
        """A pattern of the grammar with the words of the language; the rows of a table are one."""
        if name not in self._patterns:
            rows = GRAMMAR.get(name, {})
            source = "|".join(rows.values()) if rows else GRAMMAR["patterns"][name]
            if name == "hidden_by_words":
                source = f"{source}|{self._words['hidden']}"
            filled = re.sub(r"\{([a-z_]+)\}", lambda hole: self._words.get(hole[1], _NEVER), source)
            self._patterns[name] = re.compile(filled, re.IGNORECASE)
        return self._patterns[name]

    def says(self, name: str, text: str) -> bool:
        """Whether the pattern is somewhere in a text."""
        return self.pattern(name).search(text) is not None

    def begins(self, name: str, text: str) -> bool:
        """Whether a text begins with the pattern."""
        return self.pattern(name).match(text) is not None

    def is_all(self, name: str, text: str) -> bool:
        """Whether the pattern is the whole of a text."""
        return self.pattern(name).fullmatch(text) is not None

    def without(self, name: str, text: str, other: str = "") -> str:
        """The text with something else in place of the pattern."""
        return self.pattern(name).sub(other, text)

    def words(self, name: str) -> frozenset[str]:
        """A list of words in lower case."""
        return self._lists.get(name, frozenset())

    @cached_property
    def tails(self) -> frozenset[str]:
        """The words that none ends with that is whole."""
        return self.words("links") | self.words("articles")

    @cached_property
    def inside(self) -> frozenset[str]:
        """The words that end the name of what is counted: all small words but "and"."""
        return (self.words("function_words") | self.tails) - frozenset(
            self._words["ands"].split("|")
        )

    def unit_in_word(self, text: str, position: int) -> Unit | None:
        """The unit that the next word has in it."""
        units = (unit for unit, noun in self._compounds.items() if noun.match(text, position))
        return next(units, None)

    def is_verb(self, word: str) -> bool:
        """Whether a word is a verb, and no noun that looks like one: "boende"."""
        return self.is_all("verb", word)


def code_of(locale: str) -> str:
    """The language of a locale, "sv" of "sv-FI"."""
    base = locale.replace("_", "-").partition("-")[0].lower()
    return _ALIASES.get(base, base)


@cache
def _known(code: str) -> Language:
    return Language(code)


def vocabulary_of(locale: str) -> Language:
    """The words of the language, else of English."""
    code = code_of(locale)
    return _known(code if code in KNOWN else "en")
