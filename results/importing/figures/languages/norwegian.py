"""Numbers in Norwegian and Danish that are no figures, by the words around them."""

from ....quantities import Unit
from ....quantities.languages import DANISH as DANISH_MEASURES
from ....quantities.languages import NORWEGIAN as MEASURES
from ...document import words
from .labels import Labels
from .roles import Roles
from .vocabulary import Exclusions, Vocabulary, Words

EXCLUSIONS = Exclusions(
    patterns=(
        # Addresses.
        r"\b\w+(?:gata|gaten|gate|gade|vegen|veien|vei|vej|vejen|plass|plads|torg|torv|allé|stien|bakken)"
        r" \d+ ?[a-z]?\b(?!\w)",
        r"(?-i:\b\d{4} (?=[A-ZÆØÅ][a-zæøå]+(?:[ ][A-Z]{1,2})?(?:[,.]|$)))",
        # Ages.
        r"\b(?:barn|børn|unge|ungdom(?:mer)?|jenter|gutter|piger|drenge|personer|elever|kvinner|"
        r"kvinder|menn|mænd|voksne|alle|de som er|dem der er)(?: \w+){0,2} "
        r"(?:under|over|mellom|mellem|fra|opp til|op til|fylte|er|på|i alderen) \d{1,3}"
        r"(?: ?(?:[–-]|og|til|eller) ?\d{1,3})? år\b(?! (?:siden|senere))",
        r"\b\d{1,2} ?[–-] ?\d{1,2} år(?:inger|ige)?\b|\b\d{1,2}-år(?:ing|ig)\w*",
        r"\b\d{1,2}\.(?: ?[–-] ?\d{1,2}\.)? (?:trinn|klasse|etasje|etage)\b",
        # Clock times and dates.
        r"\b(?:kl\.?|klokken|klokka) ?\d{1,2}(?:[.:]\d{2})?(?: ?(?:[–-]|til|og) ?\d{1,2}(?:[.:]\d{2})?)?",
        # Numbers that lead to somebody.
        r"\b(?:konto(?:nummer|nr\.?)?|vipps|mobilepay|org\.? ?(?:nr|nummer)\.?|organisasjonsnummer|cvr(?:-nr\.?)?|"
        r"reg\.? ?nr\.?|saksnummer|journalnr\.?|fødselsnummer)(?: (?:er|nr|til|på))?\.?:? ?\d[\d /:.–-]*\d",
    ),
    naming=(
        r"kap(?:it(?:tel|let|el|let))?\.?|avsnitt|afsnit|paragraf(?:en)?|artik(?:kel|el)|art\.|punkt|pkt\.|tabell?|tab\.|"
        r"figur|fig\.|diagram|vedlegg|bilag|side(?:ne|rne)?|s\.|fotnote|note|nr\.?|nummer|no\.|delmål|"
        r"trinn|trin|fase|nivå|niveau|versjon|version|klasse|runde|bind|utgave|udgave|rom|rum|lokale|sal|"
        r"postboks|boks|buss?|linje|kanal|etasje|etage|modul|kvartal|topp|riksvei|forordning|direktiv|"
        r"resolusjon|resolution|iso|en|is[bs]n|wcag|covid|agenda|visjon|vision|spor|gruppe nr|kategori|type|sone|zone"
    ),
    naming_small=(
        r"uke|uge|mål|bærekraftsmål|verdensmål|del|spørsmål|spørgsmål|gruppe|prosjekt|projekt|lag|hold|plass|plads|"
        r"prioritet|alternativ|team|scene|kurs|kursus|dag|termin|divisjon|division|region|år|strategi|tiltak|område"
    ),
    between=r"mell[eo]m",
    months=(
        r"januar|februar|mars|marts|april|mai|maj|juni|juli|august|september|oktober|november|"
        r"desember|december|jan\.?|feb\.?|apr\.?|jun\.?|jul\.?|aug\.?|sept?\.?|okt\.?|nov\.?|de[sc]\.?"
    ),
)

