"""Swedish."""

from fractions import Fraction

from .data import LanguageData

# num2words has "förtio".
_ONES = ("ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio")

DATA = LanguageData(
    num2words="sv",
    numbers={
        "dussin": 12, "dussinet": 12, "tjog": 20, "en": 1, "ettusen": 1000, "hundratusen": 100000,
        "halvannan": Fraction(3, 2), "halvannat": Fraction(3, 2), "halvtannat": Fraction(3, 2),
        "tjugoen": 21, "trettioen": 31, "femtioen": 51, "fyrtio": 40,
        **{f"fyrtio{one}": number + 40 for number, one in enumerate(_ONES, 1)},
    },
    ordinals={"tjugonde": 20, "fyrtionde": 40, "förste": 1, "andre": 2},
    scales={
        "hundra(?:de)?": 100, "tusen(?:de)?": 1000,
        "miljon(?:er|en|erna|te)?|milj|mn|mnkr|mkr|miljonkronor": 10**6,
        "miljard(?:er|en|erna)?|md|mdr|mdkr|mdrkr": 10**9, "biljon(?:er)?": 10**12,
        "tkr|kkr": 1000,
    },
    units={
        "procent(?:s|en|ig|igt|iga)?|proc": "percent", "promille": "permille",
        "procentenhet(?:er|en|erna|ers)?|%-enhet(?:er)?": "points",
        "kr|kronor(?:na|s)?|krona(?:n)?|tkr|kkr|mkr|mnkr|mdkr|mdrkr|miljonkronor": "crown",
        "svenska kronor": "SEK", "norska kronor": "NOK", "danska kronor": "DKK",
        "euro": "EUR",
        "(?:us-)?dollar(?:s)?": "USD", "pund": "GBP", "gång(?:er|en|erna)?": "times",
        "sekund(?:er|erna|en|ers)?": "second", "minut(?:er|erna|en|ers)?": "minute",
        "tim(?:me|mar|marna|mars|men|mes)?": "hour",
        "dag(?:ar|arna|en|ars|s)?|dygn(?:et|s|en)?": "day",
        "veck(?:a|or|orna|ors|an|o)": "week", "månad(?:er|erna|en|ers|s)?|mån": "month",
        "kvartal(?:et|en)?": "quarter", "kvart(?:en)?": "quarterhour",
        "baspunkt\\w*|räntepunkt\\w*": "basispoint", "fot": "foot", "tum": "inch",
        "sjömil": "nauticalmile", "tunnland": "acre", "kilowatt": "kilowatt",
        "megawatt": "megawatt", "milligram": "milligram",
        "år(?:s|en|et|ig|iga|igt|ing|ingar|ingen|ingarna|ingars|åren)?|åring(?:ar|en|arna|ars)?": "year",
        "decenni(?:um|er|et|erna)|årtionden?(?:a|s)?": "decade",
        "sekl(?:er|et)|sekel|århundrade(?:t|n|na)?": "century",
        "millimeter": "millimetre", "centimeter": "centimetre", "meter": "metre",
        "kilometer": "kilometre", "mil": "mil",
        "kvadratmeter|kvm": "squaremetre", "kvadratkilometer": "squarekilometre",
        "kubikmeter": "cubicmetre", "knop": "knot", "gram": "gram",
        "hekto": "hectogram", "kilo(?:gram)?": "kilogram", "ton": "tonne",
        "deciliter": "decilitre", "centiliter": "centilitre", "liter": "litre", "hektar": "hectare",
        "grader": "degree",
        "engelska mil": "mile",
    },
    parts={
        "hälften|halva|halvan|halv|halvt": Fraction(1, 2),
        "tredjedel(?:en|ar|arna)?|tredjedels": Fraction(1, 3),
        "fjärdedel(?:en|ar|arna)?|kvarts": Fraction(1, 4),
        "femtedel(?:en|ar|arna)?": Fraction(1, 5),
        "sjättedel(?:en|ar|arna)?": Fraction(1, 6), "sjundedel(?:en|ar|arna)?": Fraction(1, 7),
        "åttondel(?:en|ar|arna)?|åttondedel(?:en|ar)?": Fraction(1, 8),
        "niondel(?:en|ar)?|niondedel(?:en|ar)?": Fraction(1, 9),
        "tiondel(?:en|ar|arna)?|tiondedel(?:en|ar)?": Fraction(1, 10),
        "tjugondel(?:en|ar)?": Fraction(1, 20), "hundradel(?:en|ar)?": Fraction(1, 100),
        "tusendel(?:en|ar)?": Fraction(1, 1000),
    },
    multiples={
        "(?:för)?dubbl(?:a|as|at|ats|ade|ades|ing|ingen|ar|ats)|dubbel(?:t|så)?|dubbla": Fraction(2),
        "tre(?:faldig|dubb)\\w*": Fraction(3), "fyr(?:faldig|dubb)\\w*": Fraction(4),
        "fem(?:faldig|dubb)\\w*": Fraction(5), "tio(?:faldig|dubb)\\w*": Fraction(10),
        "halver\\w*": Fraction(1, 2),
    },
    weak={
        "sex": 6, "miljontals|miljontal": 10**6, "miljardtals": 10**9, "en": 1, "ett": 1, "ena": 1,
        "ensam\\w*": 1, "båda": 2, "bägge": 2, "par(?:et)?": 2, "ing(?:en|a|et)": 0, "första": 1,
        "förste": 1, "gratis|kostnadsfri\\w*|noll": 0, "andra|andre": 2, "tredje": 3,
        "hundratals|hundratal(?:et)?": 100, "tusentals|tusental": 1000, "dussintals|dussintal": 12,
        "tiotals": 10, "tiotusentals|tusental": 10000, "tvilling\\w*": 2, "enda": 1,
        "singel\\w*": 1, "tvåa\\w*": 2, "etta\\w*": 1, "trea\\w*": 3, "veckoslut": 2,
    },
    compounds=(
        "grad\\w*|sid\\w*|siffr\\w*|manna\\w*|person\\w*|rum\\w*|steg\\w*|punkt\\w*|part\\w*|"
        "led\\w*|våning\\w*|stjärn\\w*|delad?e?|del\\w*|barns?\\w*|språkig\\w*|hjul\\w*|krona\\w*|"
        "kronor\\w*|kroners\\w*|tal\\w*|bäddars|platsers|dörrars"
    ),
    ordinal=":?[eaé]|:a|:e",
    every="var(?:je|t|annan)?|vart(?:annat)?",
    every_other="varannan|vartannat",
    of="av(?: de)?|utav|på",
    clock="kl|klockan",
    decade="-?tal(?:et|en|ets|s)?",
    century="århundrade\\w*|sekl\\w*|sekel\\w*",
    half="halv|halva|halvt",
    past="över",
    to="i",
    quarter="kvart",
    last="sista",
    joined_by="och",
    morning="fm|på (?:förmiddagen|morgonen)",
    evening="em|på (?:eftermiddagen|kvällen)|i kväll",
    times={"midnatt": 0},
    phrases=(
        "i första hand", "i andra hand", "för det första", "för det andra", "för det tredje",
        "å ena sidan",
        "å andra sidan", "på tu man hand", "en gång för alla", "med en gång", "på en gång",
        "med andra ord", "bland andra", "bland annat", "den andra sidan", "alla andra", "de andra",
        "någon annan",
    ),
)  # fmt: skip
