"""German."""

from fractions import Fraction

from . import LanguageData

DATA = LanguageData(
    num2words="de",
    numbers={
        "dutzend": 12, "hunderttausend": 100000, "tausend": 1000, "hundert": 100, "zwo": 2,
        "anderthalb": Fraction(3, 2), "eineinhalb": Fraction(3, 2), "zweieinhalb": Fraction(5, 2),
    },
    scales={
        "hundert": 100, "tausend|tsd": 1000, "million(?:en)?|mio|mill": 10**6,
        "milliarden?|mrd": 10**9, "billionen?": 10**12,
    },
    units={
        "prozent(?:s|ig\\w*)?": "percent", "promille": "permille", "prozentpunkt\\w*": "points",
        "kronen?|kr": "crown", "schwedische[rn]? kronen?": "SEK", "norwegische[rn]? kronen?": "NOK",
        "dänische[rn]? kronen?": "DKK",
        "euros?": "EUR", "(?:us-)?dollars?": "USD", "pfund": "GBP", "(?:schweizer )?franken": "CHF",
        "mal|male|fach\\w*": "times",
        "sekunden?": "second", "minuten?|minütig\\w*": "minute", "stunden?|stündig\\w*": "hour",
        "tage?n?|tägig\\w*|tages": "day", "wochen?|wöchig\\w*": "week",
        "monate?n?s?|monatig\\w*": "month",
        "quartale?n?s?": "quarter", "jahre?n?s?|jährige?\\w*|jähriges": "year",
        "jahrzehnte?n?s?": "decade", "jahrhunderte?n?s?": "century",
        "millimetern?": "millimetre", "zentimetern?": "centimetre", "metern?": "metre",
        "kilometern?": "kilometre", "meilen?": "mile",
        "quadratmetern?": "squaremetre", "quadratkilometern?": "squarekilometre", "gramm": "gram",
        "kubikmetern?": "cubicmetre",
        "kilo(?:gramm)?": "kilogram", "tonnen?": "tonne", "litern?": "litre", "hektar": "hectare",
        "grad": "degree", "basispunkte?n?": "basispoint", "seemeilen?": "nauticalmile",
        "fuß": "foot", "kilowatt": "kilowatt", "megawatt": "megawatt", "milligramm": "milligram",
        "kilowattstunden?": "kilowatthour", "megawattstunden?": "megawatthour",
    },
    parts={
        "hälfte|halb(?:e[nrsm]?)?": Fraction(1, 2), "drittel[ns]?": Fraction(1, 3),
        "viertel[ns]?": Fraction(1, 4), "fünftel[ns]?": Fraction(1, 5),
        "sechstel[ns]?": Fraction(1, 6), "siebtel[ns]?": Fraction(1, 7),
        "achtel[ns]?": Fraction(1, 8), "neuntel[ns]?": Fraction(1, 9),
        "zehntel[ns]?": Fraction(1, 10), "zwanzigstel[ns]?": Fraction(1, 20),
        "hundertstel[ns]?": Fraction(1, 100), "tausendstel[ns]?": Fraction(1, 1000),
    },
    multiples={
        "(?:ver)?doppel\\w*|doppelte?\\w*|zweifach\\w*": Fraction(2),
        "(?:ver)?dreifach\\w*": Fraction(3), "(?:ver)?vierfach\\w*": Fraction(4),
        "(?:ver)?fünffach\\w*": Fraction(5), "(?:ver)?zehnfach\\w*": Fraction(10),
        "halbier\\w*": Fraction(1, 2),
    },
    weak={
        "ein|eine[nrsm]?|eins|einzig\\w*|einmal": 1, "beide[nrsm]?": 2, "paar": 2,
        "kein\\w*|null|kostenlos\\w*|gratis|kostenfrei\\w*": 0,
        "erste[nrsm]?|erst|erstmals": 1, "zweite[nrsm]?": 2, "dritte[nrsm]?": 3, "dutzende[n]?": 12,
        "hunderte[nr]?": 100, "tausende[nr]?": 1000, "zehntausende[nr]?": 10000, "andere[nrsm]?": 2,
    },
    compounds=(
        "grad\\w*|seit\\w*|stell\\w*|köpfig\\w*|teil\\w*|stufig\\w*|sterne?\\w*|punkt\\w*|"
        "sprachig\\w*|zimmer\\w*|personen\\w*|stöckig\\w*"
    ),
    ordinal="\\.",
    every="jede[nrsm]?",
    every_other="jede[nrsm]? zweite[nrsm]?",
    of="von(?: den)?|aus|der",
    clock="uhrzeit",
    clock_after="uhr",
    paragraph="\\d{1,9} abs(?:atz|\\.) \\d{1,9}",
    decade="er(?:-?jahre[n]?)?",
    century="jahrhundert\\w*",
    half="halb",
    past="nach",
    to="vor",
    quarter="viertel",
    last="letzten?",
    joined_by="und",
    endings="n|r|s|m",
    minus="minus",
    morning="morgens|vormittags|früh",
    evening="nachmittags|abends",
    times={"mitternacht": 0},
    phrases=(
        "in erster linie", "zum ersten mal", "auf einmal", "noch einmal", "nicht einmal",
        "unter anderem", "unter anderen", "zum einen", "zum anderen", "ein anderer", "einer der",
        "eine der", "eines der",
    ),
)  # fmt: skip
