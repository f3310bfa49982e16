"""Numbers in Swedish that are no figures, by the words around them."""

from ....quantities import Unit
from ....quantities.languages import SWEDISH as MEASURES
from ...document import words
from .labels import Labels
from .roles import Roles
from .vocabulary import Exclusions, Vocabulary, Words

EXCLUSIONS = Exclusions(
    patterns=(
        # Laws, bills and reports.
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
        r"\b(?:i )?(?:åldern|åldrarna|ålder(?:sgruppen?)?)(?: (?:på|är|var|av|mellan|om))? "
        r"\d{1,3}(?: ?(?:[–-]|och|till|eller) ?\d{1,3})?(?: år\b)?",
        r"\b(?:fyllt|fyller|fyllda|fylla|vid)(?: snart| nu| just)? \d{1,3}(?: år\b|(?=[,.](?:\s|$)|$))",
        r"\b\d{1,3} års ålder|\b\d{1,3} år (?:fyllda|gam\w+|och (?:uppåt|äldre|yngre)|eller (?:äldre|yngre))",
        r"\b\d{1,2} ?[–-] ?\d{1,2} år\b",
        r"\b(?:yngst|äldst)\w*(?: \w+){0,4} \d{1,3}(?: år)?\b",
        # Clock times and dates.
        r"\b(?:kl\.?|klockan) ?\d{1,2}(?:[.:]\d{2})?(?: ?(?:[–-]|till|och) ?\d{1,2}(?:[.:]\d{2})?)?",
        # Numbers that lead to somebody.
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
        r"vecka|veckorna|mål|del|fråga|grupp|projekt|lag|plats|prioritet|alternativ|block|team|scen|hall|"
        r"pass|kurs|(?<!i )dag|termin|division|region|år|strategi|pelare|område"
    ),
    between=r"mellan",
    months=(
        r"januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|"
        r"december|jan\.?|feb\.?|apr\.?|jun\.?|jul\.?|aug\.?|sept?\.?|okt\.?|nov\.?|dec\.?"
    ),
)

WORDS = Words(
    compounds={
        r"(?:\w+ )?(?!\w*watt)\w*timmar(?:na)?": Unit.HOURS,
    },
    during={
        "under": r"(?:år|månad|mån|veck|dag|dygn|timm|tim\b|h\b)",
        "över": r"(?:månad|veck|dag|dygn)",
    },
    decimal_sign=",",
    numbers={
        "två": 2,
        "tre": 3,
        "fyra": 4,
        "fem": 5,
        "sex": 6,
        "sju": 7,
        "åtta": 8,
        "nio": 9,
        "tio": 10,
        "elva": 11,
        "tolv": 12,
    },
    before_years=words(
        "av den efter eller fr.o.m. från för före hela hösten i innan julen kvartalet läsåret "
        "med mellan och om per på påsken redan sedan som sommaren säsongen t.o.m. till under "
        "verksamhetsåret vid vintern våren år åren året årsskiftet"
    ),
    counted=(
        r"barn(?:en)?|person(?:er)?|människor|elev(?:er)?|ungdomar|unga|lärare|tips|samtal|"
        r"ärenden|medlemmar|besök(?:are)?|deltag(?:are|ningar)|kvinnor|män|familjer|hushåll|"
        r"företag|skolor|kommuner|volontärer|frivilliga|\w+ningar|följare|givare|gåvor|böcker|"
        r"lån|måltider|exemplar|träd|ton|kilo|kg|km|kilometer|m²|kvadratmeter|meter|hektar|"
        r"liter|sidor|invånare|anställda|studenter|patienter|platser|bostäder|nätter|"
        r"biljetter|passagerare|resenärer|uppdrag|insatser|utryckningar|\w*kassar|portioner|"
        r"prenumeranter|gånger|st|stycken|\w+timmar|\w+tioner|\w+personer|\w+platser|\w+dagar|"
        r"mejl|brev|artiklar|\w*svar|plantor"
    ),
    function_words=words(
        "alltså att av bara blev blir bort de dem den denna dessa det detta där däremot då "
        "efter eftersom eller en enligt ett fick fram från får för före genom ha hade han har "
        "hon hos i in innan inom inte jag ju jämfört kan man med medan mellan men mot ned ner "
        "ni när och också om per på redan respektive samt samtidigt sedan sig sin sina sitt "
        "ska skulle som så till totalt trots under upp ut utan var vara varav varje vi via "
        "vid vilka vilket vår våra vårt än är även över idag ikväll imorgon igår"
    ),
    weak_nouns=words("ggr gånger st stycken tillfällen"),
    before_figures=words(
        "av blev blir blivit cirka det fick från för hade har i ligger låg med minskade "
        "minskat nådde nått och på sammanlagt samt sjönk steg till totalt under uppgick "
        "uppgår utgjorde var är ökade ökat över"
    ),
    sharing=r"dela (?!av)|sprid ",
    of_those_behind=r"av (?:dem|dessa|vilka)(?! som)",
    of_those=(
        r"varav(?: \w+)?|av vilka|av dessa(?: \w+)?|av dem(?: \w+)?|(?:bland (?:dessa|dem)|däribland)(?: \w+)?"
    ),
    # Verbs and adverbs.
    abbreviations=words(
        "art aug bil bl.a ca d d.v.s dec dvs exkl f.d feb fig fr.o.m inkl jan kap kl kr m.fl "
        "m.m max milj min mån nov nr o.s.v okt omkr osv prop resp s s.k sept sid st t.ex "
        "t.o.m tab tel tim ung"
    ),
)

