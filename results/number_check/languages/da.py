"""Danish."""

from dataclasses import replace
from fractions import Fraction

from . import LanguageData
from .nb import DATA as NORWEGIAN

DATA: LanguageData = replace(
    NORWEGIAN,
    num2words="da",
    numbers={
        "dusin": 12, "et": 1, "en": 1, "snes": 20, "hundredetusind": 100000,
        "halvanden": Fraction(3, 2), "halvandet": Fraction(3, 2),
    },
    scales={
        "hundrede?": 100, "tusinde?|t": 1000, "million(?:er|en)?|mio": 10**6,
        "milliard(?:er|en)?|mia": 10**9, "billion(?:er)?": 10**12,
    },
    units={
        **NORWEGIAN.units,
        "procent(?:en)?": "percent", "procentpoint\\w*": "points",
        "minut(?:ter|tet|ten|s)?": "minute", "uge(?:r|n|rne|rs)?": "week", "gang(?:e|en)?": "times",
        "time(?:r|n|rne|s|rs)?": "hour", "døgn(?:et|s)?|dag(?:e|en|ene|s)?": "day",
        "årti(?:er|et)?": "decade", "århundred\\w*": "century", "ton": "tonne",
        "år(?:et|ene|s|ig|ige|ing|inge|ingen|ingerne)?|årig\\w*": "year",
    },
    parts={
        **NORWEGIAN.parts,
        "halvdelen|halvdel|halve|halv|halvt": Fraction(1, 2), "tredjedel\\w*": Fraction(1, 3),
        "fjerdedel\\w*|kvart": Fraction(1, 4), "femtedel\\w*": Fraction(1, 5),
        "sjettedel\\w*": Fraction(1, 6), "tiendedel\\w*": Fraction(1, 10),
    },
    multiples={
        "(?:for)?dobl\\w*|dobbelt\\w*": Fraction(2), "tredobl\\w*": Fraction(3),
        "firedobl\\w*": Fraction(4), "femdobl\\w*": Fraction(5), "tidobl\\w*": Fraction(10),
        "halver\\w*": Fraction(1, 2),
    },
    weak={
        **NORWEGIAN.weak, "anden|andet|andre": 2, "hundredvis": 100, "tusindvis": 1000, "første": 1,
        "nul": 0,
    },
    every="hver|hvert",
    every_other="hver anden|hvert andet|hveranden",
    past="over",
    to="i",
    clock="kl|klokken",
    last="sidste",
    paragraph="\\d{1,9}, stk\\. \\d{1,9}",
    decade="'?erne|-?tallet|-?tallets",
    century="århundred\\w*",
    phrases=(
        "i første omgang", "først og fremst", "for det første", "for det andet", "på den ene side",
        "på den anden side", "blandt andet", "blandt andre", "med andre ord", "en af", "et af",
        "de andre", "alle andre",
    ),
)  # fmt: skip
