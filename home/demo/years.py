"""The short Swedish editions before and after that of 2016: 2015 and 2017.

All of their figures are invented, and say so; the days of publication are invented, too.
"""

from collections.abc import Mapping
from typing import Any

from home.demo.swedish_body import Block

SOURCE = "Exempeldata"
EXAMPLE = "Alla siffror på sidan är exempeldata."

EDITION_2015: dict[str, Any] = {
    "title": "Resultat 2015 (exempeldata)",
    "slug": "2015",
    "period_start": "2015-01-01",
    "period_end": "2015-12-31",
    "publication_date": "2016-04-15",
    "search_description": "En kort utgåva med exempeldata för 2015.",
    "introduction": f"En kort utgåva om 2015, som 2016 jämförs med. {EXAMPLE}",
}

EDITION_2017: dict[str, Any] = {
    "title": "Resultat 2017 (exempeldata)",
    "slug": "2017",
    "period_start": "2017-01-01",
    "period_end": "2017-12-31",
    "publication_date": "2018-04-16",
    "search_description": "En kort utgåva med exempeldata för 2017.",
    "introduction": f"En kort utgåva om 2017, som jämförs med 2016. {EXAMPLE}",
    # The text of 2016 for sharing is taken away, so that the title is shared.
    "share_text": "",
}

# What is counted of each work, by the slugs of the indicators.
HOTLINE = ("granskade-tips", "illegala-tips", "dokumenterade-overgrepp")
CAMPAIGN = ("visningar", "deltagare")

# The ids of the figures of 2015.
KEYS_2015 = {
    slug: f"6f0f3f0e-5d0a-4b7e-9a7e-0c3c6d12015{number}"
    for number, slug in enumerate((*HOTLINE, *CAMPAIGN))
}

# What follows the number of each figure, in both years.
MAIN_POINTS = {
    "granskade-tips": "tips granskades av ECPAT Hotline (exempeldata).",
    "illegala-tips": "av dem bedömdes som illegala.",
    "dokumenterade-overgrepp": "av tipsen gällde övergrepp som hade dokumenterats.",
    "visningar": "gånger hade kampanjens film visats när året var slut.",
    "deltagare": "personer deltog i forumet.",
}

QUOTE = {
    "quote": "Så här ser ett citat ut. Den som säger det har ett namn.",
    "name": "Förnamn Efternamn",
    "role": "exempel på en källa",
}

# The sheet with the figures of 2017, as somebody exports it from a spreadsheet.
SHEET_2017 = """\
Indikator;Värde
granskade tips;7 214
tips som bedömdes som illegala;1 180
andel tips som gällde dokumenterade övergrepp;97,2 %
visningar av kampanjfilmen;121 000
deltagare i forumet;över 300
"""

# The figure of 2017 that is corrected once it is public.
CORRECTED, CORRECT_VALUE = "granskade-tips", "7 124"
REASON = "90 tips hade räknats två gånger (exempeldata)."


def make_body_2015(indicators: Mapping[str, int]) -> list[Block]:
    """Return the blocks of 2015, given the indicators by slug; they name its figures."""

    def stat(slug: str, value: str, **others: Any) -> Block:
        given = {"indicator": indicators[slug], "source": SOURCE, "highlight": "key"}
        return "stat", {"value": value, **given, **others}, KEYS_2015[slug]

    body = _body(
        {
            "granskade-tips": stat("granskade-tips", "5 940", highlight="lead"),
            "illegala-tips": stat("illegala-tips", "960", part_of=KEYS_2015["granskade-tips"]),
            "dokumenterade-overgrepp": stat("dokumenterade-overgrepp", "96,4", unit="percent"),
            "visningar": stat("visningar", "98 000", period_end="2015-12-31"),
            "deltagare": stat("deltagare", "180"),
        },
    )
    return [*body, ("quote", QUOTE)]


def make_main_points(keys: Mapping[str, str]) -> list[Block]:
    """Return the main points of a year, given the ids of its figures by the slug of their indicator."""
    return [("point", {"figure": keys[slug], "text": text}) for slug, text in MAIN_POINTS.items()]


def make_body_2017(kept: Mapping[str, tuple[str, dict[str, Any], str]]) -> list[Block]:
    """Return the blocks of 2017, given the figures of its draft by the slug of their indicator."""
    work = _body(
        {
            slug: (kind, {**value, "source": SOURCE, "note": ""}, key)
            for slug, (kind, value, key) in kept.items()
        }
    )
    drawn = {
        "title": "Granskade tips, år för år",
        "indicators": [kept["granskade-tips"][1]["indicator"]],
        "note": "Siffrorna för 2015 och 2017 är exempeldata.",
    }
    return [work[0], ("chart", drawn), *work[1:]]


def _body(figures: Mapping[str, Block]) -> list[Block]:
    return [
        (
            "campaign",
            {
                "heading": "Tips till ECPAT Hotline",
                "text": "<p>Vi läste och bedömde varje tips som kom in till ECPAT Hotline.</p>",
                "stats": [figures[slug] for slug in HOTLINE],
            },
        ),
        (
            "campaign",
            {
                "heading": "Kampanj och forum",
                "text": "<p>Vi spred en film om handeln med barn på nätet, och höll ett forum.</p>",
                "stats": [figures[slug] for slug in CAMPAIGN],
            },
        ),
    ]


STRINGS = {
    EDITION_2015["title"]: "Results 2015 (example data)",
    EDITION_2015["search_description"]: "A short edition with example data for 2015.",
    EDITION_2015["introduction"]: (
        "A short edition about 2015 that 2016 is compared with. All figures on this page are example data."
    ),
    EDITION_2017["title"]: "Results 2017 (example data)",
    EDITION_2017["search_description"]: "A short edition with example data for 2017.",
    EDITION_2017["introduction"]: (
        "A short edition about 2017 that is compared with 2016. All figures on this page are example data."
    ),
    "Tips till ECPAT Hotline": "Reports to ECPAT Hotline",
    "Vi läste och bedömde varje tips som kom in till ECPAT Hotline.": (
        "We read and assessed every report that was sent to ECPAT Hotline."
    ),
    "Kampanj och forum": "Campaign and forum",
    "Vi spred en film om handeln med barn på nätet, och höll ett forum.": (
        "We spread a film about the trade in children online, and held a forum."
    ),
    "Granskade tips, år för år": "Reports reviewed, year by year",
    "Siffrorna för 2015 och 2017 är exempeldata.": (
        "The figures for 2015 and 2017 are example data."
    ),
    SOURCE: "Example data",
    MAIN_POINTS["granskade-tips"]: "reports were reviewed by ECPAT Hotline (example data).",
    MAIN_POINTS["illegala-tips"]: "of them were assessed as illegal.",
    MAIN_POINTS["dokumenterade-overgrepp"]: (
        "of the reports concerned abuse that had been documented."
    ),
    MAIN_POINTS["visningar"]: (
        "times the film of the campaign had been viewed by the end of the year."
    ),
    MAIN_POINTS["deltagare"]: "people took part in the forum.",
    QUOTE["quote"]: "This is what a quotation looks like. Whoever says it has a name.",
    QUOTE["name"]: "First name Surname",
    QUOTE["role"]: "example of a source",
    REASON: "90 reports had been counted twice (example data).",
}