ROLES = Roles(
    aims=r"plan(?:en)?|mål|målet|målen|målsättning\w*|delmål\w*|målvärde\w*|målnivå\w*|måltal\w*|budget\w*|prognos\w*|ambition\w*",
    intends=r"räknar (?:vi )?med|kommer att|planerar|planeras|planera(?:d|t|de|des) att|hoppas|hoppades|avser att|siktar på|vill|ville|nästa år|kommande år",
    outcomes=r"utfall|resultat|utfört|uppnått|faktiskt",
    norms=r"plan(?:erat)?|krav(?:nivå|et)?|norm|gränsvärde|riktvärde|riktlinje|standard|lägsta nivå",
    must=r"planeras|återstår att|ska|skall|bör|måste",
    that=r"som|att",
    goal_headings=(
        r"(?:våra |vårt )?(?:mål|målen|målet|målsättning\w*|målvärde|planer|framåtblick|"
        r"framåt|nästa (?:år|säsong|läsår|steg)|kommande (?:år|säsong|läsår)|året som kommer|framtid\w*)"
    ),
    compared=(
        r"dubbelt så många som|riks\w*snittet(?: [^\W\d]+){0,2}|"
        r"(?:upp|ned|ner|ökning|minskning|ökade|ökat|minskade|minskat) från|jämför(?:t|a) med(?: [^\W\d]+){0,2}|"
        r"i ?jämförelse med|tidigare|mot(?: (?:bara|endast))?|i ?stället för|än"
    ),
    from_="från",
    to="till",
    year_before=r"för [^\W_]+ år sedan|för [^\W_]+ år sedan|året (?:innan|före|dessförinnan)|föregående (?:år|period|räkenskapsår)\w*|förra (?:året|årsskiftet|perioden)|i fjol|fjolårets?|fjolåret",
    changing=(
        r"öka\w*|ökning\w*|minsk\w+|st(?:ig|eg|igit|iger)\w*|sjunk\w+|sjönk|växt?e?|växer|tillväxt\w*|"
        r"upp|ned|ner|nedgång\w*|uppgång\w*|höj\w+|sänk\w+|förändring|avvikelse|differens"
    ),
    by="med",
    change_of=r"(?:ökning|ökningen|minskning|minskningen|uppgång|nedgång|tillväxt) (?:på|om|av|med)",
    more_than=r"fler|färre|mer|mindre|högre|lägre|ökning|minskning|uppgång|nedgång",
    joins="och|men|medan|samt|jämfört|mot|upp från|ned från|från|varav|vilket",
    in_year="i|år|till|för|inför|under|senast|utgången av|slutet av",
    not_in_year="från|sedan|t.o.m.|fram till|började|grundades|startade|startades|byggt|byggd|byggdes|invigdes|bildades",
    first_asked=r"då|när|vid (?:\w*start\w*|in(?:flytt|skriv)ning\w*|början|första)|före|innan|i början",
    within=r"inom",
    of_years=r"sedan (?:starten|dess|(?:19|20)\d\d)|(?:under|på|de senaste|de gångna) (?:de )?(?:senaste |gångna )?[^\W_]+ (?:åren|år)",
    past=r"\w{3,}(?:[dt]es?|ats?|its?|tts)|\w{2,}(?:[lnkpr]t|ett)|\w*(?:blev|fick|kom|gick|gav|gavs|tog|togs|höll|hölls|stod|låg|drog|steg|sjönk|såg|bad|skrev|bjöd|vann|åt|satt|drev|drevs|deltog|fanns)|var|hade|sa",
    present=r"är|har|får|ger|går|gör|bor|rör|står|når|finns|kan|ingår|lever|gäller|\w{3,}(?:ar|as|er)(?= (?:\w+ )?\d)",
    ours=r"vi|oss|vår|vårt|våra|i år|nu|hittills",
)

