"""What stands beside a number in Finnish; its units and scales are those of the number check."""

from ...number_check.languages.fi import DATA
from ..units import Qualifier, Scale, Unit
from .measures import Measures

_UNITS = {
    "percent": Unit.PERCENT, "permille": Unit.PER_MILLE, "points": Unit.PERCENTAGE_POINTS,
    "crown": Unit.SEK, "SEK": Unit.SEK, "NOK": Unit.NOK, "DKK": Unit.DKK, "EUR": Unit.EUR,
    "USD": Unit.USD, "GBP": Unit.GBP,
    "year": Unit.YEARS, "month": Unit.MONTHS, "day": Unit.DAYS, "hour": Unit.HOURS,
    "minute": Unit.MINUTES,
    "kilogram": Unit.KILOGRAMS, "tonne": Unit.TONNES,
    "kilowatthour": Unit.KWH, "megawatthour": Unit.MWH,
}  # fmt: skip
_SCALES = {10**3: Scale.THOUSAND, 10**6: Scale.MILLION, 10**9: Scale.BILLION}

FINNISH = Measures(
    units={
        **{words: (_UNITS[unit], None) for words, unit in DATA.units.items() if unit in _UNITS},
        **{words: (None, _SCALES[size]) for words, size in DATA.scales.items() if size in _SCALES},
    },
    attached={r"k": (None, Scale.THOUSAND)},
    qualifiers={
        r"(?:reilusti |selvästi |hieman |vähän )?yli|enemmän kuin|runsa(?:as|at|an)|reilu[nt]?|>": Qualifier.OVER,
        r"vähintään|ainakin|≥": Qualifier.AT_LEAST,
        r"lähes|melkein|miltei|liki|vajaa[nt]?|(?:juuri|hieman|vähän) alle": Qualifier.NEARLY,
        r"noin|n\.|suunnilleen|arviolta|likimain|~|≈": Qualifier.ABOUT,
        r"alle|vähemmän kuin|<": Qualifier.UNDER,
        r"enintään|korkeintaan|enimmillään|≤": Qualifier.AT_MOST,
    },
    qualifiers_behind={
        r"\+(?!\d)": Qualifier.OVER,
        r"tai enemmän\b": Qualifier.AT_LEAST,
        r"tai vähemmän\b": Qualifier.AT_MOST,
    },
    fillers=r"yhteensä|kaikkiaan|jopa|peräti|kaikki|kaikista|toiset|tasan",
    # The whole is in a case of its own, without a word between.
    part_of=r"(?!)",
)
