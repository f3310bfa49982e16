"""Numbers in Finnish that are no figures, by the words around them."""

from ....number_check.languages import lexicon_of
from ....quantities import Unit
from ....quantities.languages import FINNISH as MEASURES
from ...document import words
from .labels import Labels
from .roles import Roles
from .vocabulary import Exclusions, Vocabulary, Words

_UP_TO_TEN = set(map(str, range(2, 11)))

EXCLUSIONS = Exclusions(
    patterns=(
        # Laws and printed papers.
        r"\b\d+ ?[a-z]? ?§|\b\d+ (?:luvu|momenti|artikla|kohda)\w*|\b(?:he|hallituksen esity\w+) \d+|\b\d{1,4}/(?:19|20)\d{2}\b",
        # Addresses.
        r"\b\w+(?:katu|kadu|tie|kuja|polku|polu|aukio|tori|kaari|puisto|ranta|väylä|rinne|bulevardi)(?:lla|llä|n)? \d{1,3}\b(?: ?[a-z]\b)?(?! [a-zäö]{2,})",
        r"(?-i:\b\d{5} (?=[A-ZÅÄÖ][A-ZÅÄÖa-zåäö]+))",
        # Ages.
        r"\b\d{1,3}(?: ?[–-] ?\d{1,3})?[- ]?vuoti\w+|\b\d{1,3} vuotta (?:täyttän\w+|vanh\w+|nuor\w+)",
        r"\b(?:iältään|ikä\w*|täyttä\w+|täytti)(?: (?:oli|on))? \d{1,3}(?:,\d)?(?: ?[–-] ?\d{1,3})?(?: vuo\w+)?",
        # Ordinals, with days and classes at school.
        r"\b\d{1,3}\.(?: ?[–-] ?\d{1,3}\.)? (?-i:(?=[a-zäö]))",
        r"\b\d{1,2}\.(?:\d{1,2}\.)?(?:(?:19|20)\d{2})?(?: ?[–-] ?\d{1,2}\.\d{1,2}\.(?:(?:19|20)\d{2})?)",
        r"\b\d{1,2}\.\d{1,2}\.(?:(?:19|20)?\d{2}\b)?",
        # Clock times, and the days of a year, which say nothing about one's own work.
        r"\b(?:klo|kello)\.? ?\d{1,2}(?:[.:]\d{2})?(?: ?[–-] ?\d{1,2}(?:[.:]\d{2})?)?",
        r"\b(?:viikko|viiko\w+|vko) ?\d{1,2}\b(?! ?(?:%|prosent))",
        r"\b\d+ (?:tuntia|päivää|päivänä) (?:vuorokaudessa|päivässä|viikossa|vuodessa)\b|\b\d+/7\b",
        # Numbers that lead to somebody.
        r"\b(?:puh(?:elin)?(?:numero)?\w{0,3}|tel|gsm|faksi|tekstiviesti\w*|numero(?:on|ssa|sta)?)\.?(?: (?:on|numero\w*|nro\.?))*:? ?\+?\d[\d /–-]*\d(?!\d| [a-zäö]{3,})",
        r"\b(?:iban|fi\d{2}|(?:pankki)?tili\w*|y-tunnus|rekisterinumero|\w*keräyslu\w+|dnro|diaarinumero)(?: (?:on|nro\.?|numero))?\.?:? ?(?:fi ?)?\d[\d /:.–-]*\d",
    ),
    naming=(
        r"lu(?:ku|vu\w*)|kappale(?:e\w*)?|koh(?:ta|da\w+)|taulu(?:kko|ko\w+)|kuvio\w{0,3}|kuva\w{0,3}|kaavio\w{0,3}|liit(?:e|tee\w*)|sivu\w{0,3}|s\.|"
        r"alaviit\w+|nro\.?|numero|vaihe\w{0,3}|taso\w{0,3}|versio\w{0,3}|luok(?:ka|a\w*)|jakso|osa-alue|painos|huone|sali|"
        r"postilokero|pl|bussi|linja\w{0,3}|kanava\w{0,2}|kerros|moduuli|kvartaali|asetus|direktiivi\w*|artikla\w*|iso|en|is[bs]n|"
        r"wcag|covid|agenda|visio|laituri|rakennus|tyyppi|vyöhyke|päätöslauselma\w*"
    ),
    naming_small=(
        r"tavoite|tavoittee\w+|osa\w{0,2}|kysymy(?:s|kse\w+)|ryhm[äi]\w{0,3}|hanke|sija\w{0,3}|painopiste|vaihtoehto|kurssi|"
        r"päivä|alue|vuosi|strategia|toimenpide"
    ),
    # Inflected otherwise ("joulukuussa"), no day follows.
    between=r"(?!)",
    months=r"(?:tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu)kuu(?:ta|n)?",
    endings=r"n|t|t[aä]|aa|ää|s[st][aä]|l[lt][aä]|lle|ksi|n[aä]|een|iin|aan|ään",
)