WORDS = Words(
    compounds={r"(?:\w+ )?(?!\w*watt)\w+timer": Unit.HOURS},
    during={
        "under": r"(?:år|måned|uke|uge|dag|døgn|time)",
        "over": r"(?:måned|uke|uge|dag|døgn)",
    },
    decimal_sign=",",
    numbers={
        "to": 2,
        "tre": 3,
        "fire": 4,
        "fem": 5,
        "seks": 6,
        "sju": 7,
        "syv": 7,
        "åtte": 8,
        "otte": 8,
        "ni": 9,
        "ti": 10,
        "elleve": 11,
        "elve": 11,
        "tolv": 12,
    },
    before_years=words(
        "av af den etter efter eller fra for før hele høsten i innen inden innan julen kvartal med mellom mellem og om per på "
        "påsken siden som sommeren sommeren sesongen sæsonen til under ved våren vinteren år årene året årsskiftet regnskapsåret"
    ),
    counted=(
        r"barn|børn|person(?:er)?|mennesker|elev(?:er)?|ungdommer|unge|lærere|tips|samtaler|henvendelser|"
        r"saker|sager|medlemmer|besøk(?:ende)?|besøgende|deltak(?:ere|elser)|deltagere|kvinner|kvinder|menn|mænd|familier|"
        r"husstander|bedrifter|virksomheder|skoler|kommuner|frivillige|\w+inger|følgere|givere|gaver|bøker|bøger|lån|"
        r"måltider|eksemplarer|trær|træer|tonn|kilo|kg|km|kilometer|m²|kvadratmeter|meter|hektar|liter|sider|"
        r"innbyggere|indbyggere|ansatte|studenter|pasienter|patienter|plasser|pladser|boliger|netter|billetter|"
        r"passasjerer|oppdrag|innsatser|indsatser|ganger|gange|stk|\w+timer|\w+sjoner|\w+personer|\w+plasser|\w+dager|"
        r"e-poster|mails|brev|artikler|svar"
    ),
    function_words=words(
        "alt at av af bare blir bliver ble blev de dem den denne det dette der da etter efter fordi eller en et enn end "
        "fikk fik fram frem fra får før gjennom gennem hadde havde han har hun hos i ifølge ifølge ikke inn ind innen jeg jo kan man med mellom "
        "mellem men mens mot mod ned nå nu når og også om per på samt samtidig siden seg sig sin sine sitt sit skal skulle "
        "som så til totalt under opp op uten uden ut ud var være vi via ved hvilke hver vår våre vores er over i dag"
    ),
    weak_nouns=words("ganger gange stk tilfeller tilfælde"),
    before_figures=words(
        "av af ble blev cirka det fikk fik fra for hadde havde har i ligger lå med nådde og på sank steg til totalt under utgjorde "
        "udgjorde var er økte øket over falt faldt"
    ),
    sharing=r"del (?:denne|dette|gjerne|siden)|spred?",
    of_those_behind=r"a[vf] (?:dem|disse|de)(?! som)",
    of_those=r"h[vw]ora[vf](?: \w+)?|a[vf] disse(?: \w+)?|a[vf] dem(?: \w+)?|(?:blant (?:disse|dem)|deriblant)(?: \w+)?|hera[vf](?: \w+)?|dera[vf](?: \w+)?",
    abbreviations=words(
        "art aug bl.a ca d.v.s dvs ekskl f.eks feb fig inkl jan kap kl kr m.fl m.m maks mill mio min mnd mrd nov nr "
        "o.l okt osv pga pkt s sept st tab tel tlf"
    ),
)

ROLES = Roles(
    aims=r"plan(?:en)?|mål|målet|målene|målsetning\w*|målsætning\w*|delmål\w*|måltall|budsjett\w*|budget\w*|prognose\w*|ambisjon\w*|ambition\w*",
    intends=r"regner (?:vi )?med|skal|vil|ville|kommer til å|planlegger|planlægger|håper|håber|tar sikte på|ønsker|(?:neste|næste) år|kommende år",
    outcomes=r"resultat|utfall|faktisk|oppnådd",
    norms=r"plan(?:lagt)?|krav|norm|grenseverdi|grænseværdi|retningslinje|standard|minstekrav",
    must=r"skal|bør|må",
    that=r"som|at",
    goal_headings=(
        r"(?:våre |vårt |vores )?(?:mål|målene|målet|målsetning\w*|måltall|planer|veien videre|vejen frem|"
        r"n[eæ]ste (?:år|sesong|sæson|skoleår|skridt|steg)|året som kommer|fremtid\w*|framtid\w*)"
    ),
    compared=(
        r"(?:opp|op|ned|økning|stigning|nedgang|økte|steg|falt|faldt) fra|sammenlign?et med|sammenlignet med|"
        r"mot(?: (?:bare|kun))?|mod(?: (?:bare|kun))?|i ?stedet for|enn|end"
    ),
    from_="fra",
    to="til",
    year_before=r"for [^\W_]+ år siden|året (?:før|i forveien)|foregående (?:år|periode|regnskapsår)\w*|i fjor|fjoråret|sidste år|forrige år",
    changing=(
        r"øk\w*|økning\w*|reduser\w*|redus\w+|st(?:eg|eget|iger|igning)\w*|sank|sunk\w+|vokst?e?|vokser|vekst\w*|vækst\w*|"
        r"opp|op|ned|nedgang\w*|oppgang\w*|fremgang\w*|fald\w*|fall\w*|falt|endring|ændring|avvik|afvigelse|differan?ce"
    ),
    by="med",
    change_of=r"(?:økning(?:en)?|stigning(?:en)?|nedgang(?:en)?|reduksjon|fald|vekst|vækst) (?:på|av|med)",
    more_than=r"flere|færre|mer|mere|mindre|høyere|højere|lavere|økning|stigning|nedgang",
    joins="og|men|mens|samt|sammenlignet|mot|mod|opp fra|op fra|ned fra|fra|hvorav|heraf|noe som",
    in_year="i|år|til|for|under|innen|inden|utgangen av|slutten av|udgangen af",
    not_in_year="fra|siden|begynte|begyndte|grunnlagt|grundlagt|stiftet|startet|startede|bygget|åpnet|åbnede",
    first_asked=r"da|hvor|ved (?:\w*start\w*|innflytting|indflytning|inntak)|før|i starten",
    within=r"innen",
    of_years=r"siden (?:starten|da|(?:19|20)\d\d)|(?:de siste) [^\W_]+ årene?",
    past=r"(?!\w+ende\b)\w{3,}(?:et|te|de)|\w*(?:ble|fikk|kom|gikk|ga|tok|holdt|sto|lå|dro|steg|sank|så|skrev|vant|drev|deltok|fantes)|var|hadde|sa",
    present=r"er|har|får|gir|går|gjør|bor|står|når|finnes|kan|gjelder|\w{3,}er(?= (?:\w+ )?\d)",
    ours=r"vi|oss|vår|vårt|våre|i år|nå|hittil",
)

