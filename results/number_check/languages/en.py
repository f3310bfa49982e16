"""English."""

from fractions import Fraction

from .data import LanguageData

DATA = LanguageData(
    num2words="en",
    numbers={"dozen": 12},
    ordinals={"hundredth": 100, "thousandth": 1000},
    scales={
        "hundred(?:th)?": 100, "thousand(?:th)?|k": 1000, "million(?:th)?|mn|mln|m": 10**6,
        "billion(?:th)?|bn|bln": 10**9, "trillion(?:s)?|tn": 10**12,
    },
    units={
        "per ?cent|percent|pct|percentage": "percent", "per ?mille": "permille",
        "percentage points?|per cent points?|pp|ppts?": "points",
        "kronor|krona|kronas|kroner|krone|crowns|kr": "crown", "swedish (?:kronor|krona|crowns)": "SEK", "norwegian (?:kroner|krone|crowns)": "NOK", "danish (?:kroner|krone|crowns)": "DKK",
        "euros?": "EUR", "(?:us )?dollars?": "USD", "pounds?": "GBP", "francs?": "CHF",
        "times|fold": "times",
        "seconds?|secs?": "second", "minutes?|mins?": "minute", "hours?|hrs?|hourly": "hour",
        "days?|nights?|daily": "day", "weeks?|weekly": "week", "fortnights?|fortnightly": "fortnight",
        "months?|monthly": "month", "quarters?": "quarter", "years?|yearly|annual|yr": "year",
        "decades?": "decade", "centur(?:y|ies)": "century",
        "millimetres?|millimeters?": "millimetre", "centimetres?|centimeters?": "centimetre", "metres?|meters?": "metre",
        "kilometres?|kilometers?": "kilometre", "miles?": "mile",
        "square met(?:re|er)s?": "squaremetre", "square kilomet(?:re|er)s?": "squarekilometre", "grams?|grammes?": "gram", "kilos?|kilograms?|kilogrammes?": "kilogram", "tonnes?|tons?": "tonne",
        "litres?|liters?": "litre", "hectares?": "hectare", "degrees?": "degree", "basis points?": "basispoint", "feet|foot": "foot", "inch(?:es)?": "inch", "yards?": "yard", "nautical miles?": "nauticalmile", "acres?": "acre", "square miles?": "squaremile", "degrees fahrenheit": "fahrenheit", "kilowatts?": "kilowatt", "megawatts?": "megawatt", "milligram(?:me)?s?": "milligram",
    },
    parts={
        "half|halves": Fraction(1, 2), "thirds?": Fraction(1, 3), "quarters?|fourths?": Fraction(1, 4), "fifths?": Fraction(1, 5),
        "sixths?": Fraction(1, 6), "sevenths?": Fraction(1, 7), "eighths?": Fraction(1, 8), "ninths?": Fraction(1, 9),
        "tenths?": Fraction(1, 10), "twentieths?": Fraction(1, 20), "hundredths?": Fraction(1, 100), "thousandths?": Fraction(1, 1000),
    },
    multiples={
        "doubl(?:e|es|ed|ing)|twofold|twice": Fraction(2), "trebl(?:e|ed|ing|es)|tripl(?:e|ed|ing|es)|threefold|thrice": Fraction(3),
        "quadrupl(?:e|ed|ing|es)|fourfold": Fraction(4), "quintupl(?:e|ed|ing|es)|fivefold": Fraction(5), "tenfold": Fraction(10), "halv(?:e|ed|es|ing)": Fraction(1, 2),
    },
    weak={
        "a|an": 1, "one|ones|once|single|sole": 1, "both": 2, "pair|pairs|couple|two-way|twins?|double": 2, "either|neither": 2, "no|none|free|nothing|zero|nobody|without": 0,
        "first|firstly": 1, "second|secondly": 2, "third|thirdly": 3, "hundreds": 100, "thousands": 1000, "millions": 10**6, "billions": 10**9, "dozens": 12, "tens": 10, "another": 1, "each": 1,
    },
    compounds="fold|some|point\\w*|page\\w*|star\\w*|part\\w*|storey\\w*|sided",
    ordinal="st|nd|rd|th",
    every="every|each",
    every_other="every other|every second",
    of="of(?: the)?|in|out of",
    clock="at",
    decade="'?s|’s",
    decades={"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80, "nineties": 90},
    century="centur(?:y|ies)",
    half="half",
    half_before=False,
    past="past",
    to="to",
    quarter="quarter",
    joined_by="and",
    minus="minus|negative",
    morning="am|a\\.m|in the morning",
    evening="pm|p\\.m|in the (?:evening|afternoon)|at night",
    times={"noon|midday": 720, "midnight": 0},
    phrases=(
        "in the first place", "first of all", "at first", "one another", "one day", "on the one hand", "once again", "once more", "at once",
        "no longer", "no one", "at least", "second to none", "first and foremost", "no more than", "no less than", "no fewer than", "no later than", "or so",
        "in one go", "for once", "once and for all", "not only", "first aid", "second hand", "second world war", "first world war",
    ),
)  # fmt: skip
