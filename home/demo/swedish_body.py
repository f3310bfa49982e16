"""The five campaigns of the Swedish edition."""

from collections.abc import Mapping
from typing import Any

Block = tuple[str, dict[str, Any]] | tuple[str, dict[str, Any], str]

SOURCE = "ECPAT Sveriges verksamhetsberättelse 2016"
# The ids of the figures that others are a part of, or that the main points begin with.
REVIEWED = "6f0f3f0e-5d0a-4b7e-9a7e-0c3c6d1f6558"
ILLEGAL = "6f0f3f0e-5d0a-4b7e-9a7e-0c3c6d1f1100"
DOCUMENTED = "6f0f3f0e-5d0a-4b7e-9a7e-0c3c6d1f0986"
PARTICIPANTS = "6f0f3f0e-5d0a-4b7e-9a7e-0c3c6d1f0250"
VIEWS = "6f0f3f0e-5d0a-4b7e-9a7e-0c3c6d1f1330"

# Each sentence follows the number of its figure.
MAIN_POINTS: list[Block] = [
    ("point", {"figure": figure, "text": text})
    for figure, text in (
        (REVIEWED, "tips granskades av ECPAT Hotline, 618 fler än 2015 (exempeldata)."),
        (ILLEGAL, "av dem bedömdes som illegala, ungefär vart sjätte tips."),
        (DOCUMENTED, "av tipsen gällde övergrepp som hade dokumenterats i bild eller film."),
        (PARTICIPANTS, "nordiska deltagare möttes på ECPAT Nordiskt Forum i två dagar."),
        (VIEWS, "gånger hade filmen #stoppanäthandeln visats i slutet av december."),
    )
]


