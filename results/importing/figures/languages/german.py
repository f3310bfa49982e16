"""Numbers in German that are no figures, by the words around them."""

from ....quantities import Unit
from ....quantities.languages import GERMAN as MEASURES
from ...document import words
from .labels import Labels
from .roles import Roles
from .vocabulary import Exclusions, Vocabulary, Words

EXCLUSIONS = Exclusions(
    patterns=(
        # Addresses.
        r"\b[\w.-]*(?:straße|strasse|str\.|weg|platz|allee|gasse|ring|damm|ufer|markt|chaussee) \d{1,4} ?[a-z]?\b(?!\w)",
        r"(?-i:\b(?:D-)?\d{5} (?=[A-ZÄÖÜ][a-zäöüß]+))",
        # Ages.
        r"\b(?:kinder|jugendliche|junge menschen|mädchen|jungen|personen|menschen|schüler|frauen|männer|erwachsene|alle)n?(?: \w+){0,2} "
        r"(?:unter|über|zwischen|von|ab|bis|bis zu|im alter von) \d{1,3}(?: ?(?:[–-]|und|bis|oder) ?\d{1,3})?(?: jahren?)?\b(?! (?:%|prozent|€|euro))",
        r"\b\d{1,3}[- ]jährige?[nrs]?\b|\b\d{1,2}(?:-| ?bis ?| ?[–-] ?)\d{1,2}-?jährige?[nrs]?\b|\b\d{1,3} jahre alt\b",
        r"\b(?:ab|unter|über|bis) \d{1,2} jahren?\b|\b\d{1,2} ?[–-] ?\d{1,2} jahre\b",
        # Clock times and dates.
        r"\b(?:von |ab |bis |um |gegen )?\d{1,2}(?:[.:]\d{2})?(?: ?(?:[–-]|bis|und) ?\d{1,2}(?:[.:]\d{2})?)? uhr\b",
        # Numbers that lead to somebody.
        r"\b(?:iban|bic|konto(?:nummer|nr\.?)?|blz|steuernummer|ust-?id(?:nr\.?)?|vr ?\d|hrb|vereinsregister|"
        r"register(?:nummer|nr\.?)?|aktenzeichen|spendenkonto)(?: (?:nr\.?|nummer|de))?\.?:? ?(?:de ?)?\d[\d /:.–-]*\d",
    ),
    naming=(
        r"kapitel|kap\.|abschnitt|absatz|abs\.|artikel|art\.|punkt|ziffer|tabelle|tab\.|abbildung|abb\.|grafik|anlage|anhang|"
        r"seiten?|s\.|fußnote|anmerkung|nr\.?|nummer|teilziel|schritt|phase|stufe|version|klassen?|jahrgang|band|bd\.|ausgabe|heft|"
        r"raum|saal|postfach|bus|linie|kanal|stock|etage|modul|paket|quartal|top|verordnung|richtlinie|resolution|iso|din|en|"
        r"is[bs]n|wcag|covid|agenda|vision|tor|gleis|haus|gebäude|kategorie|typ|zone|drucksache|studie"
    ),
    naming_small=(
        r"kw|woche|ziel|nachhaltigkeitsziel|teil|frage|gruppe|projekt|platz|priorität|alternative|block|team|kurs|tag|halbjahr|"
        r"region|jahr|strategie|maßnahme|bereich|handlungsfeld|säule"
    ),
    between=r"zwischen",
    months=(
        r"januar|jänner|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember|"
        r"jan\.?|feb\.?|apr\.?|jun\.?|jul\.?|aug\.?|sept?\.?|okt\.?|nov\.?|dez\.?"
    ),
)

