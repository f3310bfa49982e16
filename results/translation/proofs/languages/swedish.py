"""The Swedish words that say something about numbers."""

import re
from fractions import Fraction

from ..places import CHAPTER, PARAGRAPH, PROVISION
from ..words import (
    SHARED,
    Group,
    Kind,
    Language,
    Word,
    each,
    number,
    ordinal,
    scale,
    unit,
    weak,
    word,
)
from .swedish_compounds import MONTHS, ORDINALS, TEENS, TENS, UNITS, read_compound

_PARTS = {
    "tredjedel": 3,
    "fjärdedel": 4,
    "femtedel": 5,
    "sjättedel": 6,
    "sjundedel": 7,
    "åttondel": 8,
    "åttondedel": 8,
    "niondel": 9,
    "niondedel": 9,
    "tiondel": 10,
    "tiondedel": 10,
    "hundradel": 100,
    "hundradedel": 100,
    "tusendel": 1000,
}
_SHORT_MONTHS = {"jan": 1, "feb": 2, "apr": 4, "aug": 8, "sep": 9, "sept": 9, "okt": 10} | {
    "nov": 11,
    "dec": 12,
}
_WEEKDAYS = "måndag tisdag onsdag torsdag fredag lördag söndag"
_GRADES = "trean fyran femman sexan sjuan åttan nian tian"
_HALF = Fraction(1, 2)


def _parts() -> dict[str, Word]:
    found: dict[str, Word] = {}
    for name, value in _PARTS.items():
        found |= each(f"{name} {name}en", word(Kind.PARTS, value))
        found |= each(f"{name}s {name}ar {name}arna", word(Kind.PARTS, value, is_plural=True))
    return found


def _days() -> dict[str, Word]:
    found: dict[str, Word] = {}
    for value, name in enumerate(MONTHS, 1):
        found[name] = word(Kind.MONTH, value, group=Group.MONTH)
    for name, value in _SHORT_MONTHS.items():
        found[name] = word(Kind.MONTH, value)
    for value, name in enumerate(_WEEKDAYS.split()):
        meaning = word(Kind.WEEKDAY, f"weekday {value}", is_weak=True, group=Group.WEEKDAY)
        found |= each(f"{name} {name}en {name}ar {name}s {name}ens {name}arna", meaning)
        found[name[:3]] = meaning
    found["tors"] = found["torsdag"]
    return found


