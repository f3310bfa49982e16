"""What stands beside a number in German: units, scales and qualifiers."""

from ..units import Qualifier, Scale, Unit
from .measures import Measures

GERMAN = Measures(
    units={
        r"prozentpunkte?n?|%-punkte?n?": (Unit.PERCENTAGE_POINTS, None),
        r"promille": (Unit.PER_MILLE, None),
        r"prozent|v\. ?h\.": (Unit.PERCENT, None),
        r"tausend|tsd\.?": (None, Scale.THOUSAND),
        r"million(?:en)?|mio\.?|mill\.": (None, Scale.MILLION),
        r"milliarden?|mrd\.?": (None, Scale.BILLION),
        r"euros?": (Unit.EUR, None),
        r"(?:schwedische |schwedischen )?kronen": (Unit.SEK, None),
        r"norwegischen? kronen": (Unit.NOK, None),
        r"dänischen? kronen": (Unit.DKK, None),
        r"(?:britische )?pfund": (Unit.GBP, None),
        r"(?:us-)?dollar": (Unit.USD, None),
        r"jahre?n?s?": (Unit.YEARS, None),
        r"monate?n?s?": (Unit.MONTHS, None),
        r"tage?n?s?": (Unit.DAYS, None),
        r"stunden?|std\.?|h": (Unit.HOURS, None),
        r"minuten?|min\.?": (Unit.MINUTES, None),
        r"kg|kilo(?:gramm)?": (Unit.KILOGRAMS, None),
        r"tonnen?": (Unit.TONNES, None),
        r"kwh|kilowattstunden?": (Unit.KWH, None),
        r"mwh|megawattstunden?": (Unit.MWH, None),
    },
    attached={r"k": (None, Scale.THOUSAND)},
    qualifiers={
        r"(?:weit |deutlich |etwas |leicht |knapp )?über|mehr als|größer als|gut|>": Qualifier.OVER,
        r"mindestens|wenigstens|nicht weniger als|≥": Qualifier.AT_LEAST,
        r"fast|knapp|nahezu|beinahe|annähernd|(?:knapp|etwas) unter": Qualifier.NEARLY,
        r"rund|etwa|circa|zirka|ca\.?|ungefähr|schätzungsweise|um die|~|≈": Qualifier.ABOUT,
        r"unter|weniger als|<": Qualifier.UNDER,
        r"höchstens|maximal|max\.?|bis zu|nicht mehr als|≤": Qualifier.AT_MOST,
    },
    qualifiers_behind={
        r"\+(?!\d)": Qualifier.OVER,
        r"(?:und|oder) mehr\b": Qualifier.AT_LEAST,
        r"oder weniger\b": Qualifier.AT_MOST,
    },
    fillers=r"insgesamt|die|den|der|weiteren?|unseren?|allen?|genau|jeweils",
    part_of=r"von(?: (?:den|insgesamt|allen|unseren|diesen))?|der(?: insgesamt)?|aus",
)
