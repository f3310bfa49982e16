"""Numbers in English that are no figures, by the words around them."""

from __future__ import annotations

from ..exclusions import Exclusions

_NUMBER = r"\d[\d ,]*(?:\.\d+)?"

EXCLUSIONS = Exclusions(
    patterns=(
        # Addresses.
        r"\b\d{1,4}[a-z]?(?:[-–]\d+)?,? (?-i:(?:[A-Z][\w'’]+ ){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Square|Sq|Place|Way|Court|Terrace"
        r"|Close|Drive|Hill|Row|Gardens|Quay|Wharf|Yard|Mews|Crescent|Parade|Park|House|Walk|Green|Grove|Gate|Bridge|Buildings|Cottages?|Villas|Mill|Works))\b",
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
        r"\b(?:youngest|oldest|eldest)(?: \w+){0,5} \d{1,3}\b",
        r"\bwho\b[^.;]{0,50}\b(?:was|is) \d{2}(?=[.,;)]|$)",
        r"\b(?:19|20)\d{2} c\. ?\d+",
        r"\bpage \d+ ?(?:\(\d+\)|(?:of|/) ?\d+)",
        # Clock times and dates.
        r"\b\d{1,2}(?:[.:]\d{2})?(?: ?[–-] ?| and | to | till )\d{1,2}(?:[.:]\d{2})? ?(?:am|pm|a\.m\.?|p\.m\.?)(?!\w)",
        r"\b\d{1,2}(?:[.:]\d{2})? ?(?:am|pm|a\.m\.?|p\.m\.?|noon|o['’]clock)(?!\w)",
        r"\bat \d{1,2}[.:]\d{2}\b",
        r"(?<=(?:19|20)\d{2}, )\d{1,2} (?:till|to|until) \d{1,2}\b(?! \w)",
        r"\b(?:after|before|until|till|at) (?:[1-9]|1[0-2])(?=[.!?,;)]?(?:\s|$))(?! \w)",
        r"\btext \w+ to \d+",
        r"\bext(?:ension|n)?\.? ?\d+\b",
        r"\b(?:code|reference|ref\.?)(?: [a-z]{1,3})? \d[\d ]*\d\b",
        r"\b(?:left|leave|leaving|started?|married|retired?|died|stepped down|stood down|join(?:ed|s)?)(?: \w+){0,2} at \d{1,2}\b",
        r"\bweeks? \d{1,2}\b(?! \w+s\b)(?! ?%)",
        # The days of a year say nothing about one's own work.
        r"\b\d+ hours (?:a|per|each) (?:day|week)\b|\b\d+ days (?:a|per|each) (?:week|year)\b",
        r"\b\d{1,2}[.:]\d{2} (?:to|till|until) \d{1,2}(?:[.:]\d{2})?\b(?! ?(?:%|per|million|\w+s\b))",
        r"\b(?:from|until|till|by|after|before) \d{1,2}\.[0-5]\d(?=[.,;)]?(?:\s|$))(?! \w)",
        r"\bfrom \d{1,2} (?:to|until|till) \d{1,2}\.[0-5]\d\b(?! ?(?:%|per|million|\w+s\b))",
        r"\b\d{1,4} (?-i:[A-Z][a-z]+, [A-Z][a-z]+ (?:[A-Z]{1,2}\d|\x00))",
        r"\b(?:the|at) \d{1,2}\.[0-5]\d(?:, \d{1,2}\.[0-5]\d)* and \d{1,2}\.[0-5]\d\b",
        # Marks out of five.
        r"\b\d(?:\.\d)?(?: (?:or|out of|to) \d)?[ -]stars?\b",
        # Races, and titles.
        r"(?-i:\b[A-Z]\w+ (?:5|10|20)[kK])\b",
        r"(?-i:\b[A-Z]\w+ \d{1,3} (?:Years|Months|Weeks|Days|Hours|Minutes|Miles|Steps)\b)",
        # Numbers that lead to somebody.
        r"\b(?:tel(?:ephone)?\.?|phone|mobile|fax|text|helpline|hotline|switchboard)(?: (?:number|on|is|us on|us at|no\.?))*:? ?\d[\d ()–-]*\d(?!\w)(?! \w+s\b)",
        r"\b(?:call|calling|dial|ring|phone|text|telephone)(?: (?:us|free|on|at|the|our|helpline|police|emergency|services|now|or))* \d[\d ()–-]*\d(?!\w)",
        r"\b(?:charity|company|registered|registration|account|reg\.?|vat|acc\.?|membership|policy|invoice|reference|ref\.?|case|project|licence|grant|award)"
        r"(?: (?:charity|company|in england(?: and wales)?|in scotland|registration|reg\.?))*(?: (?:no\.?|nos\.?|number|nr\.?|ref\.?))?\.?:? ?(?:sc|ni)?\d[\d /-]{3,}\d",
        r"\b(?:sort code|iban|swish|bankgiro|plusgiro|bg|pg|isbn|issn)(?: (?:number|no\.?))?:? ?\d[\d /:–-]*\d",
    ),
    naming=(
        r"chapters?|ch\.|sections?|sect\.|articles?|art\.|clauses?|paragraphs?|paras?\.?|"
        r"schedule|regulations?|directive|tables?|figures?|fig\.?|appendix|annex(?:e)?|pages?|"
        r"pp?\.|notes?|footnotes?|no\.|nos\.|numbers?|nr\.?|issue|volume|vol\.|phase|step|"
        r"stage|level|grades?|key stages?|version|v\.?|release|sdgs?|principle|pillar|"
        r"(?:court)?rooms?|floor|platform|gate|route|channel|radio|bus|zone|act|rule|"
        r"resolution|exhibit|box|junction|flat|suite|unit|wcag|iso|en|bs|covid|agenda|vision|"
        r"top|quarter|tier|category|strand|studio|berth|shed|plot|bay|hut|pier|pitch|lot|ward|"
        r"class|standard|gallery|site|petition|mark|buses|report|ios|android|type|form|locker|windows|station|module|lesson|episode|series|season"
    ),
    naming_small=(
        r"goals?|targets?|objectives?|questions?|items?|options?|groups?|teams?|parts?|"
        r"priorit(?:y|ies)|lines?|district|division|years?|day|days|lane|track|project|course|"
        r"recommendations?|area|block|crew|round|strategy|theme|aim"
    ),
    doubtful=(
        r"\b\d{1,3} pages\b",
        rf"\bbetween (?:£|€|\$|sek )?{_NUMBER} ?(?:%|per cent|million|m)? ?and (?:£|€|\$|sek )?{_NUMBER}",
        r"\b\d+(?:[.,]\d+)? (?:years|months|weeks|days|hours|minutes)(?: \w+)? (?:ago|later|earlier)\b(?! average)",
    ),
    months=(
        r"january|february|march|april|may|june|july|august|september|october|november|"
        r"december|jan\.?|feb\.?|mar\.?|apr\.?|jun\.?|jul\.?|aug\.?|sept?\.?|oct\.?|nov\.?|"
        r"dec\.?"
    ),
)
