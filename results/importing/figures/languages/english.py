"""Numbers in English that are no figures, by the words around them."""

from ....quantities import Unit
from ....quantities.languages import ENGLISH as MEASURES
from ...document import words
from .labels import Labels
from .roles import Roles
from .vocabulary import Exclusions, Vocabulary, Words

_NUMBER = r"\d[\d ,]*(?:\.\d+)?"

EXCLUSIONS = Exclusions(
    patterns=(
        # Addresses.
        r"\b\d{1,4}[a-z]?(?:[-–]\d+)?,? (?-i:(?:[A-Z][\w'’]+ ){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Square|Sq|Place|Way|Court|Terrace"
        r"|Close|Drive|Hill|Row|Gardens|Quay|Wharf|Yard|Mews|Crescent|Parade|Park|House|Walk|Green|Grove|Gate|Bridge|Buildings|Cottages?|Villas|Mill|Works))\b",
        r"\b(?-i:[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})\b",
        # Ages.
        r"\b(?:aged?|ages)(?: (?:of|between|from))? ?(?:under |over |up to )?\d{1,3}(?: ?(?:to|and|[–-]) ?\d{1,3})?(?: (?:and|or) (?:over|under|above|older|younger))?",
        r"\b\d{1,3}[- ]years?[- ](?:old|of age)s?\b|\b\d{1,3}[- ]year[- ]olds?\b",
        r"\b(?:children|people|adults|young people|girls|boys|pupils|those|anyone|everyone|kids|teenagers|residents)"
        r"(?: (?:who are|aged))? (?:under|over|below|above|younger than|older than) \d{1,2}\b(?! (?:per|days|hours|months|\w+s\b))",
        r"\b(?:them|who|are|is|were|was|those|people|children|adults) (?:under|over) \d{2}(?=[.;!?)]|,(?!\d)|$)",
        r"\b(?:youngest|oldest|eldest)(?: \w+){0,5} \d{1,3}\b",
        # Clock times and dates.
        r"\b\d{1,2}(?:[.:]\d{2})? ?(?:am|pm|a\.m\.?|p\.m\.?|noon|o['’]clock)(?!\w)",
        # The days of a year say nothing about one's own work.
        r"\b\d+ hours (?:a|per|each) (?:day|week)\b|\b\d+ days (?:a|per|each) (?:week|year)\b",
        # Numbers that lead to somebody.
        r"\b(?:charity|company|registered|registration|account|reg\.?|vat|acc\.?|membership|policy|invoice|reference|ref\.?|case|project|licence|grant|award)"
        r"(?: (?:charity|company|in england(?: and wales)?|in scotland|registration|reg\.?))*(?: (?:no\.?|nos\.?|number|nr\.?|ref\.?))?\.?:? ?(?:sc|ni)?\d[\d /-]{3,}\d",
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
        r"weeks?|goals?|targets?|objectives?|questions?|items?|options?|groups?|teams?|parts?|"
        r"priorit(?:y|ies)|lines?|district|division|years?|day|days|lane|track|project|course|"
        r"recommendations?|area|block|crew|round|strategy|theme|aim"
    ),
    between=r"between",
    months=(
        r"january|february|march|april|may|june|july|august|september|october|november|"
        r"december|jan\.?|feb\.?|mar\.?|apr\.?|jun\.?|jul\.?|aug\.?|sept?\.?|oct\.?|nov\.?|"
        r"dec\.?"
    ),
)