WORDS = Words(
    compounds={r"(?!\w*watti)\w+tuntia": Unit.HOURS},
    during={},
    decimal_sign=",",
    numbers={
        word: int(number)
        for number, forms in lexicon_of("fi")["cardinals"].items()
        for word in forms.split()
        if number in _UP_TO_TEN
    },
    before_years=words(
        "vuonna vuoden vuodesta vuoteen vuosina vuosien vuodelta vuodelle ja tai kesällä syksyllä keväällä talvella kesä syksy "
        "kevät talvi kausi kaudella alussa lopussa ennen jälkeen joulukuussa kesäkuussa"
    ),
    counted=(
        r"lasta|lapsen|nuorta|nuoren|henkilöä|henkilön|ihmistä|ihmisen|aikuista|jäsentä|jäsenen|perhettä|koulua|kuntaa|naista|miestä|"
        r"oppilasta|vapaaehtoista|ilmoitusta|puhelua|tapausta|yhteydenottoa|soittoa|keskustelua|kertaa|kappaletta|kpl|tuntia|"
        r"kirjaa|ateriaa|asuntoa|paikkaa|potilasta|asukasta|asiakasta|lahjoitusta|tilausta|viestiä|vastausta|\w+[jv]i?[aä]{2}|"
        r"euroa|kiloa|tonnia|kilometriä|metriä|litraa|hehtaaria|yritystä|järjestöä|tapahtumaa"
    ),
    function_words=words(
        "aikana alle alussa ei eivät eli ennen että hän he heidän heille heistä ja jo joista joka joilla joissa jopa jossa jota jotka "
        "jälkeen kaikki kaikkiaan kanssa kautta keskimäärin koko koska kuin kuitenkin kun lisäksi lopussa lähes me mennessä mikä "
        "mukaan mukana muun mutta myös mutta ne niiden niistä niitä noin näin näistä näitä ole oli olivat ollut on ovat saa saatiin sai saimme "
        "sekä se sen siitä sitä taas tai tämä tämän tuli tulivat vaikka vain vastaan verrattuna vielä vuoden vuonna vuosi yhteensä yli "
        "me te minä sinä nyt tänään eilen huomenna ohella osalta sijaan vuotta aiemmin"
    ),
    weak_nouns=words("kertaa kappaletta kpl tapausta"),
    before_figures=words(
        "alle ja joista jopa kun kuin noin oli olivat on ovat sai saatiin saimme tuli tulivat yhteensä yli kaikkiaan"
    ),
    sharing=r"jaa|levitä",
    of_those_behind=r"(?:heistä|niistä|näistä)",
    of_those=r"joista|joilta|heistä(?: \w+)?|niistä(?: \w+)?|näistä(?: \w+)?",
    abbreviations=words(
        "alv ao art eli em ent esim huom jne kk klo kpl ks lkm milj ml mm mrd ms n no nro os pj pnä puh pvm s tel tk ts tms v vrt vs yms "
        "ym"
    ),
)