LABELS = Labels(
    verbs=(
        r"\w{3,}ades?|\w{3,}as|\w+[dlmnr]des?|\w+[kpst]tes?|är|var|\w*blev|blir|har|hade|fick|får|\w*(?:kom|gick|går|höll|hölls|stod|står|låg|gav|gavs)|kommer|"
        r"ger|\w*tog|\w*togs|tar|ligger|utgör|utgjorde|finns|fanns|"
        r"ska|skulle|kan|kunde|rör|gäller|nådde|steg|sjönk|ökar|minskar|når|bidrog|kostar|skrev"
    ),
    particles="in|ut|upp|ned|ner|fram|bort|tillbaka|vidare",
    counting=r"(?:det )?(?:totala |sammanlagda |genomsnittliga )?antal(?:et)?|av (?:dem|dessa)(?! som)|(?:totalt|sammanlagt) antal",
    saying=r"(?:uppger|uppgav|svarar|svarade|säger|sade|sa|anger|angav|tycker|anser) att (?:de|hon|han|hen)",
    when=(
        r"(?:under|för|i|på) (?:hela )?(?:det (?:gångna|senaste) )?(?:verksamhets|kalender|räkenskaps)?(?:året|perioden)|"
        r"(?:under|i|för|år) (?:19|20)\d\d|i år|förra året|(?:under|i) (?:våren|hösten|sommaren|vintern|våras|höstas)|"
        r"(?:vid|i) (?:slutet av )?årets? (?:slut|utgång)|i slutet av året|vid års(?:skiftet|slutet)|till antalet|hittills|totalt|sammanlagt|tillsammans|nu|numera|i ?dag"
    ),
    subjects="vi|de|det|den|han|hon|man|jag|ni",
    determiners="varav|hela|de|den|det|en|ett|våra|vår|vårt|och|men|samt|att|som|dessutom|även|också|därtill|har|hade",
    ends=(
        r"vilket|vilka|medan|men|eftersom|för att|så att|när|då|där|jämfört|innan|efter att|varav|utan att|"
        r"trots|sedan (?:vi|de|det)"
    ),
    ands="och|samt|men|respektive",
    that="att|som",
    inverted=r"[^\W\d]+ (?:vi|man|jag)|(?:är|var|har|hade|handlade|gäller|rör|finns|fanns|kom) (?:det|de|hon|han)",
    of="av|utav|bland",
    one="en|ett",
    links=words(
        "från för till på i med hos inom via vid genom mot mellan under om per som att efter innan utan sedan än"
    ),
    articles=words(
        "av de den det en ett och eller samt våra vår ur åt var är har hade ska kan sin sina sitt"
    ),
    average="i genomsnitt|i snitt|i medeltal",
    amounts=words("på om av"),
    ages=r"(?:(?:mellan|från) )?\d{1,2}(?:(?: ?[–-] ?| (?:och|till) )\d{1,2})? år(?!\w)|årskurs(?:erna)? \d(?:(?: ?[–-] ?| (?:och|till) )\d)?",
    plain_heads=r"antal|belopp|summa|tota(?:l|lt|la)|utfall|värde|siffra|resultat",
    sums=r"summa|summor|tota(?:l|lt)|samtliga|hela landet|helår|hela året",
    definite={r"(\w{2,}[aeo]r)na": r"\1", r"(\w{2,}(?:ning|het|tion|sion))en": r"\1"},
)

SWEDISH = Vocabulary(MEASURES, EXCLUSIONS, WORDS, ROLES, LABELS)
