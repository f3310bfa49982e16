"""Swedish pages around the edition.

Facts and figures are those of ECPAT Sverige's account of 2016; the words are the demo's own.
"""

from collections.abc import Mapping
from typing import Any

from home.demo.report import Report

# Said where a visitor might take the demo for the real thing.
DEMO = (
    "<p><i>Webbplatsen är en demonstration, och sidan är exempeldata: den står i stället för den "
    "där ECPAT Hotline tar emot tips. Numren 112 och 116 111 är verkliga.</i></p>"
)

HOME: dict[str, Any] = {
    "title": "ECPAT Sverige",
    "slug": "ecpat-sverige",
    "search_description": "ECPAT Sverige arbetar mot sexuell exploatering av barn.",
    "intro": (
        "<p>ECPAT Sverige arbetar för att inget barn ska utnyttjas sexuellt. "
        "Här redovisar vi vad arbetet har lett till.</p>"
    ),
}

INFORMATION: list[dict[str, Any]] = [
    {
        "title": "Om ECPAT Sverige",
        "slug": "om-ecpat-sverige",
        "show_in_menus": "on",
        "search_description": "Vad ECPAT Sverige gör, och varifrån siffrorna här kommer.",
        "text": (
            "<p>ECPAT Sverige bildades 1996. Vi arbetar på tre sätt för att inget barn ska "
            "utnyttjas sexuellt.</p>"
            "<ul><li>Vi påverkar dem som beslutar, så att lagar blir starkare.</li>"
            "<li>Vi berättar vad som händer barn, och vad som går att göra åt det.</li>"
            "<li>Vi samarbetar med företag, till exempel med bankerna i Finanskoalitionen.</li></ul>"
            "<h2>Tips från allmänheten</h2>"
            "<p>På webben tar ECPAT Hotline emot tips sedan 2005. Vi läser och bedömer "
            "varje tips.</p>"
            "<h2>Om webbplatsen</h2>"
            "<p>Det här är en demonstration. Siffrorna för 2016 kommer ur ECPAT Sveriges egen "
            "redovisning. De för 2015 och 2017 är exempeldata.</p>"
        ),
    },
    {
        "title": "Nordiskt Forum",
        "slug": "nordiskt-forum",
        "search_description": "En nordisk konferens om hur barn utnyttjas sexuellt på nätet.",
        "text": (
            "<p>ECPAT Nordiskt Forum är en konferens om hur barn utnyttjas sexuellt på nätet, "
            "och om hur det kan stoppas. År 2016 höll vi den för deltagare från offentlig sektor, "
            "näringsliv och civilsamhälle i Norden.</p>"
            "<h2>Ett projekt på två år</h2>"
            "<p>Konferensen hör till ett projekt som varar i två år. När det är slut ska "
            "myndigheter, företag och civilsamhälle samverka bättre mot barnsexhandeln.</p>"
            "<h2>Tjugo år av arbete</h2>"
            "<p>ECPAT Sverige bildades 1996. Samma år var Stockholm värd för den första "
            "världskongressen mot barnsexhandel.</p>"
        ),
    },
    {
        "title": "ECPAT Hotline",
        "slug": "ecpat-hotline",
        "show_in_menus": "on",
        "search_description": "Så arbetar ECPAT Hotline med tips om sexuell exploatering av barn.",
        "text": (
            "<p>Den som misstänker att ett barn utnyttjas sexuellt kan tipsa ECPAT Hotline. "
            "Det görs på webben, och alla är välkomna att tipsa. "
            "ECPAT Sverige driver sidan sedan 2005.</p>"
            "<h2>Vad som händer med ett tips</h2>"
            "<ol><li>Vi läser och bedömer varje tips.</li>"
            "<li>Kan det röra något olagligt skickar vi det till polisen i Sverige, "
            "eller till en hotline utomlands.</li></ol>" + DEMO
        ),
    },
    {
        "title": "Remissyttranden",
        "slug": "remissyttranden",
        "search_description": "Vad ett remissyttrande är och hur ECPAT Sverige skriver sina.",
        "text": (
            "<p>När en ny lag föreslås säger vi vad vi anser om den. "
            "Det gör vi skriftligt, i ett remissyttrande.</p>"
            "<p>Frågan som vi ställer är alltid densamma: vad betyder förslaget för barnets "
            "rättigheter? Därför läser vi det kritiskt.</p>"
        ),
    },
]

INDEX: dict[str, Any] = {
    "title": "Resultat",
    "slug": "resultat",
    "search_description": "Resultaten av ECPAT Sveriges arbete.",
    "show_in_menus": "on",
    "introduction": "Varje utgåva redovisar en period.",
    "leave_url": "https://www.smhi.se/",
    "content_notice": (
        "Resultaten handlar om sexuell exploatering av barn. Här finns inga bilder av barn och "
        "inga detaljer om övergrepp."
    ),
    "ways_to_help": [],
    "contact_email": "siffror@example.org",
}


def ways_to_help(pages: Mapping[str, int]) -> list[tuple[str, dict[str, Any]]]:
    """Return the ways to help of the index page, given the pages of information by slug."""
    return [
        (
            "helpline",
            {
                "name": "Nödnumret",
                "telephone": "112",
                "hours": "dygnet runt",
                "note": "När ett barn är i fara.",
            },
        ),
        (
            "helpline",
            {
                "name": "Bris",
                "telephone": "116 111",
                "note": "För dig som är under 18 och vill prata med någon.",
            },
        ),
        ("link", {"text": "Lämna ett tips till ECPAT Hotline", "page": pages["ecpat-hotline"]}),
    ]


EDITION: dict[str, Any] = {
    "title": "Mål och resultat 2016",
    "slug": "2016",
    "period_start": "2016-01-01",
    "period_end": "2016-12-31",
    "search_description": (
        "ECPAT Sveriges viktigaste resultat 2016: Nordiskt Forum, #stoppanäthandeln, "
        "ECPAT Hotline, påverkansarbetet och Finanskoalitionen."
    ),
    "introduction": (
        "Inget barn ska utnyttjas sexuellt. Det är målet för ECPAT Sverige, som påverkar "
        "beslutsfattare, sprider kunskap och samarbetar med näringslivet. "
        "Den här sidan visar det viktigaste som arbetet ledde till under 2016."
    ),
    "share_text": "Så gick arbetet mot sexuell exploatering av barn 2016",
}

# The title of each picture in the admin, by the name of its pattern, and what it shows.
PICTURES = {
    "gathering": ("Platshållare: samling", "Banor av prickar som möts i en gul prick."),
    "currents": ("Platshållare: strömmar", "Vågor av prickar, en av dem gul."),
}

REPORT = Report(
    "verksamhetsberattelse-2016.pdf",
    "sv",
    "Verksamhetsberättelse 2016",
    (
        "Platshållare.",
        "I demonstrationen står det här dokumentet i stället för verksamhetsberättelsen.",
        "Det innehåller ingenting annat än den här texten.",
    ),
)
