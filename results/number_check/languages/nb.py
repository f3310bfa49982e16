"""Norwegian (bokmål)."""

from fractions import Fraction

from . import LanguageData

DATA = LanguageData(
    num2words="no",
    numbers={
        "dusin": 12, "ett": 1, "en": 1, "tyve": 20, "tredve": 30, "syv": 7, "sju": 7, "snes": 20,
        "hundretusen": 100000, "halvannen": Fraction(3, 2), "halvannet": Fraction(3, 2),
    },
    scales={
        "hundre(?:de)?": 100, "tusen(?:de)?|k": 1000, "million(?:er|en)?|mill": 10**6,
        "milliard(?:er|en)?|mrd": 10**9, "billion(?:er)?": 10**12,
    },
    units={
        "prosent(?:en)?": "percent", "promille": "permille",
        "prosentpoeng(?:et|ene)?|prosentenhet\\w*": "points",
        "svenske kroner": "SEK", "norske kroner": "NOK", "kroner|kronen?|kr": "crown",
        "danske kroner": "DKK",
        "euro": "EUR", "(?:amerikanske )?dollar": "USD", "pund": "GBP",
        "gang(?:er|en)?|doble": "times",
        "sekund(?:er|et|ene)?": "second", "minutt(?:er|et|ene|ers)?": "minute",
        "time(?:r|n|ne|s|rs)?": "hour",
        "dag(?:er|en|ene|s|ers)?|døgn(?:et|s)?": "day", "uke(?:r|n|ne|rs|s)?": "week",
        "måned(?:er|en|ene|ers|s)?": "month",
        "kvartal(?:et|er|ene)?": "quarter",
        "år(?:et|ene|s|ig|ige|ing|inger|ingen|ingene)?|åring\\w*": "year",
        "tiår(?:et|ene)?": "decade", "århundre\\w*": "century",
        "millimeter": "millimetre", "centimeter": "centimetre", "meter": "metre",
        "kilometer": "kilometre", "mil": "mil",
        "kvadratmeter": "squaremetre", "kvadratkilometer": "squarekilometre", "gram": "gram",
        "kubikk?meter": "cubicmetre",
        "kilo(?:gram)?": "kilogram", "tonn": "tonne", "desiliter": "decilitre",
        "centiliter": "centilitre", "liter": "litre", "hektar": "hectare", "grader": "degree",
        "basispunkt\\w*": "basispoint", "nautiske mil|sjømil": "nauticalmile", "fot": "foot",
        "dekar": "decare", "mål": "decare", "kilowatt": "kilowatt", "megawatt": "megawatt",
        "milligram": "milligram",
    },
    parts={
        "halvparten|halve|halv|halvt|halvdel\\w*": Fraction(1, 2),
        "tredjedel\\w*|tredel\\w*": Fraction(1, 3),
        "fjerdedel\\w*|firedel\\w*|kvart": Fraction(1, 4),
        "femtedel\\w*|femdel\\w*": Fraction(1, 5),
        "sjettedel\\w*|seksdel\\w*": Fraction(1, 6),
        "sju?(?:ende)?del\\w*|syvendedel\\w*|sjudel\\w*": Fraction(1, 7),
        "åttendedel\\w*|åttedel\\w*": Fraction(1, 8), "niendedel\\w*|nidel\\w*": Fraction(1, 9),
        "tiendedel\\w*|tidel\\w*": Fraction(1, 10), "tjuendedel\\w*|tjuedel\\w*": Fraction(1, 20),
        "hundredel\\w*": Fraction(1, 100), "tusendel\\w*": Fraction(1, 1000),
    },
    multiples={
        "(?:for)?dobl\\w*|dobbel\\w*|dobbelt\\w*": Fraction(2),
        "(?:tre|tri)dobl\\w*|trippel\\w*|tripl\\w*": Fraction(3), "firedobl\\w*": Fraction(4),
        "femdobl\\w*": Fraction(5), "tidobl\\w*": Fraction(10), "halver\\w*": Fraction(1, 2),
    },
    weak={
        "en|et|ett|ei|éin|eneste|ene|enkelt\\w*": 1, "begge": 2, "par(?:et)?": 2,
        "ingen|intet|gratis|kostnadsfri\\w*|null": 0, "første": 1, "andre|annen|annet": 2,
        "tredje": 3,
        "hundrevis": 100, "tusenvis": 1000, "dusinvis": 12, "titalls|titall": 10,
        "hundretalls|hundretall": 100, "tusentalls|titusener|titusenvis": 10000, "tvilling\\w*": 2,
    },
    compounds=(
        "grad\\w*|sid\\w*|sifr\\w*|person\\w*|manns\\w*|roms\\w*|trinn\\w*|delt\\w*|delig\\w*|"
        "språklig\\w*|stjerner\\w*|etasjes\\w*|barns\\w*|talls?\\w*|tall"
    ),
    ordinal="\\.",
    every="hver|hvert",
    every_other="annenhver|annethvert|hver annen|hvert annet|hver andre|hvert andre",
    of="av(?: de)?|på",
    clock="kl|klokken|klokka",
    decade="-?tall(?:et|s)?|-?åra|-?årene",
    century="århundre\\w*",
    half="halv",
    past="over",
    to="på",
    quarter="kvart",
    last="siste",
    joined_by="og",
    minus="minus",
    morning="om morgenen|fm|formiddag\\w*",
    evening="om ettermiddagen|em|kveld\\w*",
    times={"midnatt": 0},
    phrases=(
        "i første omgang", "i første rekke", "først og fremst", "for det første", "for det andre",
        "på den ene siden", "på den andre siden", "blant annet", "blant andre", "med andre ord",
        "en av", "ett av", "et av", "nok en gang", "en gang til", "med én gang", "de andre",
        "alle andre",
    ),
)  # fmt: skip
