"""What stands beside a number in each language: units, scales and qualifiers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..number_check.languages import lexicon_of
from ..number_check.quantity import CURRENCIES, SHARED
from .measuring import Measures
from .quantity import Qualifier, Scale, Unit

if TYPE_CHECKING:
    from .measuring import UnitAndScale

# Those that the number check knows by the same words.
_UNITS = {
    "percent": Unit.PERCENT, "permille": Unit.PER_MILLE, "points": Unit.PERCENTAGE_POINTS,
    "crown": Unit.SEK, "SEK": Unit.SEK, "NOK": Unit.NOK, "DKK": Unit.DKK, "EUR": Unit.EUR,
    "USD": Unit.USD, "GBP": Unit.GBP, "year": Unit.YEARS, "month": Unit.MONTHS, "day": Unit.DAYS,
    "hour": Unit.HOURS, "minute": Unit.MINUTES, "kilogram": Unit.KILOGRAMS, "tonne": Unit.TONNES,
    "kilowatthour": Unit.KWH, "megawatthour": Unit.MWH,
}  # fmt: skip
_SCALES = {"1000": Scale.THOUSAND, "1000000": Scale.MILLION, "1000000000": Scale.BILLION}


# Those of their own country have scales in them, and of time "180 året før" is none.
_NAMED_AGAIN = "crown year month day hour minute"


def _units(language: str, besides: str = "") -> dict[str, UnitAndScale]:
    """The words of the number check's lexicon, without the units that are named in `besides`."""
    # Signs and codes are in `SHARED_MEASURES`.
    shared = [(unit, words) for words, unit in SHARED if unit not in {*CURRENCIES, "percent"}]
    units = [*shared, *lexicon_of(language)["units"].items()]
    names = _UNITS.keys() - set(besides.split())
    return {words: (_UNITS[unit], None) for unit, words in units if unit in names}


def _scales(language: str) -> dict[str, UnitAndScale]:
    scales = lexicon_of(language)["scales"].items()
    return {words: (None, _SCALES[size]) for size, words in scales if size in _SCALES}


