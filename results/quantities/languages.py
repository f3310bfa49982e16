"""What stands beside a number in each language: units, scales and qualifiers, as words.toml has them."""

import tomllib
from importlib.resources import files
from typing import Any

from ..number_check.languages import lexicon_of
from ..number_check.quantity import CURRENCIES, SHARED
from .measuring import SHARED_MEASURES, WHOLE_WORD, Measures, UnitAndScale, Words
from .units import Qualifier, Scale, Unit

_WORDS: dict[str, Any] = tomllib.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))
_LEXICON = {str(unit): unit for unit in Unit} | {
    name: Unit(unit) for name, unit in _WORDS.pop("lexicon").items()
}


def _measures(code: str) -> Measures:
    own = _WORDS[code]
    base = _WORDS[own.get("like", code)]
    words, units = base | own, base["units"] | own["units"]
    # Signs and codes are in `SHARED_MEASURES`.
    shared = [(name, each) for each, name in SHARED if name not in {*CURRENCIES, "percent"}]
    names = _LEXICON.keys() - set(words.get("named_again", "").split())
    lexicon = {
        each: (_LEXICON[name], None)
        for name, each in [*shared, *lexicon_of(code)["units"].items()]
        if name in names
    }
    own_units = {each: _measure(name, words["crown"]) for name, each in units.items()}
    qualifiers, behind = (
        {each: Qualifier(name) for name, each in words[kind].items()}
        for kind in ("qualifiers", "qualifiers_behind")
    )
    before = rf"(?:^|(?<=[\s(–—\"”“:/\x00]))(?:%s)\s*(?:(?:{words['fillers']})\s+)?$"
    return Measures(
        units=Words(lexicon | own_units | SHARED_MEASURES, WHOLE_WORD),
        attached=Words(
            {each: _measure(name) for name, each in words["attached"].items()}, WHOLE_WORD
        ),
        qualifiers=Words(qualifiers, before),
        qualifiers_behind=Words(behind, r"\s*(?:%s)"),
        part_of=words["part_of"],
        crown=Unit(words["crown"]),
    )


def _measure(name: str, crown: str = "") -> UnitAndScale:
    """The unit and scale of a name: "crown thousand", "SEK", "million"."""
    words = name.replace("crown", crown).split()
    unit = next((Unit(each) for each in words if each in Unit), None)
    return unit, next((Scale(each) for each in words if each in Scale), None)


LANGUAGES = {code: _measures(code) for code in _WORDS}
LANGUAGES |= dict.fromkeys(("nn", "no"), LANGUAGES["nb"])
# Their words are read on pages of any language; "timer" is a length of time in Norwegian alone.
EVERYWHERE = ("sv", "en")
