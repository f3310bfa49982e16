"""What the pages say, in both languages: neutral texts of an ordinary length, numbered."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

LANGUAGES = ("sv", "en")
EXTERNAL = "https://www.example.org/reports/"

WORDS = {
    "sv": {
        "home": "Hem",
        "information": "Information {n}",
        "index": "Resultat {n}",
        "edition": "Resultat {year}",
        "introduction": "Den här utgåvan redovisar arbetet under {year} i siffror och text.",
        "heading": "Insats {n}",
        "text": (
            "<p>Insats {n} pågick under hela {year}. Målet var att fler skulle få svar på sina "
            "frågor inom en vecka, och att de som deltog skulle ha nytta av det ett år senare.</p>"
            "<p>Arbetet följdes upp varje kvartal. Siffrorna nedan kommer från den egna "
            "statistiken och har granskats av en <b>utomstående revisor</b>.</p>"
        ),
        "label": "deltagare i insats {n}, grupp {m}",
        "link": "Om insats {n}, del {m}",
        "external": "Rapporten om insats {n}",
        "sharing": "Dela sidan",
        "sharing_text": "Berätta för fler vad arbetet har lett till.",
        "footer": "Organisationen grundades 1990.",
    },
    "en": {
        "home": "Home",
        "information": "Information {n}",
        "index": "Results {n}",
        "edition": "Results {year}",
        "introduction": "This edition accounts for the work of {year} in figures and text.",
        "heading": "Piece of work {n}",
        "text": (
            "<p>Piece of work {n} went on during the whole of {year}. The aim was that more "
            "people get an answer within a week, and that those who took part still have use "
            "of it a year later.</p>"
            "<p>The work was followed up every quarter. The figures below come from our own "
            "statistics and were reviewed by an <b>external auditor</b>.</p>"
        ),
        "label": "participants of piece of work {n}, group {m}",
        "link": "About piece of work {n}, part {m}",
        "external": "The report on piece of work {n}",
        "sharing": "Share the page",
        "sharing_text": "Tell others what the work has led to.",
        "footer": "The organisation was founded in 1990.",
    },
}


@dataclass(frozen=True, slots=True)
class Edition:
    """What an edition says in one language, whatever kind of page holds it.

    A piece of work has `heading`, `hashtag`, `text`, `figures` of `value` and `label`, and `links`
    of `text` and `page` or `url`.
    """

    title: str
    introduction: str
    pieces: list[dict[str, Any]]
    # Heading and text of a call to share, if there is one.
    sharing: dict[str, str] | None


def make_edition(
    language: str,
    number: int,
    year: int,
    shape: Iterable[tuple[int, Iterable[int | None]]],
    *,
    is_shared: bool = False,
) -> Edition:
    """An edition with a piece of work for each of the shape.

    The shape tells how many figures a piece has, and to which pages its links lead: keys, or None
    for an address outside of the site.
    """
    words = WORDS[language]
    pieces = [
        {
            "heading": words["heading"].format(n=n),
            "hashtag": f"#insats{n}",
            "text": words["text"].format(n=n, year=year),
            "figures": [
                {
                    "value": str(1000 + (number * 37 + n * 101 + m * 7) % 9000),
                    "label": words["label"].format(n=n, m=m),
                }
                for m in range(1, figures + 1)
            ],
            "links": [
                {
                    "text": words["link" if page else "external"].format(n=n, m=m),
                    "page": page,
                    "url": "" if page else f"{EXTERNAL}{n}",
                }
                for m, page in enumerate(links, 1)
            ],
        }
        for n, (figures, links) in enumerate(shape, 1)
    ]
    return Edition(
        words["edition"].format(year=year),
        words["introduction"].format(year=year),
        pieces,
        {"heading": words["sharing"], "text": words["sharing_text"]} if is_shared else None,
    )