WORDS = Words(
    compounds={r"(?:\w+ )?(?!\w*watt)\w+stunden": Unit.HOURS},
    during={
        "unter": r"(?:jahr|monat|woche|tag|stunde)",
        "über": r"(?:jahr|monat|woche|tag|stunde)",
    },
    decimal_sign=",",
    numbers={
        "zwei": 2,
        "drei": 3,
        "vier": 4,
        "fünf": 5,
        "sechs": 6,
        "sieben": 7,
        "acht": 8,
        "neun": 9,
        "zehn": 10,
        "elf": 11,
        "zwölf": 12,
    },
    before_years=words(
        "ab als am anfang bis das dem der des ende für geschäftsjahr haushaltsjahr herbst im in jahr jahre jahren jahres "
        "gegenüber mit nach oder seit sommer und vom von vor während winter zum zwischen frühjahr mitte juni dezember"
    ),
    counted=(
        r"kindern?|personen|menschen|schülern?|schülerinnen|jugendlichen?|lehrkräften?|hinweisen?|meldungen|anrufen?|gesprächen?|"
        r"fällen?|mitgliedern?|besuchen?|besucher(?:n|innen)?|teilnehmer(?:n|innen)?|teilnehmenden?|frauen|männern?|familien|haushalten?|"
        r"unternehmen|schulen|kommunen|gemeinden|ehrenamtlichen?|freiwilligen?|\w+ungen|\w+innen|follower|spender(?:n|innen)?|spenden|"
        r"büchern?|mahlzeiten|exemplaren?|bäumen?|tonnen|kilo|kg|km|kilometern?|m²|quadratmetern?|metern?|hektar|litern?|"
        r"seiten|einwohner(?:n|innen)?|mitarbeitenden?|beschäftigten?|studierenden?|patient(?:en|innen)?|plätzen?|betten|übernachtungen|"
        r"tickets|einsätzen?|stück|\w+stunden|\w+personen|\w+plätzen?|\w+tagen?|\w+fällen?|e-mails|briefen?|artikeln?|anfragen|urls"
    ),
    function_words=words(
        "aber alle alles als also am an auch auf aus bei beim bereits bis da dabei damit dann daran darunter das dass dazu dem den "
        "denn der deren des dessen die dies diese diesem diesen dieser dieses doch drei durch ein eine einem einen einer eines er es "
        "für gegen gegenüber haben hat hatte hatten hier ich ihr ihre ihren im in ins ist jede jeder jedes jedoch kann kein keine "
        "können mehr mit nach nicht noch nur ob oder ohne pro sein seine seit sich sie sind so sowie über um und uns unser unsere "
        "unseren unter vom von vor während war waren was weil wenn wer werden wie wieder wir wird wo wurde wurden zu zum zur zwar "
        "zwischen heute gestern morgen"
    ),
    weak_nouns=words("mal male stück fälle"),
    before_figures=words(
        "auf bei beträgt betrug circa das die erreichte für gegenüber gingen hat hatte ist insgesamt lag liegt mit nach "
        "sank stieg sind um und von waren war wurden zu zusammen"
    ),
    sharing=r"teilen|verbreiten|sagen sie es weiter",
    of_those_behind=r"(?:von ihnen|davon|von diesen)",
    of_those=r"davon(?: \w+)?|von ihnen(?: \w+)?|von diesen(?: \w+)?|darunter(?: \w+)?|unter ihnen(?: \w+)?",
    abbreviations=words(
        "abb abs art aug bd bzw ca d.h dez dr evtl exkl feb ggf inkl jan kap mio mrd nov nr okt rd s sept st std str tab tel "
        "tsd u.a usw vgl z.b zzgl"
    ),
    capital_nouns=True,
)

ROLES = Roles(
    aims=r"ziele?n?|zielwerte?|zielmarke|teilziele?|vorgabe|planwert|budget|haushaltsansatz|prognose\w*|plan",
    intends=r"rechnen (?:wir )?(?:\w+ )?mit|soll|sollen|will|wollen|wollten?|planen|plant|streben|hoffen|möchten|werden (?:im|ab|bis)|wird (?:im|ab|bis)|nächstes jahr|im (?:nächsten|kommenden) jahr",
    outcomes=r"Ist|Ergebnis|erreicht|tatsächlich",
    norms=r"plan|geplant|soll|norm|vorgabe|grenzwert|richtwert|standard|mindestwert",
    must=r"soll|sollen|muss|müssen",
    that=r"die|der|das|dass",
    goal_headings=(
        r"(?:unsere |unser )?(?:ziele?n?|zielwerte?|pläne|ausblick|nächste[sr]? (?:jahr|schuljahr|saison|schritte)|(?:das )?kommende[sr]? (?:jahr|schuljahr)|zukunft\w*|perspektiven?)"
    ),
    compared=(
        r"im vergleich zu(?:m|r)?|verglichen mit|gegenüber|statt|anstelle von|als|(?:nach|von)(?: (?:zuvor|vorher|noch))?|"
        r"(?:gestiegen|gesunken|anstieg|rückgang|stieg|sank|stiegen|sanken) von"
    ),
    from_="von",
    to="auf",
    year_before=r"vor (?:[^\W_]+ )?jahren|(?:dem |im |das |zum )?vorjahr(?:e?s?(?:wert|zeitraum)?)?|(?:im )?jahr (?:zuvor|davor)|ein jahr (?:zuvor|früher)|letzte[sn]? jahr",
    changing=(
        r"st(?:ieg|iegen|eigt|eigen|eigerung\w*)|gestiegen|gesteigert|sank\w*|sinkt|gesunken|zunahme\w*|zugenommen|wuchs\w*|wächst|gewachsen|"
        r"wachstum\w*|abnahme\w*|abgenommen|anstieg\w*|rückgang\w*|zurückgegangen|ging|gingen|erhöht\w*|erhöhung\w*|verringert\w*|plus|minus|"
        r"veränderung\w*|abweichung\w*|differenz"
    ),
    by="um",
    change_of=r"(?:anstieg|rückgang|zunahme|abnahme|steigerung|erhöhung|wachstum|plus|minus) (?:von|um)",
    more_than=r"mehr|weniger|höher|niedriger|größer|geringer|zunahme|abnahme|anstieg|rückgang",
    joins="und|aber|während|sowie|gegenüber|nach|davon|darunter|wobei",
    in_year="im jahr|jahrgang|schuljahr|studienjahr|geschäftsjahr|spielzeit|saison|im|in|jahr|bis|für|ende|anfang|zum",
    not_in_year="seit|ab|von|gegründet|gegründete|begann|begannen|gestartet|gebaut|eröffnet|bis",
    first_asked=r"als|wo|zu beginn|am anfang|vorher|vor|bei (?:einzug|aufnahme|beginn)",
    within=r"innerhalb von|binnen",
    of_years=r"seit (?:Beginn|(?:\w+ )?(?:19|20)\d\d)|in den (?:letzten|vergangenen) [^\W_]+ Jahren",
    past=r"\w{3,}te[nst]?|ge\w+(?:t|en)|\w+(?:iert|ge\w+t)|wurden?|waren?|kam(?:en)?|gingen?|gab(?:en)?|nahm(?:en)?|hielt(?:en)?|stand(?:en)?|lag(?:en)?|stieg(?:en)?|sank(?:en)?|fand(?:en)?|half(?:en)?|sprach(?:en)?|rief(?:en)?|\w+ang",
    present=r"umfasst|dauert|ist|sind|hat|haben|kann|können|lebt|leben|gibt|wird|werden|bleibt|kostet|gilt|gelten",
    ours=r"wir|uns|unser\w*|dieses Jahr|nun|bisher",
)

