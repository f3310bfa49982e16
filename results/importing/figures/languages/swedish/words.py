"""What the words of Swedish tell about a number beside them."""

from __future__ import annotations

from .....quantities import Unit
from ....word_sets import words
from ..words import Words

WORDS = Words(
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
    part_of=(
        r"av(?: (?:de|totalt|sammanlagt|alla|våra|samtliga|dessa|det|alla de|de totalt))?|"
        r"utav|på"
    ),
    of_those_behind=r"av (?:dem|dessa|vilka)",
    of_those=(r"varav(?: \w+)?|av vilka|av dessa(?: \w+)?|av dem(?: \w+)?|bland dessa(?: \w+)?"),
    # Plurals, verbs and adverbs.
    no_singular=(
        r"are|"
        r"er|ar|or|en|na|s|[dt]e|it|ades?|lev|ick|och|ast|bara|totalt|sammanlagt|antal|"
        r"antalet|summa|endast|blott|cirka|ungefär|ytterligare|tog|höll|gav|såg|kom|gick|stod|"
        r"sålt|drog|året|månaden|tiden|slut|slutet|lån|barn|år|än|hela|snitt|medel|resp|inkl|exkl|max|samt|plus|minus|igen|redan"
    ),
    # Verbs and adverbs.
    no_noun=(
        r"[dt]e|ades?|it|lev|ick|tog|höll|gav|såg|kom|gick|stod|bara|endast|totalt|sammanlagt|"
        r"cirka|ungefär|ytterligare|antal|antalet"
    ),
    past=(r"[dt]es|[aö]ttes?|[^aeiouyåäö]avs|ades|blev|fick|gick|kom"),
    abbreviations=words(
        "art aug bil bl.a ca d d.v.s dec dvs exkl f.d feb fig fr.o.m inkl jan kap kl kr m.fl "
        "m.m max milj min mån nov nr o.s.v okt omkr osv prop resp s s.k sept sid st t.ex "
        "t.o.m tab tel tim ung"
    ),
    money=(
        r"kost(?:a|ar|ade|at|nad)|intäkt|utgift|\w*kostnad|bidr(?:ag|og|ar)|skänk|anslag|anslog|"
        r"omsatt|omsätt|budget|betal|doner|gåvor|lön|hyr|överskott|underskott|vinst|förlust|"
        r"investera|finansier|satsa(?:de|t)|insaml|samlade in"
    ),
    currency=Unit.SEK,
)