WORDS = Words(
    compounds={
        r"(?:[a-z]+ )?(?:[a-z]+-)?hours": Unit.HOURS,
        r"(?:fewer|more|extra|additional|full|paid|volunteer|working|training|person|man|placement|school|bed) days": Unit.DAYS,
    },
    during={
        "over": r"(?:month|week|day)",
    },
    decimal_sign=".",
    numbers={
        "two": 2,
        "three": 3,
        "four": 4,
        "five": 5,
        "six": 6,
        "seven": 7,
        "eight": 8,
        "nine": 9,
        "ten": 10,
        "eleven": 11,
        "twelve": 12,
    },
    before_years=words(
        "a after and as at autumn before between both by calendar christmas during early "
        "ended ending financial for from her his in its late mid of on or our season since "
        "spring summer than the their this through throughout till to until versus vs winter "
        "with year"
    ),
    counted=(
        r"people|children|pupils?|students?|adults|volunteers?|members|visitors|families|"
        r"households|schools|calls|reports?|books?|loans|meals|parcels|tickets|donors|"
        r"donations|trees|hours|passengers|women|men|girls|boys|participants|learners|homes|"
        r"beds|nights|visits|sessions|copies|followers|subscribers|views|shares|downloads|"
        r"signatures|signatories|kilometres|miles|metres|tonnes|kilos|kg|km|hectares|acres|"
        r"litres|responses|respondents|patients|residents|employees|staff|places|callouts|"
        r"call-outs|rescues|items|lives|units|seedlings|plants|supporters|attendees|players"
    ),
    function_words=words(
        "a about according after against already also among an and are as at be because been "
        "before being between both but by can compared could despite during each for from had "
        "has have he her his i if in into is it its may not of on only onto or our over per "
        "respectively she since so than that the their then there these they this those "
        "through to towards under until up via was we were when where which while who whom whose "
        "will with within without would you today tomorrow tonight yesterday away back "
        "together abroad online"
    ),
    weak_nouns=words("occasions times"),
    before_figures=words(
        "a and are at became been bringing by came decreased down fell for from grew had has have in "
        "increased is of on or reached rose stood the to total totalled up was were with"
    ),
    sharing=r"share (?!of)|spread the",
    of_those_behind=r"of (?:them|these|those|whom|which)(?! who)",
    of_those=(r"of (?:which|whom|these|those|them)(?:,)?(?: \w+)?|among (?:these|those|them),?"),
    # Verbs and adverbs.
    abbreviations=words(
        "approx apr art aug c ca cf ch dec dr e.g etc feb fig i.e inc jan ltd mar max min mr "
        "mrs ms no nos nov oct p para pp prof ref sec sept st tel vol vs"
    ),
)

ROLES = Roles(
    aims=r"(?:our|the|an?|had) plan|targets?|goals?|aims?|objectives?|budget(?:ed|s)?|forecasts?|ambitions?",
    intends=r"expects? to|aim(?:s|ed|ing)? to|plan(?:s|ned|ning)? to|hope(?:s|d)? to|intend(?:s|ed)? to|wants? to|we wanted to|next year",
    outcomes=r"actual|achieved|results?|outcomes?|delivered|performance",
    norms=r"plan(?:ned)?|required|requirement|standard|norm|limit|threshold|minimum",
    must=r"will|should|must|is to|are to|(?<!ed )to be|(?:is|are) (?:planned|due)|needs? to",
    that=r"that|who|which|whom",
    goal_headings=(
        r"(?:our |the )?(?:goals?|targets?|objectives?|aims?|plans?|ambitions?|"
        r"priorities|looking ahead|looking forward|next (?:year|season|steps?|term)|year ahead|future)"
    ),
    compared=(
        r"(?:double|twice)(?: the)?|national average(?: [^\W\d]+){0,2}|"
        r"(?:up|down|rising|falling|increase|decrease|rise|rose|fell|grew) from(?: (?:just|only))?|compared (?:with|to)(?: [^\W\d]+){0,3}|"
        r"against(?: (?:a|an|the|our) [^\W\d]+ of)?|versus|vs\.?|rather than|instead of|previously|formerly|than"
    ),
    from_="from",
    to="to",
    year_before=(
        r"(?:[^\W_]+ )?years? ago|(?:the )?(?:previous|prior|preceding) (?:financial )?(?:year|period)|the year before|"
        r"[^\W_]+ years? (?:earlier|ago|before)|last year"
    ),
    changing=(
        r"increase[ds]?|increasing|decrease[ds]?|decreasing|ris(?:e|en|es|ing)|rose|fall(?:en|s|ing)?|fell|gr[eo]wn?|growth|declin\w+|"
        r"drop\w*|reduc\w+|up|down|jump\w*|doubl\w+|gain\w*|loss|change|difference|variance"
    ),
    by="by",
    change_of=r"(?:increase|decrease|rise|fall|growth|drop|reduction|gain|loss) of(?: (?:some|just))?",
    more_than=r"more|fewer|less|higher|lower|increase|decrease|rise|fall|drop|growth|reduction|up on|down on",
    joins="and|but|while|whereas|compared|against|up from|down from|from|which",
    in_year="in|by|for|during|before the end of|end of",
    not_in_year="from|since|until|till|to|began|founded|established|started|launched|built|opened",
    first_asked=r"when|at (?:the )?(?:start|beginning|outset|baseline|entry|intake)|baseline|before|on (?:arrival|entry|joining)",
    within=r"within",
    of_years=r"since (?:\w+ ){0,4}(?:19|20)\d\d|since (?:then|we (?:began|started|opened))|(?:over|in|during|for) (?:the |these )?(?:last|past) [^\W_]+ (?:years|decades?)",
    past=r"\w{2,}ed|was|were|had|came|went|gave|took|made|held|ran|stood|rose|fell|grew|brought|saw|spent|paid|sold|sent|left|led|met|kept|got|found|built|did|been|done|given|taken|seen|won|lost|began|knew|spoke|wrote|told|said|taught|drove|felt|heard|thought|became",
    present=r"say|thinks?|could|would|might|is|are|has|have|can|may|gets?|takes?|costs?|comes?|lives?|works?|remains?|needs?|makes?|goes|go|\w{3,}s(?= \d)",
    ours=r"we|us|our|ours|this year|now|so far",
)