LABELS = Labels(
    verbs=(
        r"\w{3,}edes?|(?!første)\w{3,}[dlmnrsv]tes?|er|var|ble|blev|blir|bliver|har|hadde|havde|fikk|fik|får|kom|kommer|gikk|gik|går|ga|gav|"
        r"gir|giver|tok|tog|tar|tager|holdt|sto|stod|står|lå|ligger|utgjør|utgjorde|udgør|udgjorde|besto|bestod|finnes|fantes|"
        r"skal|skulle|kan|kunne|gjelder|gjaldt|nådde|steg|sank|øker|økte|deltok|deltog|bidro|koster"
    ),
    particles="inn|ind|ut|ud|opp|op|ned|frem|fram|bort|tilbake|tilbage|videre",
    counting=r"(?:det )?(?:totale |samlede )?antall?(?:et)?|a[vf] (?:dem|disse)(?! som)|totalt antall",
    saying=r"(?:oppgir|oppga|oplyser|svarer|svarte|svarede|sier|siger|sa|mener|mente) at (?:de|hun|han)",
    when=(
        r"(?:i løpet av|i løbet af|gjennom|gennem|i|for) (?:hele )?(?:det (?:siste|sidste) )?(?:regnskaps)?(?:året|perioden)|"
        r"(?:i|for|år|i løpet av) (?:19|20)\d\d|i år|i fjor|sidste år|hittil|"
        r"ved (?:utgangen av året|årets (?:slutt?|udgang))|totalt|til sammen|i alt"
    ),
    subjects="vi|de|det|den|han|hun|man|jeg|dere|I",
    determiners="hele|de|den|det|en|et|våre|vår|vårt|vores|og|men|samt|at|som|dessuten|også|har|hadde|havde",
    ends=(
        r"noe som|hvilket|mens|men|fordi|slik at|så at|når|da|der|sammenlignet|før|etter at|efter at|hvorav|heraf|uten at|uden at|"
        r"selv om|siden (?:vi|de|det)"
    ),
    ands="og|samt|men",
    that="at|som",
    inverted=r"[^\W\d]+ (?:vi|man|jeg)|(?:er|var|har|hadde|havde|handlet|gjelder|finnes|kom) (?:det|de|hun|han)",
    of="av|af|blant|blandt",
    one="en|et|ett",
    average="i gjennomsnitt|i gennemsnit|i snitt|gjennomsnittlig|gennemsnitligt",
    amounts=words("på om av af"),
    ages=r"(?:(?:mellom|mellem|fra) )?\d{1,2}(?:(?: ?[–-] ?| (?:og|til) )\d{1,2})? år(?!\w)",
    plain_heads=r"antall?|beløp|sum|totalt?|resultat|verdi|værdi|tall|tal",
    sums=r"sum|totalt?|i alt|samlet|hele landet|hele året",
    definite={r"(\w{2,}er)ne": r"\1", r"(\w{2,}(?:ing|het|sjon|tion))en": r"\1"},
    links=words(
        "fra for til på i med hos innen inden via ved gjennom gennem mellom mellem under om per som at etter efter uten uden siden enn end"
    ),
    articles=words(
        "av af de den det en et og eller samt våre vår vores er var har hadde skal kan sin sine sitt"
    ),
)

NORWEGIAN = Vocabulary(MEASURES, EXCLUSIONS, WORDS, ROLES, LABELS)
DANISH = Vocabulary(DANISH_MEASURES, EXCLUSIONS, WORDS, ROLES, LABELS)