def make_body(
    pictures: Mapping[str, int],
    pages: Mapping[str, int],
    indicators: Mapping[str, int],
    report: int,
) -> list[Block]:
    """Return the blocks of the edition, given pictures by pattern name, the others by slug."""
    return [
        (
            "campaign",
            {
                "heading": "Ungefär vart sjätte tips bedömdes som illegalt",
                "is_lead": True,
                "text": (
                    "<p>På webben, hos ECPAT Hotline, kan alla tipsa om misstänkt sexuell "
                    "exploatering av barn. Det har varit möjligt sedan 2005. Inget tips lämnas "
                    "ogranskat, och det som kan vara olagligt går vidare, till polisen i Sverige "
                    "eller till en hotline utomlands.</p>"
                    "<p>Under 2016 gällde nästan alla tips övergrepp som hade dokumenterats i bild "
                    "eller film.</p>"
                ),
                "stats": [
                    _stat(
                        REVIEWED,
                        "6 558",
                        "granskade tips",
                        indicator=indicators["granskade-tips"],
                        highlight="lead",
                    ),
                    _stat(
                        ILLEGAL,
                        "1 100",
                        "tips som bedömdes som illegala",
                        indicator=indicators["illegala-tips"],
                        highlight="key",
                        part_of=REVIEWED,
                    ),
                    _stat(
                        DOCUMENTED,
                        "98,6",
                        "andel tips som gällde dokumenterade övergrepp",
                        indicator=indicators["dokumenterade-overgrepp"],
                        unit="percent",
                        highlight="key",
                    ),
                ],
                "links": [_link("Läs mer om ECPAT Hotline", page=pages["ecpat-hotline"])],
            },
        ),
        (
            "chart",
            {
                "title": "Fler tips än året före, och fler som bedömdes som illegala",
                "chart_type": "line",
                "indicators": [indicators["granskade-tips"], indicators["illegala-tips"]],
                "note": "Siffrorna för 2015 är exempeldata.",
            },
        ),
        (
            "campaign",
            {
                "heading": "Nordiskt Forum: två dagar om barns trygghet på nätet",
                "text": (
                    "<p>Hur får vi tillsammans stopp på sexuella övergrepp mot barn på nätet? "
                    "Den frågan samlade offentlig sektor, näringsliv och civilsamhälle till ECPAT "
                    "Nordiskt Forum, som vi höll i samordning med Socialdepartementet. Sveriges "
                    "justitieminister Morgan Johansson och barnminister Åsa Regnér deltog.</p>"
                    "<p>Det hade då gått tjugo år sedan 1996, när ECPAT Sverige bildades och den "
                    "första världskongressen mot barnsexhandel ägde rum i Stockholm. Forumet hör "
                    "till ett projekt på två år, som ska få myndigheter, företag och civilsamhälle "
                    "att samverka bättre.</p>"
                ),
                "stats": [
                    _stat(
                        PARTICIPANTS,
                        "250",
                        "deltagare från de nordiska länderna",
                        indicator=indicators["deltagare"],
                        qualifier="over",
                        highlight="key",
                    )
                ],
                "links": [_link("Läs mer om Nordiskt Forum", page=pages["nordiskt-forum"])],
            },
        ),
        (
            "campaign",
            {
                "heading": "Julkampanj mot handeln med barn på nätet",
                "hashtag": "#stoppanäthandeln",
                "text": (
                    "<p>Vår stora julkampanj 2016 handlade om en baksida av nätet: övergrepp på barn "
                    "blir till bilder och filmer som någon säljer och andra sprider. Kampanjens film "
                    "nådde snabbt ut, med hjälp av bland andra Joel Kinnaman, ambassadör för "
                    "ECPAT.</p>"
                    "<p>Noomi Rapace, också hon ambassadör, tackade alla som gav sitt stöd med en "
                    "videohälsning. Den gick att dela med andra.</p>"
                ),
                "stats": [
                    _stat(
                        VIEWS,
                        "133 000",
                        "visningar av filmen",
                        indicator=indicators["visningar"],
                        highlight="key",
                        period_end="2016-12-31",
                        note="Filmen publicerades på YouTube den 24 november 2016.",
                    ),
                    _stat("", "1 382", "delningar av filmen"),
                ],
            },
        ),
        (
            "campaign",
            {
                "heading": "Påverkan som leder till starkare lagar",
                "text": (
                    "<p>Påverkansarbetet består av fler mejl, samtal och möten än någon kan räkna. "
                    "Utifrån märks det sällan, men framgångarna vilar på det, till exempel när en "
                    "lag skärps. Vi vill att fler vet hur barn utnyttjas sexuellt: de som beslutar, "
                    "myndigheter, företag och alla andra.</p>"
                    "<p>När staten vill ändra en lag lämnar vi remissyttranden. I dem granskar vi "
                    "förslaget med barnets rättigheter som måttstock.</p>"
                    "<h3>Barnpornografibrottet</h3>"
                    "<p>Vi bidrar också till att nya lagar alls föreslås. I många år har vi "
                    "krävt att barnpornografibrottet ska stå bland sexualbrotten, i kapitel 6 i "
                    "brottsbalken, och inte i kapitel 16. Regeringen berättade i januari 2017 att "
                    "lagen ses över och att ett förslag bör komma före årets slut. När utredningen "
                    "har sagt sitt svarar vi.</p>"
                ),
                "image": _picture(
                    pictures["gathering"],
                    "Nio banor av prickar som möts och leder till en stor gul prick.",
                ),
                "links": [_link("Läs våra remissyttranden", page=pages["remissyttranden"])],
            },
        ),
        (
            "campaign",
            {
                "heading": "Finanskoalitionen: att göra handeln med barn olönsam",
                "text": (
                    "<p>Handeln med barn drivs av att någon tjänar pengar på den. Därför bjöd vi "
                    "och Skandiabanken 2008 in alla svenska banker till Finanskoalitionen.</p>"
                    "<p>På koalitionens initiativ skrev två studenter vid Linköpings tekniska "
                    "högskola ett examensarbete under 2016, med CGI som handledare. De undersökte "
                    "digitala betalningar som hör ihop med olaglig verksamhet på nätet. Den ena av "
                    "deras metoder kartlägger tjänster för fillagring genom betalningar i bitcoin. "
                    "Den andra söker samband som kan avslöja förövare som tycks vara anonyma, med "
                    "matematiska modeller. Polisen ser med stort intresse på möjligheten att hitta "
                    "sådana förövare.</p>"
                    "<p>I Almedalen höll vi och koalitionen 2016 ett seminarium om hur samhällets "
                    "olika delar kan samverka mot barnsexhandeln på nätet.</p>"
                ),
                "image": _picture(
                    pictures["currents"], "Vågor av prickar i jämna strömmar, en av dem gul."
                ),
            },
        ),
        (
            "text",
            {
                "heading": "Om siffrorna",
                "text": (
                    "<p>Siffrorna gäller 2016, om inget annat står intill dem. Mer om året finns i "
                    "verksamhetsberättelsen.</p>"
                    "<p>Det som siffrorna jämförs med, från 2015, är exempeldata.</p>"
                ),
                "links": [_link("Läs hela verksamhetsberättelsen för 2016", document=report)],
            },
        ),
        (
            "share",
            {
                "heading": "Hjälp oss att sprida kunskap",
                "text": (
                    "Fler behöver få syn på de brott som vi arbetar mot. Dela gärna den här sidan, "
                    "och gilla det som vi skriver i sociala medier."
                ),
            },
        ),
    ]


def _stat(key: str, value: str, label: str, **others: Any) -> Block:
    return "stat", {"value": value, "label": label, "source": SOURCE, **others}, key


def _link(text: str, **target: int) -> Block:
    return "link", {"text": text, **target}


def _picture(image: int, alt_text: str, **others: str) -> dict[str, Any]:
    return {"image": image, "alt_text": alt_text, **others}
