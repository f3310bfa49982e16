"""What stands beside a number in Swedish: units, scales and qualifiers."""

from ..units import Qualifier, Scale, Unit
from .measures import Measures

SWEDISH = Measures(
    units={
        r"procentenhet(?:er(?:na)?)?": (Unit.PERCENTAGE_POINTS, None),
        r"%-?enhet(?:er)?": (Unit.PERCENTAGE_POINTS, None),
        r"p\.?e\.?(?=[\s,.;)]|$)": (Unit.PERCENTAGE_POINTS, None),
        r"promille": (Unit.PER_MILLE, None),
        r"procents?|per cent|percent|proc\.": (Unit.PERCENT, None),
        r"t(?:usen)? ?kr|kkr|tusen(?:tals?)? kr(?:onor)?": (Unit.SEK, Scale.THOUSAND),
        r"mn? ?kr|mnkr|milj\.? ?kr|miljonkronor": (Unit.SEK, Scale.MILLION),
        r"md(?:r)? ?kr": (Unit.SEK, Scale.BILLION),
        r"tusen": (None, Scale.THOUSAND),
        r"miljon(?:er)?|milj\.?|mn|mln": (None, Scale.MILLION),
        r"miljard(?:er)?|mdr|md": (None, Scale.BILLION),
        r"(?:svenska )?kronor(?:na|s)?|kr\.?": (Unit.SEK, None),
        r"norska kronor": (Unit.NOK, None),
        r"danska kronor": (Unit.DKK, None),
        r"euro": (Unit.EUR, None),
        r"(?:brittiska |engelska )?pund(?: sterling)?": (Unit.GBP, None),
        r"(?:us-|amerikanska )?dollar": (Unit.USD, None),
        r"års?": (Unit.YEARS, None),
        r"månad(?:er(?:na|s)?)?|mån\.?": (Unit.MONTHS, None),
        r"dag(?:ar(?:na|s)?)?|dygn": (Unit.DAYS, None),
        r"timm(?:e|ar(?:na|s)?)|tim\.?|h": (Unit.HOURS, None),
        r"minut(?:er(?:na)?)?|min\.?": (Unit.MINUTES, None),
        r"kg|kilo(?:gram)?": (Unit.KILOGRAMS, None),
        r"ton": (Unit.TONNES, None),
        r"kwh|kilowattimm(?:e|ar)": (Unit.KWH, None),
        r"mwh|megawattimm(?:e|ar)": (Unit.MWH, None),
    },
    attached={
        r"k": (None, Scale.THOUSAND),
        r"mn": (None, Scale.MILLION),
    },
    qualifiers={
        r"(?:strax |precis |långt |en bit |klart )?(?<!yttrat oss )(?<!yttrade oss )(?<!yttrat sig )(?<!förfogar )(?<!förfogade )(?<!råder )(?<!rådde )(?<!vakar )över": Qualifier.OVER,
        r"(?:betydligt |något |lite |långt )?(?:mer|fler|mera|flera|högre|större) än": Qualifier.OVER,
        r"drygt|dryga|gott och väl|översteg|överstiger|överskred": Qualifier.OVER,
        r"minst|åtminstone|lägst|(?:inte|ej) (?:mindre|färre) än|≥": Qualifier.AT_LEAST,
        r"närmare|nära|nästan|knappt|knappa|inemot|upp ?emot|bortåt|strax under": Qualifier.NEARLY,
        (
            r"cirka|ca\.?|c:a|omkring|omkr\.|ungefär|ung\.|uppskattningsvis|runt|kring|"
            r"runt om|i runda tal|~|≈"
        ): Qualifier.ABOUT,
        r"under|(?:färre|mindre) än|lägre än|understeg|<": Qualifier.UNDER,
        r"högst|maximalt|max\.?|som mest(?: [^\W\d]+)?|upp till|(?:inte|ej) (?:mer|fler) än|≤": Qualifier.AT_MOST,
        r">": Qualifier.OVER,
    },
    qualifiers_behind={
        r"\+(?!\d)": Qualifier.OVER,
        r"(?:stycken |st )?eller (?:fler|mer|flera)\b": Qualifier.AT_LEAST,
        r"eller (?:färre|mindre)\b": Qualifier.AT_MOST,
    },
    fillers=(r"hela|totalt|sammanlagt|så många som|ytterligare|motsvarande|hos"),
    part_of=(
        r"av(?: (?:de|totalt|sammanlagt|alla|våra|samtliga|dessa|det|alla de|de totalt|[^\W\d]+ts))?|"
        r"utav|på"
    ),
)
