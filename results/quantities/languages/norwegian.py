"""What stands beside a number in Norwegian and Danish: units, scales and qualifiers."""

from dataclasses import replace

from ..units import Qualifier, Scale, Unit
from .measures import Measures

NORWEGIAN = Measures(
    units={
        r"(?:prosent|procent)(?:poeng|point|enheter)": (Unit.PERCENTAGE_POINTS, None),
        r"promille": (Unit.PER_MILLE, None),
        r"pro[sc]ent": (Unit.PERCENT, None),
        r"t(?:usen)? ?kr|tkr|kkr": (Unit.NOK, Scale.THOUSAND),
        r"mill?\.? ?kr\.?|mnok": (Unit.NOK, Scale.MILLION),
        r"m(?:rd|ia)\.? ?kr\.?": (Unit.NOK, Scale.BILLION),
        r"tusen|tusind": (None, Scale.THOUSAND),
        r"milli?on(?:er)?|mill?\.|mill(?= kr)|mio\.?": (None, Scale.MILLION),
        r"milliard(?:er)?|mrd\.?|mia\.?": (None, Scale.BILLION),
        r"(?:norske )?kroner?|kr\.?": (Unit.NOK, None),
        r"svenske kroner": (Unit.SEK, None),
        r"danske kroner": (Unit.DKK, None),
        r"euro": (Unit.EUR, None),
        r"(?:britiske )?pund": (Unit.GBP, None),
        r"(?:amerikanske )?dollars?": (Unit.USD, None),
        r"års?": (Unit.YEARS, None),
        r"måned(?:er(?:s|ne)?|s)?|mnd\.?|mdr\.": (Unit.MONTHS, None),
        r"dag(?:er?|e|ers|es)?|døgn|dgr?\.": (Unit.DAYS, None),
        r"timer?s?": (Unit.HOURS, None),
        r"minutt?er|min\.?": (Unit.MINUTES, None),
        r"kg|kilo(?:gram)?": (Unit.KILOGRAMS, None),
        r"tonn?": (Unit.TONNES, None),
        r"kwh|kilowatt-?timer": (Unit.KWH, None),
        r"mwh|megawatt-?timer": (Unit.MWH, None),
    },
    attached={r"k": (None, Scale.THOUSAND)},
    qualifiers={
        r"(?:godt |like |litt |lidt |langt |klart )?over|(?:mer|mere|fler|flere|høyere|højere) e(?:nn|nd)|>": Qualifier.OVER,
        r"drøyt|drøye|drygt|godt|oversteg": Qualifier.OVER,
        r"minst|mindst|i det minste|ikke (?:færre|mindre) e(?:nn|nd)|≥": Qualifier.AT_LEAST,
        (
            r"nesten|næsten|nærmere|knapt|knap|knappe|snaut|snaue|opp ?mot|op imod|bortimot|"
            r"henimod|i underkant av|(?:like|lige|litt|lidt) under"
        ): Qualifier.NEARLY,
        (
            r"cirka|ca\.?|omtrent|omkring|rundt|rundt regnet|om lag|anslagsvis|ungefær|"
            r"i størrelsesorden(?:en)?|~|≈"
        ): Qualifier.ABOUT,
        r"under|(?:færre|mindre|lavere) e(?:nn|nd)|<": Qualifier.UNDER,
        (
            r"h[øö](?:yst|jst)|maksimalt|maks\.?|inntil|indtil|opptil|op til|"
            r"ikke (?:mer|mere|flere) e(?:nn|nd)|≤"
        ): Qualifier.AT_MOST,
    },
    qualifiers_behind={
        r"\+(?!\d)": Qualifier.OVER,
        r"eller (?:flere|mere?)\b": Qualifier.AT_LEAST,
        r"eller (?:færre|mindre)\b": Qualifier.AT_MOST,
    },
    fillers=r"hele|totalt|til sammen|tilsammen|i alt|så mange som|ytterligere|yderligere|tilsvarende",
    part_of=r"a[vf](?: (?:de|totalt|til sammen|alle|våre|vores|samtlige|disse|i alt))?|på",
    crown=Unit.NOK,
)

# Kroner are those of the country.
DANISH = replace(
    NORWEGIAN,
    crown=Unit.DKK,
    units={
        pattern: (Unit.DKK if unit is Unit.NOK and "norske" not in pattern else unit, scale)
        for pattern, (unit, scale) in NORWEGIAN.units.items()
        if pattern != r"(?:norske )?kroner?|kr\.?"
    }
    | {r"(?:danske )?kroner?|kr\.?": (Unit.DKK, None), r"norske kroner": (Unit.NOK, None)},
)