SWEDISH = Measures(
    units={
        **_units("sv", _NAMED_AGAIN),
        r"procentenhet(?:er(?:na)?)?": (Unit.PERCENTAGE_POINTS, None),
        r"%-?enhet(?:er)?": (Unit.PERCENTAGE_POINTS, None),
        r"p\.?e\.?(?=[\s,.;)]|$)": (Unit.PERCENTAGE_POINTS, None),
        r"per cent|percent|proc\.": (Unit.PERCENT, None),
        r"t(?:usen)? ?kr|kkr|tusen(?:tals?)? kr(?:onor)?": (Unit.SEK, Scale.THOUSAND),
        r"mn? ?kr|mnkr|milj\.? ?kr|miljonkronor": (Unit.SEK, Scale.MILLION),
        r"md(?:r)? ?kr": (Unit.SEK, Scale.BILLION),
        r"tusen": (None, Scale.THOUSAND),
        r"miljon(?:er)?|milj\.?|mn|mln": (None, Scale.MILLION),
        r"miljard(?:er)?|mdr|md": (None, Scale.BILLION),
        r"(?:svenska )?kronor(?:na|s)?|kr\.?": (Unit.SEK, None),
        r"(?:brittiska |engelska )?pund(?: sterling)?": (Unit.GBP, None),
        r"(?:us-|amerikanska )?dollar": (Unit.USD, None),
        r"års?": (Unit.YEARS, None),
        r"månad(?:er(?:na|s)?)?|mån\.?": (Unit.MONTHS, None),
        r"dag(?:ar(?:na|s)?)?|dygn": (Unit.DAYS, None),
        r"timm(?:e|ar(?:na|s)?)|tim\.?|h": (Unit.HOURS, None),
        r"minut(?:er(?:na)?)?|min\.?": (Unit.MINUTES, None),
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

ENGLISH = Measures(
    units={
        **_units("en"),
        r"percentage points?|per cent points?|%[ -]points?|percent points?|pp|p\.p\.|ppts?": (
            Unit.PERCENTAGE_POINTS,
            None,
        ),
        r"per cent|percent|pct\.?|p\.c\.": (Unit.PERCENT, None),
        r"thousand": (None, Scale.THOUSAND),
        r"millions?|mn|mln|mill\.?": (None, Scale.MILLION),
        r"billions?|bn|bln": (None, Scale.BILLION),
        r"(?:swedish )?(?:kronor|krona|kronas?|crowns)": (Unit.SEK, None),
        r"(?:british )?pounds?(?: sterling)?(?! of)": (Unit.GBP, None),
        r"(?:us |american )?dollars?": (Unit.USD, None),
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

NORWEGIAN = Measures(
    units={
        **_units("nb", _NAMED_AGAIN),
        r"(?:prosent|procent)(?:poeng|point|enheter)": (Unit.PERCENTAGE_POINTS, None),
        r"pro[sc]ent": (Unit.PERCENT, None),
        r"t(?:usen)? ?kr|tkr|kkr": (Unit.NOK, Scale.THOUSAND),
        r"mill?\.? ?kr\.?|mnok": (Unit.NOK, Scale.MILLION),
        r"m(?:rd|ia)\.? ?kr\.?": (Unit.NOK, Scale.BILLION),
        r"tusen|tusind": (None, Scale.THOUSAND),
        r"milli?on(?:er)?|mill?\.|mill(?= kr)|mio\.?": (None, Scale.MILLION),
        r"milliard(?:er)?|mrd\.?|mia\.?": (None, Scale.BILLION),
        r"(?:norske )?kroner?|kr\.?": (Unit.NOK, None),
        r"danske kroner": (Unit.DKK, None),
        r"(?:britiske )?pund": (Unit.GBP, None),
        r"(?:amerikanske )?dollars?": (Unit.USD, None),
        r"års?": (Unit.YEARS, None),
        r"måned(?:er(?:s|ne)?|s)?|mnd\.?|mdr\.": (Unit.MONTHS, None),
        r"dag(?:er?|e|ers|es)?|døgn|dgr?\.": (Unit.DAYS, None),
        r"timer?s?": (Unit.HOURS, None),
        r"minutt?er|min\.?": (Unit.MINUTES, None),
        r"tonn?": (Unit.TONNES, None),
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
    units=_units("da", _NAMED_AGAIN)
    | {
        pattern: (Unit.DKK if unit is Unit.NOK and "norske" not in pattern else unit, scale)
        for pattern, (unit, scale) in NORWEGIAN.units.items()
        if pattern != r"(?:norske )?kroner?|kr\.?"
    }
    | {r"(?:danske )?kroner?|kr\.?": (Unit.DKK, None), r"norske kroner": (Unit.NOK, None)},
)

GERMAN = Measures(
    units={
        **_units("de"),
        **_scales("de"),
        r"prozentpunkte?n?|%-punkte?n?": (Unit.PERCENTAGE_POINTS, None),
        r"prozent|v\. ?h\.": (Unit.PERCENT, None),
        r"tausend|tsd\.?": (None, Scale.THOUSAND),
        r"million(?:en)?|mio\.?|mill\.": (None, Scale.MILLION),
        r"milliarden?|mrd\.?": (None, Scale.BILLION),
        r"(?:schwedische |schwedischen )?kronen": (Unit.SEK, None),
        r"(?:britische )?pfund": (Unit.GBP, None),
        r"(?:us-)?dollar": (Unit.USD, None),
        r"stunden?|std\.?|h": (Unit.HOURS, None),
        r"minuten?|min\.?": (Unit.MINUTES, None),
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

FINNISH = Measures(
    units=_units("fi") | _scales("fi"),
    attached={r"k": (None, Scale.THOUSAND)},
    qualifiers={
        r"(?:reilusti |selvästi |hieman |vähän )?yli|enemmän kuin|runsa(?:as|at|an)|reilu[nt]?|>": Qualifier.OVER,
        r"vähintään|ainakin|≥": Qualifier.AT_LEAST,
        r"lähes|melkein|miltei|liki|vajaa[nt]?|(?:juuri|hieman|vähän) alle": Qualifier.NEARLY,
        r"noin|n\.|suunnilleen|arviolta|likimain|~|≈": Qualifier.ABOUT,
        r"alle|vähemmän kuin|<": Qualifier.UNDER,
        r"enintään|korkeintaan|enimmillään|≤": Qualifier.AT_MOST,
    },
    qualifiers_behind={
        r"\+(?!\d)": Qualifier.OVER,
        r"tai enemmän\b": Qualifier.AT_LEAST,
        r"tai vähemmän\b": Qualifier.AT_MOST,
    },
    fillers=r"yhteensä|kaikkiaan|jopa|peräti|kaikki|kaikista|toiset|tasan",
    # The whole is in a case of its own, without a word between.
    part_of=r"(?!)",
)

LANGUAGES = {
    "sv": SWEDISH, "en": ENGLISH, "nb": NORWEGIAN, "nn": NORWEGIAN, "no": NORWEGIAN, "da": DANISH,
    "de": GERMAN, "fi": FINNISH,
}  # fmt: skip
# Their words are read on pages of any language; "timer" is a length of time in Norwegian alone.
EVERYWHERE = ("sv", "en")
