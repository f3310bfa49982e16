"""How figures are written in English."""

from __future__ import annotations

from ...quantities import Qualifier, Scale, Unit
from .vocabulary import Vocabulary

_NUMBER = r"\d[\d ,]*(?:\.\d+)?"

ENGLISH = Vocabulary(
    measures={
        r"percentage points?|per cent points?|%[ -]points?|percent points?|pp|p\.p\.|ppts?": (Unit.PERCENTAGE_POINTS, None),
        r"per cent|percent|pct\.?|p\.c\.": (Unit.PERCENT, None),
        r"thousand": (None, Scale.THOUSAND),
        r"millions?|mn|mln|mill\.?": (None, Scale.MILLION),
        r"billions?|bn|bln": (None, Scale.BILLION),
        r"(?:swedish )?(?:kronor|krona|kronas?|crowns)": (Unit.SEK, None),
        r"norwegian (?:kroner|krone|crowns)": (Unit.NOK, None),
        r"danish (?:kroner|krone|crowns)": (Unit.DKK, None),
        r"euros?": (Unit.EUR, None),
        r"(?:british )?pounds?(?: sterling)?(?! of)": (Unit.GBP, None),
        r"(?:us |american )?dollars?": (Unit.USD, None),
        r"years?['’]?": (Unit.YEARS, None),
        r"months?['’]?": (Unit.MONTHS, None),
        r"days?['’]?": (Unit.DAYS, None),
        r"hours?['’]?|hrs?\.?|h": (Unit.HOURS, None),
    },
    attached={
        "k": (None, Scale.THOUSAND),
        "m": (None, Scale.MILLION),
        "mn": (None, Scale.MILLION),
        "bn": (None, Scale.BILLION),
        "b": (None, Scale.BILLION),
    },
    compound_measures={
        r"(?:[a-z]+ )?(?:[a-z]+-)?hours": Unit.HOURS,
        r"(?:volunteer|working|training|person|man|placement|school|bed) days": Unit.DAYS,
    },
    qualifiers={
        r"(?:just |well |slightly |a little |far |considerably |comfortably )?(?:(?<!turned )(?<!handed )(?<!took )(?<!left )(?<!carried )(?<!turning )over|more than|higher than|above|exceeding|exceeded|exceeds|in excess of|upwards of|greater than|beyond)|>": Qualifier.OVER,
        r"at least|(?:no|not) (?:fewer|less) than|a minimum of|minimum|≥": Qualifier.AT_LEAST,
        r"nearly|almost|close to|approaching|not quite|nigh on|getting on for|the best part of|"
        r"(?:just|slightly|a little|a shade) (?:under|below|less than|fewer than|short of)": Qualifier.NEARLY,
        r"about|around|approximately|approx\.?|roughly|some|circa|ca\.?|c\.|an estimated|estimated|in the region of|"
        r"in the order of|something like|~|≈": Qualifier.ABOUT,
        r"under|fewer than|less than|lower than|below|<": Qualifier.UNDER,
        r"up to|at most|(?:no|not) more than|a maximum of|maximum|max\.?|as many as up to|≤": Qualifier.AT_MOST,
    },
    after={
        r"\+(?!\d)": Qualifier.OVER,
        r"or more\b": Qualifier.AT_LEAST,
        r"or (?:fewer|less)\b": Qualifier.AT_MOST,
        r"or so\b": Qualifier.ABOUT,
    },
    fillers=("a total of", "as many as", "a further", "another", "an extra", "the", "the equivalent of", "our", "all"),
    not_figures=(
        # Addresses.
        r"\b\d{1,4}[a-z]?(?:[-–]\d+)?,? (?-i:(?:[A-Z][\w'’]+ ){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Square|Sq|Place|Way|Court|Terrace"
        r"|Close|Drive|Hill|Row|Gardens|Quay|Wharf|Yard|Mews|Crescent|Parade|Park|House|Walk|Green|Grove|Gate|Bridge|Buildings))\b",
        r"\b(?-i:[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})\b",
        r"\bp\.?o\.? box \d+",
        # Ages.
        r"\b(?:aged?|ages)(?: (?:of|between|from))? ?(?:under |over |up to )?\d{1,3}(?: ?(?:to|and|[–-]) ?\d{1,3})?(?: (?:and|or) (?:over|under|above|older|younger))?",
        r"\b(?:under|over)[- ](?:the[- ]age[- ]of[- ])?\d{1,2}['’]?s\b|\bu\d{2}s?\b",
        r"\b\d{1,3}[- ]years?[- ](?:old|of age)s?\b|\b\d{1,3}[- ]year[- ]olds?\b",
        r"\b(?:children|people|adults|young people|girls|boys|pupils|those|anyone|everyone|kids|teenagers|residents)"
        r"(?: (?:who are|aged))? (?:under|over|below|above|younger than|older than) \d{1,2}\b(?! (?:per|days|hours|months|\w+s\b))",
        r"\b(?:them|who|are|is|were|was|those|people|children|adults) (?:under|over) \d{2}(?=[.;!?)]|,(?!\d)|$)",
        r"\b\d+[- ]min(?:ute)?s? read\b|\breading time:? \d+ min\w*",
        r"\b(?:i['’]m|i am|(?:he|she)['’]s|(?:he|she) (?:is|was)) \d{2}\b(?! \w+s\b)",
        r"\bturn(?:ed|ing|s)? \d{1,3}\b|\b\d{1,2}(?:st|nd|rd|th) birthday",
        # Clock times and dates.
        r"\b\d{1,2}(?:[.:]\d{2})? ?[–-] ?\d{1,2}(?:[.:]\d{2})? ?(?:am|pm|a\.m\.?|p\.m\.?)(?!\w)",
        r"\b\d{1,2}(?:[.:]\d{2})? ?(?:am|pm|a\.m\.?|p\.m\.?|noon|o['’]clock)(?!\w)",
        r"\bat \d{1,2}[.:]\d{2}\b",
        r"(?<=(?:19|20)\d{2}, )\d{1,2} (?:till|to|until) \d{1,2}\b(?! \w)",
        r"\b(?:after|before|until|till|at) \d{1,2}(?=[.!?,;)]?(?:\s|$))(?! \w)",
        r"\btext \w+ to \d+",
        r"\bext(?:ension|n)?\.? ?\d+\b",
        r"\b(?:code|reference|ref\.?)(?: [a-z]{1,3})? \d[\d ]*\d\b",
        r"\b(?:left|leave|leaving|started?|married|retired?|died) (?:school |home |work )?at \d{1,2}\b",
        r"\bweeks? \d{1,2}\b(?! \w+s\b)",
        # The days of a year say nothing about one's own work.
        r"\b\d+ hours (?:a|per|each) (?:day|week)\b|\b\d+ days (?:a|per|each) (?:week|year)\b",
        # Numbers that lead to somebody.
        r"\b(?:tel(?:ephone)?\.?|phone|mobile|fax|text|helpline|hotline|switchboard)(?: (?:number|on|is|us on|us at|no\.?))*:? ?\d[\d ()–-]*\d(?!\w)(?! \w+s\b)",
        r"\b(?:call|calling|dial|ring|phone|text|telephone)(?: (?:us|free|on|at|the|our|helpline|police|emergency|services|now|or))* \d[\d ()–-]*\d(?!\w)",
        r"\b(?:charity|company|registered|registration|account|reg\.?|vat|acc\.?|membership|policy|invoice|reference|ref\.?|case|project|licence|grant|award)"
        r"(?: (?:charity|company|in england(?: and wales)?|in scotland|registration|reg\.?))*(?: (?:no\.?|nos\.?|number|nr\.?|ref\.?))?\.?:? ?(?:sc|ni)?\d[\d /-]{3,}\d",
        r"\b(?:sort code|iban|swish|bankgiro|plusgiro|bg|pg|isbn|issn)(?: (?:number|no\.?))?:? ?\d[\d /:–-]*\d",
    ),
    named=(
        r"chapters?", r"ch\.", r"sections?", r"sect\.", r"articles?", r"art\.", r"clauses?", r"paragraphs?", r"paras?\.?", r"schedule",
        r"regulations?", r"directive", r"tables?", r"figures?", r"fig\.?", r"appendix", r"annex(?:e)?", r"pages?", r"pp?\.", r"notes?", r"footnotes?",
        r"no\.", r"nos\.", r"numbers?", r"nr\.?", r"issue", r"volume", r"vol\.", r"phase", r"step", r"stage", r"level", r"grades?", r"key stages?",
        r"version", r"v\.?", r"release", r"sdgs?", r"principle", r"pillar", r"(?:court)?rooms?", r"floor", r"platform", r"gate", r"route", r"channel", r"radio",
        r"bus", r"zone", r"act", r"rule", r"resolution", r"exhibit", r"box", r"junction", r"flat", r"suite", r"unit", r"wcag", r"iso", r"en", r"bs",
        r"covid", r"agenda", r"vision", r"top", r"quarter", r"tier", r"category", r"strand", r"studio", r"berth", r"shed", r"plot", r"bay", r"hut",
        r"pier", r"pitch", r"lot", r"ward", r"class", r"type", r"form", r"locker", r"windows", r"station", r"module", r"lesson", r"episode", r"series", r"season",
    ),
    named_when_small=(
        r"goals?", r"targets?", r"objectives?", r"questions?", r"items?", r"options?", r"groups?", r"teams?", r"parts?", r"priorit(?:y|ies)", r"lines?",
        r"district", r"division", r"years?", r"day", r"days", r"lane", r"track", r"project", r"course", r"recommendations?", r"area", r"block", r"crew", r"round", r"strategy", r"theme", r"aim",
    ),
    doubtful=(
        rf"\bbetween (?:£|€|\$|sek )?{_NUMBER} ?(?:%|per cent|million|m)? ?and (?:£|€|\$|sek )?{_NUMBER}",
        r"\b\d+(?:[.,]\d+)? (?:years|months|weeks|days|hours|minutes)(?: \w+)? (?:ago|later|earlier|on|before|after)\b(?! average)",
    ),
    number_words={
        "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
    },
    months=(
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
        r"jan\.?", r"feb\.?", r"mar\.?", r"apr\.?", r"jun\.?", r"jul\.?", r"aug\.?", r"sept?\.?", r"oct\.?", r"nov\.?", r"dec\.?",
    ),
    year_words=(
        "in", "since", "from", "to", "by", "until", "till", "before", "after", "during", "for", "of", "the", "year", "our", "spring", "summer",
        "autumn", "winter", "early", "late", "mid", "through", "throughout", "and", "between", "with", "its", "their", "his", "her", "this",
        "on", "at", "as", "season", "than", "christmas", "a", "or", "both", "calendar", "financial", "ending", "ended", "vs", "versus",
    ),
    count_nouns=(
        r"people", r"children", r"pupils?", r"students?", r"adults", r"volunteers?", r"members", r"visitors", r"families", r"households", r"schools",
        r"calls", r"reports?", r"books?", r"loans", r"meals", r"parcels", r"tickets", r"donors", r"donations", r"trees", r"hours", r"passengers",
        r"women", r"men", r"girls", r"boys", r"participants", r"learners", r"homes", r"beds", r"nights", r"visits", r"sessions", r"copies",
        r"followers", r"subscribers", r"views", r"shares", r"downloads", r"signatures", r"signatories", r"kilometres", r"miles", r"metres", r"tonnes",
        r"kilos", r"kg", r"km", r"hectares", r"acres", r"litres", r"responses", r"respondents", r"patients", r"residents", r"employees", r"staff",
        r"places", r"callouts", r"call-outs", r"rescues", r"items", r"lives", r"units", r"seedlings", r"plants", r"supporters", r"attendees", r"players",
    ),
    function_words=frozenset(
        "and or but in on at of to from for with about under over by between after before without since as that when where while was were is "
        "are be been being has have had will would can could may the a an this that these those it its not also already only per via "
        "among according towards through despite within compared which who whom we you they he she i our their his her than so both each "
        "respectively because if then there during until against into onto up".split()
    ),
    weak_nouns=frozenset({"times", "occasions"}),
    part_of=(r"of(?: (?:the|our|all|these|those|a total of|all the|its|their))?", r"out of(?: (?:the|our|every|all|a total of))?", r"in(?: every)?"),
    of_those=(r"of (?:which|whom|these|those|them)(?:,)?(?: \w+)?", r"among (?:these|those|them),?"),
    during={"over": r"(?:month|week|day)"},
    link_verbs=frozenset(
        "was were is are became reached rose fell grew increased decreased to by from stood totalled came at of in and the had have has been "
        "a total up down on with or for".split()
    ),
    # Plurals, verbs and adverbs.
    no_noun=r"s|ed|ing|ly|only|just|even|made|held|ran|won|got|gave|took|saw|sold|lent|sent|built|taught|fed|kept|met|paid|came|went|grew|fell|rose|left|total|another|further|average|plus|minus|least|most|remaining|people|children|staff|almost|then|further|last|first|next|been|have|were|with|gain|score|scored",
    verb_ends=r"ed|ing|ly|only|just|even|made|held|gave|took|sold|lent|sent|built|taught|kept|paid|came|went|grew|fell|rose|another|total|further",
    past=r"ed|was|were|had|took|gave|ran|went",
    decimal_sign=".",
    abbreviations=(
        "e.g", "i.e", "etc", "no", "nos", "st", "mr", "mrs", "ms", "dr", "prof", "approx", "ca", "c", "fig", "p", "pp", "vol", "vs", "jan", "feb", "mar", "apr", "aug",
        "sept", "oct", "nov", "dec", "ltd", "inc", "ch", "sec", "art", "para", "tel", "ref", "cf", "max", "min",
    ),
)
