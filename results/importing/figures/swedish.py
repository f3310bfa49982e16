"""How figures are written in Swedish."""

from __future__ import annotations

from ...quantities import Qualifier, Scale, Unit
from .vocabulary import Vocabulary

_KRONOR = r"(?:svenska )?kronor(?:na|s)?|kr\.?"

SWEDISH = Vocabulary(
    measures={
        r"procentenhet(?:er(?:na)?)?": (Unit.PERCENTAGE_POINTS, None),
        r"%-?enhet(?:er)?": (Unit.PERCENTAGE_POINTS, None),
        r"p\.?e\.?(?=[\s,.;)]|$)": (Unit.PERCENTAGE_POINTS, None),
        r"procents?|per cent|percent|proc\.": (Unit.PERCENT, None),
        r"t(?:usen)? ?kr|kkr|tusen(?:tals?)? kr(?:onor)?": (Unit.SEK, Scale.THOUSAND),
        r"mn? ?kr|mnkr|milj\.? ?kr|miljonkronor": (Unit.SEK, Scale.MILLION),
        r"md(?:r)? ?kr": (Unit.SEK, Scale.BILLION),
        r"tusen": (None, Scale.THOUSAND),
        r"miljon(?:er)?|milj\.?|mn|mln": (None, Scale.MILLION),
        r"miljard(?:er)?|mdr|md": (None, Scale.BILLION),
        _KRONOR: (Unit.SEK, None),
        r"norska kronor": (Unit.NOK, None),
        r"danska kronor": (Unit.DKK, None),
        r"euro": (Unit.EUR, None),
        r"(?:brittiska |engelska )?pund(?: sterling)?": (Unit.GBP, None),
        r"(?:us-|amerikanska )?dollar": (Unit.USD, None),
        r"års?": (Unit.YEARS, None),
        r"månad(?:er(?:na|s)?)?|mån\.?": (Unit.MONTHS, None),
        r"dag(?:ar(?:na|s)?)?|dygn": (Unit.DAYS, None),
        r"timm(?:e|ar(?:na|s)?)|tim\.?|h": (Unit.HOURS, None),
    },
    attached={"k": (None, Scale.THOUSAND), "mn": (None, Scale.MILLION)},
    compound_measures={r"(?:\w+ )?\w*timmar(?:na)?": Unit.HOURS},
    qualifiers={
        r"(?:strax |precis |långt |en bit |klart )?över": Qualifier.OVER,
        r"(?:betydligt |något |lite |långt )?(?:mer|fler|mera|flera|högre|större) än": Qualifier.OVER,
        r"drygt|dryga|gott och väl|översteg|överstiger|överskred": Qualifier.OVER,
        r"minst|åtminstone|lägst|(?:inte|ej) (?:mindre|färre) än|≥": Qualifier.AT_LEAST,
        r"närmare|nära|nästan|knappt|knappa|inemot|upp ?emot|bortåt|strax under": Qualifier.NEARLY,
        r"cirka|ca\.?|c:a|omkring|omkr\.|ungefär|ung\.|uppskattningsvis|runt|kring|runt om|"
        r"i runda tal|~|≈": Qualifier.ABOUT,
        r"under|(?:färre|mindre) än|lägre än|understeg|<": Qualifier.UNDER,
        r"högst|maximalt|max\.?|som mest|upp till|(?:inte|ej) (?:mer|fler) än|≤": Qualifier.AT_MOST,
        r">": Qualifier.OVER,
    },
    after={
        r"\+(?!\d)": Qualifier.OVER,
        r"(?:stycken |st )?eller (?:fler|mer|flera)\b": Qualifier.AT_LEAST,
        r"eller (?:färre|mindre)\b": Qualifier.AT_MOST,
    },
    fillers=("hela", "totalt", "sammanlagt", "så många som", "ytterligare", "motsvarande", "hos"),
    not_figures=(
        # Laws, bills and reports.
        r"\b(?:sou|prop\.?|ds|dir\.?|skr\.?|bet\.?|rskr\.?|sfs|mot\.?|dnr)\s*\d{4}(?:/\d{2,4})?[:-]\d+(?::\d+)?",
        r"\d+ ?[a-z]? ?(?:kap\b\.?|§+)(?: ?\d+ ?§)?",
        # Addresses.
        r"\b\w+(?:gatan|vägen|gränd|torget|plan|allén|stigen|backen|kajen|platsen|leden|gata|väg|torg|hamnen|udden)"
        r" \d+ ?[a-z]?\b(?!\w)",
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
        r"\blästid:? \d+ min\w*",
        # Clock times and dates.
        r"\b(?:kl\.?|klockan) ?\d{1,2}(?:[.:]\d{2})?(?: ?(?:[–-]|till) ?\d{1,2}(?:[.:]\d{2})?)?",
        r"\b(?:den|d\.) \d{1,2}(?::?e)?\b(?![,.]\d)(?! (?:procent|miljon|\d{3}))(?= (?:och|i|till|samt)\b|[,.]|$| \d{4}\b)",
        r"\b(?:vecka|v\.?|veckorna) ?\d{1,2}(?: ?[–-] ?\d{1,2})?\b",
        # The days of a year say nothing about one's own work.
        r"\b\d+ (?:timmar|tim|h) (?:om |per )?(?:dygnet|dygn|dagen)\b",
        r"\b\d+ (?:dagar|dgr) (?:i veckan|om året|per år|per vecka)\b",
        r"\b\d+ (?:gånger|ggr) (?:så|större|högre|mer)\b(?!)",
        r"\b\d+ ?procentig\w*",
        # Numbers that lead to somebody.
        r"\b(?:tel(?:efon(?:nummer)?|efonen)?\.?|tfn\.?|tele|mobil|växel(?:n)?|fax|sms|ankn\.?|anknytning|jour(?:en|telefon(?:en)?)|hjälptelefon(?:en)?|stödlinje(?:n)?)"
        r"(?: (?:på|är|nr|till|nås på))?:? ?\d[\d /–-]*\d",
        r"\b(?:ring|ringa|ringer|sms:a|smsa|nås på)(?: (?:oss|till|på|in|gärna|mig|dem|polisen|larmnumret|larmnummer))* \d[\d /–-]*\d",
        r"\b(?:pg|plusgiro(?:t)?|postgiro(?:t)?|bg|bankgiro(?:t)?|90-konto(?:t)?|swish(?:nummer|a)?|konto(?:nummer)?|"
        r"clearing(?:nummer)?|org\.? ?(?:nr|nummer)\.?|organisationsnummer|personnummer|diarienummer|dnr)"
        r"(?: (?:är|nr|till|på|via))?\.?:? ?\d[\d /:–-]*\d",
    ),
    named=(
        r"kap(?:itel|itlet)?\.?", r"avsnitt", r"paragraf(?:en)?", r"artikel", r"artiklarna", r"art\.", r"punkt", r"tabell", r"tab\.",
        r"figur", r"fig\.", r"diagram", r"bilaga", r"bil\.", r"sid(?:a|an|orna|or)?\.?", r"s\.", r"fotnot", r"not",
        r"nr\.?", r"nummer", r"no\.", r"delmål", r"steg", r"fas", r"nivå", r"etapp", r"version", r"årskurs(?:erna)?", r"åk\.?",
        r"årskull", r"omgång", r"volym", r"vol\.", r"utgåva", r"upplaga", r"rum", r"sal", r"box", r"postbox", r"buss", r"linje",
        r"kanal", r"våning", r"vån\.", r"modul", r"paket", r"kvartal", r"klass", r"topp", r"bland de", r"riksväg", r"väg", r"länsväg", r"förordning",
        r"direktiv", r"resolution", r"iso", r"en", r"is[bs]n", r"wcag", r"covid", r"agenda", r"vision", r"lokal", r"uppgång", r"port",
        r"studio", r"hiss", r"radio", r"hus(?:et)?", r"byggnad", r"kvarter", r"fastighet", r"avdelning", r"häfte", r"tidtabell", r"blankett", r"rubrik", r"vagn", r"lok", r"spår", r"brygga", r"kaj", r"startnummer", r"plats nr", r"placering", r"kategori", r"typ", r"zon", r"distrikt",
    ),
    named_when_small=(
        r"mål", r"del", r"fråga", r"grupp", r"projekt", r"lag", r"plats", r"prioritet", r"alternativ", r"block", r"team",
        r"scen", r"hall", r"pass", r"kurs", r"dag", r"termin", r"division", r"region", r"år", r"strategi", r"pelare", r"område",
    ),
    doubtful=(
        r"\bmellan \d[\d ]*(?:[.,]\d+)? ?(?:%|procent|kr|kronor|miljoner)? ?och \d[\d ]*(?:[.,]\d+)?",
        r"\b\d+(?:[.,]\d+)? (?:år|månader|veckor|dagar|dygn|timmar|minuter)(?: \w+)? (?:sedan|senare|tidigare|framåt|innan)\b",
        r"(?<!\bi )\b(?:under|över) \d{1,2} år\b",
        r"\b(?:om|för) \d+ (?:år|månader|veckor|dagar)(?= (?:ska|kommer|är|sedan|har|finns)\b|[,.])",
    ),
    number_words={
        "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8, "nio": 9, "tio": 10, "elva": 11, "tolv": 12,
    },
    months=(
        "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december",
        r"jan\.?", r"feb\.?", r"apr\.?", r"jun\.?", r"jul\.?", r"aug\.?", r"sept?\.?", r"okt\.?", r"nov\.?", r"dec\.?",
    ),
    year_words=(
        "i", "år", "året", "åren", "sedan", "från", "till", "t.o.m.", "fr.o.m.", "under", "efter", "före", "innan", "hösten", "våren",
        "sommaren", "vintern", "julen", "påsken", "för", "och", "av", "den", "årsskiftet", "säsongen", "mellan", "kvartalet", "läsåret",
        "jämfört med", "med", "verksamhetsåret", "per", "vid", "om", "på", "redan", "hela", "eller", "som",
    ),
    count_nouns=(
        r"barn(?:en)?", r"person(?:er)?", r"människor", r"elev(?:er)?", r"ungdomar", r"unga", r"lärare", r"tips", r"samtal", r"ärenden",
        r"medlemmar", r"besök(?:are)?", r"deltag(?:are|ningar)", r"kvinnor", r"män", r"familjer", r"hushåll", r"företag", r"skolor",
        r"kommuner", r"volontärer", r"frivilliga", r"\w+ningar", r"följare", r"givare", r"gåvor", r"böcker", r"lån", r"måltider",
        r"exemplar", r"träd", r"ton", r"kilo", r"kg", r"km", r"kilometer", r"m²", r"kvadratmeter", r"meter", r"hektar", r"liter", r"sidor",
        r"invånare", r"anställda", r"studenter", r"patienter", r"platser", r"bostäder", r"nätter", r"biljetter", r"passagerare",
        r"resenärer", r"uppdrag", r"insatser", r"utryckningar", r"\w*kassar", r"portioner", r"prenumeranter", r"gånger", r"st",
        r"stycken", r"\w+timmar", r"\w+tioner", r"\w+personer", r"\w+platser", r"\w+dagar", r"mejl", r"brev", r"artiklar", r"\w*svar", r"plantor",
    ),
    function_words=frozenset(
        "ut in upp ner ned bort fram och eller men samt i på av till från för med om under över vid mellan efter före innan utan sedan som att när där då var är blev "
        "blir vara har hade kan ska skulle den det de dem denna detta dessa en ett inte även också redan bara per via enligt hos mot genom "
        "trots inom jämfört varav medan så vilket vilka fick får var vi ni jag han hon man sig sin sitt sina vår vårt våra än ha totalt "
        "respektive medan eftersom samtidigt varje ju alltså däremot".split()
    ),
    weak_nouns=frozenset({"gånger", "st", "stycken", "ggr", "tillfällen"}),
    part_of=(r"av(?: (?:de|totalt|sammanlagt|alla|våra|samtliga|dessa|det|alla de|de totalt))?", r"utav", r"på"),
    of_those=(r"varav(?: \w+)?", r"av vilka", r"av dessa(?: \w+)?", r"av dem(?: \w+)?", r"bland dessa(?: \w+)?"),
    during={
        "under": r"(?:år|månad|mån|veck|dag|dygn|timm|tim\b|h\b)",
        "över": r"(?:månad|veck|dag|dygn)",
    },
    link_verbs=frozenset(
        "var är blev blir uppgick uppgår till ökade ökat minskade minskat steg sjönk från utgjorde låg ligger nådde nått med på det samt och "
        "hade har blivit totalt sammanlagt i av för under cirka över fick".split()
    ),
    # Plurals, verbs and adverbs.
    no_noun=r"er|ar|or|en|na|s|[dt]e|it|ades?|lev|ick|och|ast|bara|totalt|sammanlagt|antal|antalet|summa|endast|blott|cirka|ungefär|ytterligare|tog|höll|gav|såg|kom|gick|stod|sålt|lån|barn|år|än|hela|snitt|medel|resp|inkl|exkl|max|samt|plus|minus|igen|redan",
    verb_ends=r"[dt]e|ades?|it|lev|ick|tog|höll|gav|såg|kom|gick|stod|bara|endast|totalt|sammanlagt|cirka|ungefär|ytterligare|antal|antalet",
    past=r"[dt]es|[^aeiouyåäö]avs|ades|blev|fick|gick|kom",
    decimal_sign=",",
    abbreviations=(
        "ca", "bl.a", "t.ex", "dvs", "d.v.s", "m.m", "m.fl", "s.k", "fr.o.m", "t.o.m", "kap", "nr", "st", "resp", "jan", "feb", "aug",
        "sept", "okt", "nov", "dec", "tel", "kl", "prop", "kr", "milj", "inkl", "exkl", "osv", "o.s.v", "f.d", "mån", "tim", "min", "max", "omkr", "ung", "d", "sid", "s", "fig", "tab", "art", "bil",
    ),
)
