"""What stands beside a number in English: units, scales and qualifiers."""

from ..units import Qualifier, Scale, Unit
from .measures import Measures

ENGLISH = Measures(
    units={
        r"percentage points?|per cent points?|%[ -]points?|percent points?|pp|p\.p\.|ppts?": (
            Unit.PERCENTAGE_POINTS,
            None,
        ),
        r"per ?mille": (Unit.PER_MILLE, None),
        r"per cent|percent|pct\.?|p\.c\.": (Unit.PERCENT, None),
        r"thousand": (None, Scale.THOUSAND),
        r"millions?|mn|mln|mill\.?": (None, Scale.MILLION),
        r"billions?|bn|bln": (None, Scale.BILLION),
        r"(?:swedish )?(?:kronor|krona|kronas?|crowns)": (Unit.SEK, None),
        r"norwegian (?:kroner|krone|crowns)": (Unit.NOK, None),
        r"danish (?:kroner|krone|crowns)": (Unit.DKK, None),
        r"euros?": (Unit.EUR, None),
        r"(?:british )?pounds?(?: sterling)?(?! of)": (Unit.GBP, None),
        r"(?:us |american )?dollars?": (Unit.USD, None),
        r"years?['’]?": (Unit.YEARS, None),
        r"months?['’]?": (Unit.MONTHS, None),
        r"days?['’]?": (Unit.DAYS, None),
        r"hours?['’]?|hrs?\.?|h": (Unit.HOURS, None),
        r"minutes?['’]?|mins?\.?": (Unit.MINUTES, None),
        r"kg|kilos?|kilogram(?:me)?s?": (Unit.KILOGRAMS, None),
        r"tonnes?": (Unit.TONNES, None),
        r"kwh|kilowatt[ -]hours?": (Unit.KWH, None),
        r"mwh|megawatt[ -]hours?": (Unit.MWH, None),
    },
    attached={
        r"k": (None, Scale.THOUSAND),
        r"m": (None, Scale.MILLION),
        r"mn": (None, Scale.MILLION),
        r"bn": (None, Scale.BILLION),
        r"b": (None, Scale.BILLION),
    },
    qualifiers={
        (
            r"(?:just |well |slightly |a little |far |considerably |comfortably )?(?:(?<!turned )(?<!handed )(?<!took )(?<!left )(?<!carried )(?<!turning )(?<!presided )(?<!watched )(?<!watches )over|more than|higher than|above|exceeding|exceeded|exceeds|in excess of|upwards of|greater than|beyond)|"
            r">"
        ): Qualifier.OVER,
        r"at least|(?:no|not) (?:fewer|less) than|a minimum of|minimum|≥": Qualifier.AT_LEAST,
        (
            r"nearly|almost|close to|approaching|not quite|nigh on|getting on for|"
            r"the best part of|"
            r"(?:just|slightly|a little|a shade) (?:under|below|less than|fewer than|short of)"
        ): Qualifier.NEARLY,
        (
            r"about|around|approximately|approx\.?|roughly|some|circa|ca\.?|c\.|an estimated|"
            r"estimated|in the region of|in the order of|something like|~|≈"
        ): Qualifier.ABOUT,
        r"under|fewer than|less than|lower than|below|<": Qualifier.UNDER,
        (
            r"up to|at most|(?:no|not) more than|a maximum of|maximum|max\.?|as many as up to|"
            r"≤"
        ): Qualifier.AT_MOST,
    },
    qualifiers_behind={
        r"\+(?!\d)": Qualifier.OVER,
        r"or more\b": Qualifier.AT_LEAST,
        r"or (?:fewer|less)\b": Qualifier.AT_MOST,
        r"or so\b": Qualifier.ABOUT,
    },
    fillers=(r"a total of|as many as|a further|another|an extra|the|the equivalent of|our|all"),
    part_of=(
        r"of(?: (?:the|our|all|these|those|a total of|all the|its|their))?|"
        r"out of(?: (?:the|our|every|all|a total of))?|in(?: every)?"
    ),
)
