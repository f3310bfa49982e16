"""Numbers in Swedish that are no figures, by the words around them."""

from __future__ import annotations

from ..exclusions import Exclusions

EXCLUSIONS = Exclusions(
    patterns=(
        # Laws, bills and reports.
        r"\b(?:sou|prop\.?|ds|dir\.?|skr\.?|bet\.?|rskr\.?|sfs|mot\.?|dnr)\s*\d{4}(?:/\d{2,4})?[:-]\d+(?::\d+)?",
        r"\d+ ?[a-z]? ?(?:kap\b\.?|§+)(?: ?\d+ ?§)?",
        # Addresses.
        r"\b\w+(?:gatan|vägen|gränd|torget|plan|allén|stigen|backen|kajen|platsen|leden|gata|väg|torg|hamnen|udden)"
        r" \d+ ?[a-z]?\b(?!\w)",
        r"(?-i:\b[A-ZÅÄÖ]\w+) (?:gatan|vägen|gränd|torget|allén|stigen|kajen|leden|gata|väg|torg) \d{1,3} ?[a-z]?\b(?!\w)",
        r"\bs-\d{3} ?\d{2}\b|\b\d{3} \d{2} +(?=[A-ZÅÄÖ])",
        # Ages.
        r"\b(?:mellan|från) \d{1,3} (?:och|till) \d{1,3} år(?:s ålder| gam\w+)?\b",
        r"\b(?:barn|unga|ungdomar|flickor|pojkar|personer|elever|kvinnor|män|vuxna|alla|den som är|de som är|dig|dem)"
        r"(?: \w+){0,2} (?:under|över|mellan|från|upp till|fyllda|är|om|på|i åldern|i åldrarna|ner till)"
        r" \d{1,3}(?: ?(?:[–-]|och|till|eller) ?\d{1,3})? år\b(?! (?:sedan|senare))",
        r"\b(?:i )?(?:åldern|åldrarna|ålder(?:sgruppen?)?|medelålder(?:n)?)(?: (?:på|är|var|av|mellan|om))? "
        r"\d{1,3}(?: ?(?:[–-]|och|till|eller) ?\d{1,3})?(?: år\b)?",
        r"\b(?:fyllt|fyller|fyllda|fylla|vid)(?: snart| nu| just)? \d{1,3}(?: år\b|(?=[,.](?:\s|$)|$))",
        r"\b\d{1,3} års ålder|\b\d{1,3} år (?:fyllda|gam\w+|och (?:uppåt|äldre|yngre)|eller (?:äldre|yngre))",
        r"\b\d{1,2} ?[–-] ?\d{1,2} år\b",
        r"\b(?:alla|dem|de|ingen|ingen är|folk|den som är|de som är) (?:under|över) \d{2}(?=[;:!?)]|[.,](?!\d)|$)",
        r"\blästid:? \d+ min\w*",
        r"\b(?:yngst|äldst)\w*(?: \w+){0,4} \d{1,3}(?: år)?\b",
        r"\bsidan? \d+ ?(?:\(\d+\)|(?:av|/) ?\d+)",
        r"\b\d+ (?:tr|trappor)\b",
        # Clock times and dates.
        r"\b(?:kl\.?|klockan) ?\d{1,2}(?:[.:]\d{2})?(?: ?(?:[–-]|till|och) ?\d{1,2}(?:[.:]\d{2})?)?",
        r"\b(?:den|d\.) \d{1,2}(?::?e)?\b(?![,.]\d)(?! (?:procent|miljon|\d{3}))(?= (?:och|i|till|samt)\b|[,.]|$| \d{4}\b)",
        r"\b(?:vecka|v\.?|veckorna) ?\d{1,2}(?: ?[–-] ?\d{1,2})?\b(?! ?(?:%|procent))",
        # The days of a year say nothing about one's own work.
        r"\b\d+ (?:timmar|tim|h) (?:om |per )?(?:dygnet|dygn|dagen)\b",
        r"\b\d+ (?:dagar|dgr) (?:i veckan|om året|per år|per vecka)\b",
        r"\b\d+ (?:gånger|ggr) (?:så|större|högre|mer)\b(?!)",
        r"\b\d+ ?procentig\w*",
        r"\bbetyge[nt] \d (?:eller|till|och) \d\b",
        # Numbers that lead to somebody.
        r"\b(?:tel(?:efon(?:nummer)?|efonen)?\.?|tfn\.?|tele|mobil|växel(?:n)?|fax|sms|ankn\.?|anknytning|jour(?:en|telefon(?:en)?)|hjälptelefon(?:en)?|stödlinje(?:n)?)"
        r"(?: (?:på|är|nr|till|nås på))?:? ?\d[\d /–-]*\d(?!\d| [a-zåäö]{3,})",
        r"\b(?:ring|ringa|ringer|sms:a|smsa|nås på)(?: (?:oss|till|på|in|gärna|mig|dem|polisen|larmnumret|larmnummer))* \d[\d /–-]*\d",
        r"\b(?:pg|plusgiro(?:t)?|postgiro(?:t)?|bg|bankgiro(?:t)?|90-konto(?:t)?|swish(?:nummer|a)?|konto(?:nummer)?|"
        r"clearing(?:nummer)?|org\.? ?(?:nr|nummer)\.?|organisationsnummer|personnummer|diarienummer|dnr)"
        r"(?: (?:är|nr|till|på|via))?\.?:? ?\d[\d /:–-]*\d",
    ),
    naming=(
        r"kap(?:itel|itlet)?\.?|led|riktlinje(?:n)?|sjökort(?:et)?|kilometersten(?:en)?|ios|android|tåg|villkor|regel|stadga|bana|brunn|avsnitt|paragraf(?:en)?|artikel|artiklarna|art\.|punkt|tabell|"
        r"tab\.|figur|fig\.|diagram|bilaga|bil\.|sid(?:a|an|orna|or)?\.?|s\.|fotnot|not|nr\.?|"
        r"nummer|no\.|delmål|steg|fas|nivå|etapp|version|årskurs(?:erna)?|åk\.?|årskull|"
        r"omgång|volym|vol\.|utgåva|upplaga|rum|sal|box|postbox|buss|linje|kanal|våning|vån\.|"
        r"modul|paket|kvartal|klass|topp|bland de|riksväg|väg|länsväg|förordning|direktiv|"
        r"resolution|iso|en|is[bs]n|wcag|covid|agenda|vision|lokal|uppgång|port|studio|hiss|"
        r"radio|hus(?:et)?|byggnad|kvarter|fastighet|avdelning|häfte|tidtabell|blankett|"
        r"rubrik|vagn|lok|spår|brygga|kaj|startnummer|plats nr|placering|kategori|typ|zon|"
        r"distrikt"
    ),
    naming_small=(
        r"mål|del|fråga|grupp|projekt|lag|plats|prioritet|alternativ|block|team|scen|hall|"
        r"pass|kurs|(?<!i )dag|termin|division|region|år|strategi|pelare|område"
    ),
    doubtful=(
        r"\b\d{1,3} sidor\b",
        r"\bmellan \d[\d ]*(?:[.,]\d+)? ?(?:%|procent|kr|kronor|miljoner)? ?och \d[\d ]*(?:[.,]\d+)?",
        r"\b\d+(?:[.,]\d+)? (?:år|månader|veckor|dagar|dygn|timmar|minuter)(?: \w+)? (?:sedan|senare|tidigare|framåt|innan)\b",
        r"(?<!\bi )\b(?:under|över) \d{1,2} år\b",
        r"\b(?:om|för) \d+ (?:år|månader|veckor|dagar)(?= (?:ska|kommer|är|sedan|har|finns)\b|[,.])",
    ),
    months=(
        r"januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|"
        r"december|jan\.?|feb\.?|apr\.?|jun\.?|jul\.?|aug\.?|sept?\.?|okt\.?|nov\.?|dec\.?"
    ),
)