LABELS = Labels(
    verbs=(
        r"\w{2,}ed|being|is|are|was|were|has|have|had|came|went|gave|stands?|took|made|held|ran|stood|rose|fell|"
        r"grew|will|would|can|could|said|say|comes?|brought|saw|cost|spent|paid|sold|broke|sent|left|led|met|kept|got|found|built|took|set"
    ),
    particles="in|out|up|down|back|away",
    passive="(?:has|have|had) been|was|were|is|are|being",
    counting=r"(?:the |our )?(?:total )?numbers? of|of (?:them|these)",
    saying=(
        r"(?:said|say|says|reported|report|told us|stated|thought|think|believed?|agreed?) "
        r"(?:that )?(?:they|he|she|it)"
    ),
    when=(
        r"(?:during|in|over|throughout|for|this|last)(?: (?:the|this|our))?(?: (?:past|last|whole|reporting|"
        r"financial|same))? (?:year|period)|(?:during|in|throughout|for) (?:19|20)\d\d|so far|"
        r"by (?:the )?(?:year[- ]end|end of the year)|at (?:the )?(?:year[- ]end|end of the year)|in total|in all|altogether|now|today"
    ),
    subjects="we|they|it|he|she|i|you|there",
    determiners="the|a|an|our|its|their|and|but|that|also|these|those|who|which",
    ends=(
        r"while|whereas|but|which|where|when|because|so that|in order to|compared|although|though|"
        r"as well as|up from|down from|since(?= (?:we|the|it|they))|before|after"
    ),
    ands="and|or|but",
    that="that|who|which",
    inverted="we|i",
    of="of|among",
    one="an?|one",
    links=words(
        "from for to in on at with by through within about against under across worth into between who that since than per"
    ),
    articles=words("of a an the our their and or as are is was were have has had work now"),
    average="on average",
    amounts=words("of"),
    ages=r"aged? (?:between )?\d{1,2}(?:(?: ?[–-] ?| (?:and|to) )\d{1,2})?(?: (?:or|and) (?:under|over))?|under \d{1,2}s?|\d{1,2} (?:or|and) (?:under|over)",
    plain_heads=r"numbers?|amounts?|totals?|count|values?|figures?|results?|actual",
    sums=r"(?:grand )?totals?|all|sum|full year|whole year",
)

ENGLISH = Vocabulary(MEASURES, EXCLUSIONS, WORDS, ROLES, LABELS)
