"""What the pages say, in both languages: neutral texts of an ordinary length, numbered."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

LANGUAGES = ("sv", "en")
PIECES = 5
EXTERNAL = "https://www.example.org/reports/"
# Of the five pieces of work the first has two figures; four have a link, the last of them to an
# address outside the site.
FIGURES = (2, 1, 1, 1, 1)
PAGE_LINKS = (True, True, True, False, False)
EXTERNAL_LINKS = (False, False, False, True, False)

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
class Figure:
    """A number and what it counts."""

    value: int
    label: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a page (its key) or to an address."""

    text: str
    page: int | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of work."""

    heading: str
    hashtag: str
    text: str
    figures: tuple[Figure, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """What an edition says in one language, whatever kind of page holds it."""

    language: str
    title: str
    year: int
    introduction: str
    pieces: tuple[Piece, ...]
    sharing: tuple[str, str] | None


def usual_edition(language: str, number: int, year: int, targets: list[int]) -> Edition:
    """Five pieces of work, six figures, three links to pages and one address, a call to share."""
    return _edition(
        language,
        year,
        [
            _piece(language, n, year, number, FIGURES[n - 1], list(_links(language, n, targets)))
            for n in range(1, PIECES + 1)
        ],
    )


def long_edition(language: str, number: int, year: int, pieces: int, figures: int) -> Edition:
    """So many pieces of work with so many figures each, and no link."""
    return _edition(
        language,
        year,
        [_piece(language, n, year, number, figures, []) for n in range(1, pieces + 1)],
        shared=False,
    )


def linking_edition(language: str, number: int, year: int, targets: list[int]) -> Edition:
    """Five pieces of work whose links lead to all of the targets, each once."""
    remaining = iter(targets)
    share = -(-len(targets) // PIECES)
    pieces = []
    for n in range(1, PIECES + 1):
        links = [
            _page_link(language, n, m, page) for m, page in enumerate(islice(remaining, share), 1)
        ]
        pieces.append(_piece(language, n, year, number, 1, links))
    return _edition(language, year, pieces, shared=False)


def _edition(language: str, year: int, pieces: list[Piece], *, shared: bool = True) -> Edition:
    words = WORDS[language]
    return Edition(
        language,
        words["edition"].format(year=year),
        year,
        words["introduction"].format(year=year),
        tuple(pieces),
        (words["sharing"], words["sharing_text"]) if shared else None,
    )


def _piece(language: str, n: int, year: int, number: int, figures: int, links: list[Link]) -> Piece:
    words = WORDS[language]
    return Piece(
        words["heading"].format(n=n),
        f"#insats{n}",
        words["text"].format(n=n, year=year),
        tuple(
            Figure(1000 + (number * 37 + n * 101 + m * 7) % 9000, words["label"].format(n=n, m=m))
            for m in range(1, figures + 1)
        ),
        tuple(links),
    )


def _links(language: str, n: int, targets: list[int]) -> Iterator[Link]:
    if PAGE_LINKS[n - 1]:
        yield _page_link(language, n, 1, targets[n - 1])
    if EXTERNAL_LINKS[n - 1]:
        yield Link(WORDS[language]["external"].format(n=n), url=f"{EXTERNAL}{n}")


def _page_link(language: str, n: int, m: int, page: int) -> Link:
    return Link(WORDS[language]["link"].format(n=n, m=m), page=page)