_WORDS: dict[str, Word] = {
    **SHARED,
    **{name: number(value) for name, value in (UNITS | TEENS | TENS).items()},
    **{name: ordinal(value) for name, value in ORDINALS.items()},
    **_parts(),
    **_days(),
    "noll": number(0),
    "tjugi": number(20),
    **each("en ett ena enda ensam ettan", weak(1)),
    **each("ingen inget inga inte utan", weak(0)),
    **each("båda bägge både par tvåan", weak(2)),
    **{name: weak(value) for value, name in enumerate(_GRADES.split(), 3)},
    **each("varannan vartannat", weak(2, _HALF)),
    **each("kvartal kvartalet kvartalen kvartals kvartalsvis", weak("3 months")),
    "halvtid": weak(_HALF),
    **each("först", weak(1, group=Group.ORDINAL)),
    **each("dussin", weak(12)),
    **each("tiotals dussintals", weak(10, 12, group=Group.SCALE)),
    **each("dygn dygnet dygns", weak(24)),
    **each("decennium decennier decenniet årtionde årtionden årtiondet", weak(10)),
    **each("sekel seklet sekler", weak(100)),
    **each("halvår halvåret halvårs", weak(_HALF, "6 months")),
    **each("halvtimme halvtimmen halvtimmes", weak(_HALF, "30 minutes")),
    **each("kvartssekel kvartssekels", weak(25, "300 months")),
    **each("halvsekel halvsekels", weak(50, "600 months")),
    **each("milslång milslånga milslångt", weak("10000 metres")),
    "halvmil": weak(_HALF, "5000 metres"),
    **each("kvart kvarten", weak(Fraction(1, 4), 15, "15 minutes")),
    **each("lunch middagstid", weak("12:00", 12)),
    **each("midnatt", weak("00:00", "24:00", 0, 24)),
    "halvannat": word(Kind.NUMBER, Fraction(3, 2)),
    "halvannan": word(Kind.NUMBER, Fraction(3, 2)),
    **each("halv halva halvt hälften halvan", word(Kind.HALF)),
    "hundra": scale(100),
    "tusen": scale(1000),
    **each("miljon milj mn mio", scale(10**6)),
    **each("miljoner miljonerna", scale(10**6, is_plural=True)),
    **each("miljontals", scale(10**6, is_plural=True)),
    **each("miljard mdr md mdkr", scale(10**9)),
    **each("miljarder miljarderna miljardtals", scale(10**9, is_plural=True)),
    **each("biljon biljoner", scale(10**12, is_plural=True)),
    **each("procent proc pct procents procentig procentiga procentigt", unit("%")),
    **each("procentenhet procentenheter procentenheters procentenheterna", unit("pp")),
    **each("promille", unit("‰")),
    **each("kr krona kronor kronors kronorna", unit("SEK")),
    **each("tkr", unit("SEK", 1000)),
    **each("mkr mnkr mnsek", unit("SEK", 10**6)),
    **each("mdkr mdrkr", unit("SEK", 10**9)),
    **each("euro", unit("EUR")),
    **each("dollar usd", unit("USD")),
    **each("pund", unit("GBP")),
    **each("kl klockan klockslaget", word(Kind.CLOCK)),
    **each("fm", word(Kind.DAY_HALF, 0)),
    **each("em", word(Kind.DAY_HALF, 12)),
    **each("kväll kvällen kvällar kvällarna eftermiddag eftermiddagen", word(Kind.DAY_PART, 12)),
    **each("morgon morgonen förmiddag förmiddagen", word(Kind.DAY_PART, 0)),
    **each("natt natten", word(Kind.DAY_PART)),
    **each("kap kapitel kapitlet", word(Kind.CHAPTER)),
    **each("flera några åtskilliga många fåtal ytterligare", word(Kind.SEVERAL)),
    "minus": word(Kind.MINUS),
    **each("del artikel bilaga avdelning fas grupp kategori nivå", word(Kind.NAMING)),
}
_RATES = {
    **dict.fromkeys(["minut", "minuten"], "minute"),
    **dict.fromkeys(["timme", "timmen"], "hour"),
    **dict.fromkeys(["dag", "dagen", "dygn", "dygnet"], "day"),
    **dict.fromkeys(["vecka", "veckan"], "week"),
    **dict.fromkeys(["månad", "månaden"], "month"),
    **dict.fromkeys(["kvartal", "kvartalet"], "quarter"),
    **dict.fromkeys(["år", "året"], "year"),
}
_FALLS = frozenset(
    each(
        "förlust underskott minskning minskningen minskade minskat minskar nedgång nedgången föll"
        " sjönk sjunkit tapp negativt negativ",
        word(Kind.MINUS),
    )
)
_PLACES = {
    **dict.fromkeys(["kap", "kapitel", "kapitlet"], CHAPTER),
    **dict.fromkeys(
        ["§", "paragraf", "paragrafen", "artikel", "artikeln", "artiklarna", "art"], PROVISION
    ),
    **dict.fromkeys(["stycke", "stycket", "punkt", "punkten", "led"], PARAGRAPH),
}
SWEDISH = Language(
    words=_WORDS,
    compound=read_compound,
    conventions=("sv",),
    places=_PLACES,
    rates=_RATES,
    falls=_FALLS,
    place_follows=True,
    connectors=frozenset(
        [
            "till",
            "och",
            "eller",
            "respektive",
            "resp",
            "samt",
            "upp",
            "den",
            "en",
            "ett",
            "mellan",
            "nästan",
            "cirka",
            "ca",
            "som",
        ]
    ),
    phrases=re.compile(
        r"\b(?:(?:24|tjugofyra) timmar (?:om|per) dygn\w*|(?:7|sju) dagar i veckan|365 dagar (?:om|per) år\w*"
        r"|tusen tack|tredje (?:part|land|länder|sektor)\w*|hundra procent säker)",
        re.IGNORECASE,
    ),
    doubtful={
        "hälften": re.compile(r"\b(?:majorit|most\b)", re.IGNORECASE),
        "sex": re.compile(r"\b(?:sex|prostitut|porn)", re.IGNORECASE),
    },
)