ROLES = Roles(
    aims=r"tavoit(?:e|tee|tei)\w*|päämäär\w+|osatavoit\w+|talousarvio\w*|budjet\w+|ennust(?:e|ee)\w*|suunnitelm\w+",
    intends=r"aio\w*|aiko\w+|aikovat|pyri\w+|pyrki\w+|tavoittel\w+|suunnittel\w+|toivo(?:mme|o|vat)|haluamme|on tarkoitus|tulee olemaan|ensi vuonna",
    outcomes=r"tulos|toteutunut|toteuma|saavutettu",
    norms=r"vaatimus|normi|raja-arvo|ohjearvo|vähimmäistaso",
    must=r"pitää|täytyy|on määrä",
    that=r"joka|jotka|että",
    goal_headings=r"(?:meidän )?(?:tavoit\w+|päämäär\w+|tulevaisuu\w+|ensi vuo\w+|tuleva vuo\w+|suunnitelm\w+|katse tulevaan|näkymät)",
    compared=r"verrattuna|verrattaessa|sijaan|sijasta|kuin|kun (?:aiemmin|aikaisemmin|ennen)(?: se)?(?: oli)?",
    from_=r"(?!)",
    to=r"(?!)",
    year_before=(
        r"edellis(?:enä |en )?(?:vuo\w+|kau\w+)|edelli(?:seen|sestä) (?:vuo\w+|kau\w+)|vuo(?:tta|si) (?:aiemmin|aikaisemmin|sitten)|"
        r"viime vuo\w+"
    ),
    changing=(
        r"kasv(?:oi|oivat|aa|avat|anut|aneet)|nous(?:i|ivat|ee|evat|sut|seet)|"
        r"lask(?:i|ivat|ee|evat|enut|eneet)|lisäänty?\w+|vähen\w+|(?:kasvu|nousu|lasku|lisäys)\w*(?! [^\W\d])|pien(?:eni|enee)\w*|supistu\w+|"
        r"aleni\w*|muutos|muutokse\w+|ero|poikkeama|plus|miinus"
    ),
    # How much stands right behind the verb: "kasvoi 12 prosenttia".
    by="",
    change_of=r"(?:kasvua|nousua|laskua|lisäystä|vähennystä|kasvu|nousu|lasku|lisäys|vähennys|muutos)(?: oli| on)?",
    more_than=r"enemmän|vähemmän|suurempi|pienempi|korkeampi|matalampi|kasvua|laskua",
    joins="ja|mutta|kun|sekä|vaikka|jotka|joista|kuin|verrattuna",
    in_year="vuonna|vuoden|vuosina|vuodelta|vuoteen",
    not_in_year="vuodesta|alkaen|lähtien|perustettu|perustettiin|aloitti|alkoi|rakennettu|avattu|avattiin",
    first_asked=r"jolloin|kun|alussa|aluksi|ennen",
    within=r"(?!)",
    of_years=r"vuodesta (?:19|20)\d\d (?:alkaen|lähtien)|viime(?:isten)? [^\W_]+ vuoden aikana",
    past=(
        r"\w{3,}(?:oi|öi|ivat|ivät|tiin|imme)|oli|olivat|ollut|sai|saivat|tuli|tulivat|teki|tekivät|kävi|"
        r"antoi"
    ),
    present="on|ovat|maksaa|kestää|voi|voivat|saa|saavat|asuu|kuuluu",
    ours=r"me|meidän|meillä|meitä|\w+mme|tänä vuonna|nyt|tähän mennessä",
)

LABELS = Labels(
    verbs=(
        r"\w{3,}(?:oi|öi|ivat|ivät|tiin|vat|vät|imme)|on|ovat|oli|olivat|ole|ollut|sai|saivat|tuli|tulivat|teki|tekivät|kävi|antoi|"
        r"oli|olemme|saatiin"
    ),
    particles="pois|ylös|alas|takaisin|mukaan",
    counting=r"(?:yhteensä|kaikkiaan)",
    saying=r"(?:kertoi|kertoo|sanoi|sanoo|arvioi),? että (?:he|hän)",
    when=(
        r"vuo(?:nna|den|teen|desta) (?:19|20)\d\d(?: (?:aikana|lopussa|alussa|loppuun mennessä))?|(?:tänä|viime|kuluneena|edellisenä) vuonna|"
        r"(?:koko )?(?:toiminta|kerto|tili)?vuoden (?:aikana|lopussa|mittaan)|vuodessa|yhteensä|kaikkiaan"
    ),
    subjects="me|he|se|ne|hän|minä|te",
    determiners="kaikki|koko|tämä|nämä|se|ne|sekä|ja|mutta|että|lisäksi|myös|meillä|on|ovat|oli|olivat",
    ends="kun|koska|jotta|mutta|vaikka|verrattuna|ennen kuin|kuin|joista|jossa|joissa|jotka|joka|jolloin|mikä",
    ands="ja|sekä|mutta",
    that="että",
    inverted=r"[^\W\d]+ (?:me|minä)|(?:on|oli|ovat|olivat) (?:se|he|ne|hän)",
    of=r"(?!)",
    average="keskimäärin",
    one="yksi",
    amounts=words(""),
    ages=r"\d{1,2}(?: ?[–-] ?\d{1,2})?-vuotia\w+",
    plain_heads=r"(?:luku)?määrä|lkm|kpl|summa|yhteensä|tulos|arvo",
    sums=r"summa|yhteensä|kaikki|koko maa|koko vuosi",
    links=words("per ilman ennen"),
    articles=words("ja tai sekä eli on ovat oli olivat"),
)

FINNISH = Vocabulary(MEASURES, EXCLUSIONS, WORDS, ROLES, LABELS)