LABELS = Labels(
    verbs=(
        # What begins with a capital is a noun.
        r"(?-i:(?![A-ZÄÖÜ]))(?:\w{3,}(?:te|ten|tet)|ist|sind|war|waren|wird|werden|wurde|wurden|hat|haben|hatte|hatten|kam|kamen|ging|gingen|gab|gaben|"
        r"nahm|nahmen|fand|fanden|lag|lagen|liegt|liegen|beträgt|betrug|betrugen|umfasst|steht|stehen|standen|bestand|"
        r"soll|sollen|kann|können|konnte|konnten|stieg|stiegen|sank|sanken|erhielt|erhielten|kostet|gilt)"
    ),
    particles="ein|aus|auf|ab|an|durch|teil|zurück|weiter|vor|nach|statt|mit|fest|bereit",
    counting=r"(?:die )?(?:gesamt)?(?:zahl|anzahl) (?:der|von)|von (?:ihnen|diesen)",
    saying=r"(?:gaben? an|sagen|sagten|berichten|berichteten|meinen|antworteten)[,]? dass sie",
    when=(
        r"(?:im|während des|im laufe des|im ganzen) (?:gesamten |vergangenen |letzten )?(?:berichts|kalender|geschäfts|haushalts)?(?:jahre?s?|zeitraum)"
        r"(?: (?:19|20)\d\d)?|(?:in|für) (?:19|20)\d\d|in diesem jahr|im vorjahr|bisher|zum jahresende|am jahresende|"
        r"zum \d{1,2}\. \w+(?: \d{4})?|insgesamt|im schnitt|zusammen|(?:19|20)\d\d"
    ),
    subjects="wir|sie|es|er|man|ich|ihr",
    determiners="die|der|das|den|dem|des|ein|eine|einen|unsere|unser|unseren|und|aber|sowie|dass|zudem|auch|außerdem|haben|hat|hatte",
    ends=(
        r"während|aber|weil|damit|um|sodass|so dass|wenn|als|wo|im vergleich|verglichen|gegenüber|bevor|nachdem|davon|darunter|"
        r"ohne dass|obwohl|seit (?:wir|sie|es)|was"
    ),
    ands="und|sowie|aber|oder",
    that="dass|die|der|das",
    inverted=r"[^\W\d]+ (?:wir|man|ich)|(?:ist|sind|war|waren|hat|hatte|gab|kamen|gibt) (?:es|sie|er)",
    of="von|der|unter",
    one="eine?",
    average="im durchschnitt|durchschnittlich|im schnitt|im mittel",
    amounts=words("von auf um"),
    ages=r"(?:im alter )?(?:von |zwischen |ab )?\d{1,2}(?:(?: ?[–-] ?| (?:und|bis) )\d{1,2})? jahren?(?!\w)",
    plain_heads=r"(?:an)?zahl|beträge?|summe|gesamt|insgesamt|ergebnis|wert|ist",
    sums=r"summe|gesamt|insgesamt|alle|bundesweit|gesamtjahr",
    links=words(
        "aus für zu zum zur in im an am bei beim mit über durch gegen um von vom bis nach ohne seit unter zwischen während pro "
        "wegen als auf"
    ),
    articles=words(
        "der die das des dem den ein eine einer eines einem einen und oder sowie unsere unserer unseren ist sind war waren hat "
        "haben hatte wurde wurden sein ihre ihren"
    ),
)

GERMAN = Vocabulary(MEASURES, EXCLUSIONS, WORDS, ROLES, LABELS)
